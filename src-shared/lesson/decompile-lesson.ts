import { isSame } from '../base/is-same.ts'
import { captionStyleNames, captionStyles } from '../caption/styles.ts'
import { canvases, defaultCaptionStyle } from '../project/defaults.ts'
import type { AssetId } from '../project/ids.ts'
import type { Clip } from '../project/schema/clip.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import type { Challenge } from '../project/schema/question.ts'
import type { CaptionStyle, CaptionTrack } from '../project/schema/text.ts'
import { captionsInOrder, captionTracksInOrder } from '../project/selectors.ts'
import { deriveTimeline } from '../project/timeline.ts'
import { decompileBrand } from './compile-brand.ts'
import { compileStyle } from './compile-captions.ts'
import { decompileQuestions } from './decompile-questions.ts'
import { listDropped, type Dropped } from './dropped.ts'
import type { Lesson, LessonCaptionTrack } from './lesson-schema.ts'
import { decompileMainClip, decompileTracks, fileOf } from './decompile-clip.ts'
import { decompileOverlays } from './decompile-overlays.ts'
import { toSeconds, written } from './written.ts'

/** What lesson.json means where it says nothing, in LUFS. */
const usualLoudness = -16

/**
 * A document as a lesson.json, and what that cannot say. `files` names each asset's file as the lesson shall write it; without
 * an entry the asset's own relative path or file name is written. Compiling the result gives the document back but for that
 * and for the ids of clips, captions and media, which are numbered anew.
 */
export function decompileLesson(
  document: LessonDocument,
  files: ReadonlyMap<AssetId, string> = new Map(),
): { readonly lesson: Lesson; readonly dropped: readonly Dropped[] } {
  const { settings, metadata, completion, challenge, brandKit } = document
  const { quizzes, dropped } = decompileQuestions(document)
  const style = captionTracksInOrder(document)[0]?.style
  const captionStyle = style && !isSame(style, defaultCaptionStyle) ? { captionStyle: decompileStyle(style) } : {}
  const { captions, dropped: droppedCaptions } = decompileCaptions(document, captionStyle)
  const tracks = decompileTracks(document, files)
  const { overlays, dropped: droppedOverlays } = decompileOverlays(document, (assetId) => fileOf(assetId, document, files))
  const shape = Object.entries(canvases).find(
    ([, size]) => size.width === settings.canvas.width && size.height === settings.canvas.height,
  )
  const lesson: Lesson = {
    id: document.id,
    title: metadata.title,
    language: metadata.language,
    canvas: (shape?.[0] as keyof typeof canvases | undefined) ?? { ...settings.canvas },
    ...(settings.loudnessLufs === usualLoudness ? {} : { loudness: settings.loudnessLufs ?? 'as-recorded' }),
    clips: mainClips(document).map((clip) => decompileMainClip(clip, document, files)),
    ...(tracks.length > 0 ? { tracks: [...tracks] } : {}),
    ...(overlays.length > 0 ? { overlays: [...overlays] } : {}),
    ...(captions.length > 0 ? { captions } : {}),
    ...captionStyle,
    ...(quizzes.length > 0 ? { quizzes } : {}),
    completion: {
      ...(completion.watchedPercent === null ? {} : { watchedPercent: completion.watchedPercent }),
      questionsAnswered: completion.questionsAnswered,
      ...(completion.minScorePercent === null ? {} : { minScorePercent: completion.minScorePercent }),
    },
    ...(challenge ? { challenge: decompileChallenge(challenge, document) } : {}),
    ...(brandKit ? { brand: decompileBrand(brandKit, (assetId) => fileOf(assetId, document, files)) } : {}),
    metadata: {
      ...(metadata.authors.length > 0 ? { authors: [...metadata.authors] } : {}),
      ...(metadata.topics.length > 0 ? { topics: [...metadata.topics] } : {}),
      ...(metadata.keywords.length > 0 ? { keywords: [...metadata.keywords] } : {}),
      ...written('level', metadata.level),
      ...written('licence', metadata.licence),
      ...written('description', metadata.description),
      ...(metadata.translationOf === null ? {} : { translationOf: metadata.translationOf }),
      ...(metadata.glossary && metadata.glossary.length > 0 ? { glossary: [...metadata.glossary] } : {}),
    },
  }
  return { lesson, dropped: [...listDropped(document), ...droppedOverlays, ...droppedCaptions, ...dropped] }
}

function mainClips(document: LessonDocument): readonly Clip[] {
  return deriveTimeline(document).mainClipIds.flatMap((clipId) => document.clips[clipId] ?? [])
}

