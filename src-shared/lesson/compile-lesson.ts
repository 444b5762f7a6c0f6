import type { ImportedCue } from '../caption/imported-captions.ts'
import { err, ok, type Result } from '../base/result.ts'
import { findChallengeProblems } from '../challenge/problems.ts'
import { canvases, createDocument } from '../project/defaults.ts'
import type { AssetId, ClipId, LessonId } from '../project/ids.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import type { Challenge } from '../project/schema/question.ts'
import { judgeLength } from '../project/selectors.ts'
import { deriveTimeline } from '../project/timeline.ts'
import { ticksToSeconds } from '../time/ticks.ts'
import { compileBrand } from './compile-brand.ts'
import { compileCaptions } from './compile-captions.ts'
import { compileChallenge } from './compile-challenge.ts'
import { compileClips, roundSeconds, type FileFacts } from './compile-clips.ts'
import { compileCompletion, usualCompletion } from './compile-completion.ts'
import { compileOverlays } from './compile-overlays.ts'
import { compileQuestions } from './compile-questions.ts'
import { deriveId } from './derive-id.ts'
import type { LessonProblem } from './lesson-problem.ts'
import type { Lesson } from './lesson-schema.ts'
import type { LessonWarning } from './lesson-warning.ts'

export type CompiledLesson = {
  readonly document: LessonDocument
  readonly warnings: readonly LessonWarning[]
  /** The file as the lesson writes it, for each asset. */
  readonly files: ReadonlyMap<AssetId, string>
}

/**
 * A lesson as a document. `facts` and `cues` hold what was found in the media and caption files, by the name the lesson
 * writes. The same input gives the same document, ids among it. Refuses with all problems that the files bring to light.
 */
export function compileLesson(
  lesson: Lesson,
  facts: ReadonlyMap<string, FileFacts>,
  cues: ReadonlyMap<string, readonly ImportedCue[]> = new Map(),
): Result<CompiledLesson, readonly LessonProblem[]> {
  const empty = createDocument((lesson.id ?? deriveId(lesson.title, 'lesson')) as LessonId, lesson.title, lesson.language)
  const canvas = typeof lesson.canvas === 'object' ? { ...lesson.canvas } : canvases[lesson.canvas ?? '9:16']
  const clips = compileClips(lesson, facts, empty.settings.frameRate)
  // Without every clip the timeline is not the one that the other seconds mean.
  if (clips.problems.length > 0) return err(clips.problems)
  const mainOnly: LessonDocument = {
    ...empty,
    settings: {
      ...empty.settings,
      canvas,
      ...(lesson.loudness === undefined ? {} : { loudnessLufs: compileLoudness(lesson.loudness) }),
    },
    metadata: compileMetadata(lesson, empty.metadata),
    completion: lesson.completion ? compileCompletion(lesson.completion) : usualCompletion((lesson.quizzes ?? []).length > 0),
    assets: clips.assets,
    clips: Object.fromEntries(clips.clips.map((clip) => [clip.id, clip])),
    mainTrack: clips.clips.map((clip) => ({ kind: 'clip', clipId: clip.id })),
    transitions: Object.fromEntries(clips.transitions.map((transition) => [transition.id, transition])),
    challenge: lesson.challenge ? compileChallenge(lesson.challenge) : null,
  }
  const withClips = clips.addTracks(mainOnly)
  const overlap = findOverlap(lesson, withClips)
  if (overlap.length > 0) return err(overlap)
  const seconds = Math.round(ticksToSeconds(deriveTimeline(withClips).durationTicks) * 10) / 10
  const length = judgeLength(withClips)
  if (length === 'too-long')
    return err([
      { path: 'clips', message: `last ${seconds} seconds together; shorten them to 180 seconds at most, or make two lessons` },
    ])
  const { captionTracks, captions, warnings } = compileCaptions(lesson, withClips, cues)
  const drawn = compileOverlays(lesson, withClips, clips.assetOf)
  const brand = compileBrand(lesson.brand, clips.assetOf)
  const { questions, problems } = compileQuestions(lesson, withClips)
  const found = [...drawn.problems, ...brand.problems, ...problems]
  if (found.length > 0) return err(found)
  const long: readonly LessonWarning[] = length === 'long' ? [{ code: 'lesson-long', params: { seconds } }] : []
  return ok({
    document: {
      ...withClips,
      tracks: { ...withClips.tracks, ...drawn.tracks },
      overlays: drawn.overlays,
      captionTracks,
      captions,
      questions,
      brandKit: brand.brandKit,
    },
    warnings: [...clips.warnings, ...long, ...drawn.warnings, ...warnings, ...challengeWarnings(withClips.challenge)],
    files: clips.files,
  })
}

/** Clips of one track that play at the same time. */
function findOverlap(lesson: Lesson, document: LessonDocument): readonly LessonProblem[] {
  const { clipSpans } = deriveTimeline(document)
  return (lesson.tracks ?? []).flatMap(({ clips }, track) => {
    const spans = clips
      .map((_, index) => ({ index, span: clipSpans.get(`track-${track + 1}-clip-${index + 1}` as ClipId) }))
      .toSorted((a, b) => (a.span?.startTicks ?? 0) - (b.span?.startTicks ?? 0))
    return spans.flatMap(({ index, span }, place) => {
      const before = spans[place - 1]?.span
      if (!span || !before || span.startTicks >= before.endTicks) return []
      const seconds = roundSeconds(ticksToSeconds(before.endTicks))
      const message = `write at least ${seconds}, where the clip before it ends, or use another track`
      return [{ path: `tracks[${track}].clips[${index}].at`, message }]
    })
  })
}

function compileMetadata({ metadata = {} }: Lesson, base: LessonDocument['metadata']): LessonDocument['metadata'] {
  return {
    ...base,
    description: metadata.description ?? '',
    authors: metadata.authors ?? (metadata.author === undefined ? [] : [metadata.author]),
    topics: metadata.topics ?? [],
    keywords: metadata.keywords ?? [],
    level: metadata.level ?? '',
    licence: metadata.licence ?? '',
    translationOf: (metadata.translationOf ?? null) as LessonId | null,
    ...(metadata.glossary && { glossary: metadata.glossary }),
  }
}

function challengeWarnings(challenge: Challenge | null): readonly LessonWarning[] {
  if (!challenge) return []
  // A date that has passed is for who publishes it to judge, and the same file gives the same warnings on every day.
  const codes = findChallengeProblems(challenge, '').map(({ code }) => code)
  return [
    ...(codes.includes('no-brief') ? [{ code: 'challenge-no-brief', params: {} } as const] : []),
    ...(codes.includes('rubric-no-points') ? [{ code: 'challenge-no-points', params: {} } as const] : []),
  ]
}

function compileLoudness(loudness: NonNullable<Lesson['loudness']>): number | null {
  return loudness === 'as-recorded' ? null : loudness
}