type DecompiledCaptions = {
  readonly captions: LessonCaptionTrack[]
  readonly dropped: readonly Dropped[]
}

/** One list for each language and kind; lesson.json has no two of them. */
function decompileCaptions(document: LessonDocument, captionStyle: Pick<Lesson, 'captionStyle'>): DecompiledCaptions {
  const dropped: Dropped[] = []
  const seen = new Set<string>()
  const style = compileStyle(captionStyle)
  const captions = captionTracksInOrder(document).flatMap((track): LessonCaptionTrack[] => {
    const path = `captionTracks.${track.id}`
    const key = `${track.language.toLowerCase()} ${track.kind}`
    if (seen.has(key)) {
      dropped.push({ path, what: 'a second list of captions of one language and kind' })
      return []
    }
    seen.add(key)
    if (!isSame(track.style, style)) dropped.push({ path: `${path}.style`, what: 'parts of the look of captions' })
    return [decompileTrack(document, track)]
  })
  return { captions, dropped }
}

function decompileTrack(document: LessonDocument, track: CaptionTrack): LessonCaptionTrack {
  return {
    language: track.language,
    ...(track.kind === 'captions' ? {} : { kind: track.kind }),
    ...written('label', track.label),
    cues: captionsInOrder(document, track.id)
      .filter(({ caption }) => caption.text.trim() !== '')
      .map(({ caption, span }) => ({
        start: toSeconds(span.startTicks),
        end: toSeconds(span.endTicks),
        text: caption.text,
        ...written('speaker', caption.speaker),
        ...(caption.emphasis && caption.emphasis.length > 0 ? { emphasis: [...caption.emphasis] } : {}),
      })),
  }
}

function decompileStyle(style: CaptionStyle): NonNullable<Lesson['captionStyle']> {
  const preset = captionStyleNames.find((name) => name === style.preset) ?? 'boxed'
  const base = captionStyles[preset]
  return {
    preset,
    ...(style.text.fontFamily === base.text.fontFamily ? {} : { font: style.text.fontFamily }),
    ...(style.text.size === base.text.size ? {} : { size: style.text.size }),
    ...(style.animation === base.animation ? {} : { animation: style.animation }),
    ...(style.highlight === base.highlight ? {} : { highlight: style.highlight }),
    ...(style.highlightColour === base.highlightColour ? {} : { highlightColour: style.highlightColour }),
    ...(style.emphasisScale === base.emphasisScale ? {} : { emphasisScale: style.emphasisScale }),
    ...(style.entrance === base.entrance ? {} : { entrance: style.entrance }),
    ...(style.place === base.place ? {} : { place: style.place }),
    ...(style.text.colour === base.text.colour ? {} : { colour: style.text.colour }),
    ...(style.text.boxColour === null || style.text.boxColour === base.text.boxColour ? {} : { boxColour: style.text.boxColour }),
    ...(style.bottomMargin === base.bottomMargin ? {} : { bottomMargin: style.bottomMargin }),
    ...(style.maxCharactersPerLine === base.maxCharactersPerLine ? {} : { maxCharactersPerLine: style.maxCharactersPerLine }),
    ...(style.maxLines === base.maxLines ? {} : { maxLines: style.maxLines }),
  }
}

function decompileChallenge(challenge: Challenge, document: LessonDocument): NonNullable<Lesson['challenge']> {
  const model = mainClips(document).findIndex((clip) => clip.id === challenge.modelClipId)
  return {
    ...written('hook', challenge.hook),
    ...written('brief', challenge.brief),
    ...(model < 0 ? {} : { modelClip: model + 1 }),
    ...(challenge.durationLimitTicks === null ? {} : { durationLimit: toSeconds(challenge.durationLimitTicks) }),
    ...(challenge.steps.length > 0 ? { steps: [...challenge.steps] } : {}),
    ...(challenge.materials.length > 0 ? { materials: [...challenge.materials] } : {}),
    ...written('safetyNote', challenge.safetyNote),
    ...(challenge.rubric.length > 0
      ? {
          rubric: challenge.rubric.map(({ title, levels }) => ({
            title,
            levels: levels.map(({ label, description, points }) => ({ label, ...written('description', description), points })),
          })),
        }
      : {}),
    ...written('hashtag', challenge.hashtag),
    ...(challenge.deadline === null ? {} : { deadline: challenge.deadline }),
    teamSize: { ...challenge.teamSize },
    ...(challenge.handIn.what === '' && challenge.handIn.where === '' ? {} : { handIn: { ...challenge.handIn } }),
    ...written('withoutFilming', challenge.withoutFilming),
  }
}
