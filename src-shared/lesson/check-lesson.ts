import { isLookName, lookNames } from '../project/looks.ts'
import type { LessonClip, LessonCue, LessonTrackClip } from './clip-schema.ts'
import { checkEdges, checkQuizzes, type Report } from './check-quizzes.ts'
import type { Lesson, LessonCaptionTrack } from './lesson-schema.ts'
import { formatPath, type LessonProblem } from './lesson-problem.ts'
import { pointsOf } from './quiz-schema.ts'

/** What one key alone cannot tell: ranges, right answers, ids. The length of the lesson is checked when clips are known. */
export function checkLesson(lesson: Lesson): LessonProblem[] {
  const problems: LessonProblem[] = []
  const report: Report = (path, message) => void problems.push({ path: formatPath(path), message })
  checkClips(lesson, report)
  checkOverlays(lesson, report)
  checkCaptions(lesson, report)
  checkQuizzes(lesson, report)
  if (typeof lesson.canvas === 'object') {
    for (const side of ['width', 'height'] as const)
      if (lesson.canvas[side] % 2 !== 0) report(['canvas', side], `write an even number, such as ${lesson.canvas[side] + 1}`)
  }
  const scored = (lesson.quizzes ?? []).some((quiz) => pointsOf(quiz) > 0)
  if ((lesson.completion?.minScorePercent ?? 0) > 0 && !scored)
    report(['completion', 'minScorePercent'], 'needs a question that gives points; add one or remove this key')
  const { author, authors } = lesson.metadata ?? {}
  if (author !== undefined && authors !== undefined) report(['metadata', 'author'], 'write either author or authors, not both')
  const { challenge } = lesson
  if (challenge?.modelClip !== undefined && challenge.modelClip > lesson.clips.length)
    report(['challenge', 'modelClip'], `write a number from 1 to ${lesson.clips.length}; clips are counted from 1`)
  if (challenge?.teamSize && challenge.teamSize.max < challenge.teamSize.min)
    report(['challenge', 'teamSize', 'max'], `write at least ${challenge.teamSize.min}, which is min`)
  return problems
}

function checkClips(lesson: Lesson, report: Report): void {
  lesson.clips.forEach((clip, index) => {
    checkClip(clip, ['clips', index], report)
    if (clip.captions) checkCues(clip.captions, ['clips', index, 'captions'], report)
  })
  if (lesson.clips[0]?.transition) report(['clips', 0, 'transition'], 'has no clip before it; remove it')
  lesson.tracks?.forEach(({ clips }, track) =>
    clips.forEach((clip, index) => checkClip(clip, ['tracks', track, 'clips', index], report)),
  )
}

function checkClip(clip: LessonClip | LessonTrackClip, path: readonly PropertyKey[], report: Report): void {
  if (clip.out !== undefined && clip.out <= (clip.in ?? 0))
    report([...path, 'out'], `write more than ${clip.in ?? 0}, which is where the clip begins`)
  checkFile(clip.file, [...path, 'file'], report)
  checkLook(clip, path, report)
  if (clip.place && clip.move) report([...path, 'place'], 'write either place or move, not both')
  if (clip.crop && clip.follow) report([...path, 'crop'], 'write either crop or follow, not both')
  checkRegions(clip, path, report)
}

function checkLook({ look }: LessonClip | LessonTrackClip, path: readonly PropertyKey[], report: Report): void {
  if (typeof look === 'object' && look.lut !== undefined) checkFile(look.lut, [...path, 'look', 'lut'], report)
  const name = typeof look === 'string' ? look : look?.name
  if (name === undefined || isLookName(name)) return
  report([...path, 'look', ...(typeof look === 'string' ? [] : ['name'])], `write one of ${lookNames.join(', ')}`)
}

function checkRegions({ crop, follow, blurs }: LessonClip | LessonTrackClip, path: readonly PropertyKey[], report: Report): void {
  const regions = [
    ...(crop ? [{ region: crop, at: ['crop'] }] : []),
    ...(follow ?? []).map((region, index) => ({ region, at: ['follow', index] })),
    ...(blurs ?? []).flatMap((blur, index) =>
      blur.path.map((region, place) => ({ region, at: ['blurs', index, 'path', place] })),
    ),
  ]
  for (const { region, at } of regions) checkEdges(region, [...path, ...at], report)
}

/** Names that mean something else on another machine, or nothing at all. */
function checkFile(file: string, path: readonly PropertyKey[], report: Report): void {
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(file)) report(path, 'write a file on this computer; addresses of the web are not loaded')
  else if (file.includes('\u0000')) report(path, 'remove the invisible character from the name')
}

function checkOverlays({ overlays }: Lesson, report: Report): void {
  overlays?.forEach((overlay, index) => {
    if (overlay.end <= overlay.start)
      report(['overlays', index, 'end'], `write more than ${overlay.start}, which is where it appears`)
    if (overlay.type !== 'image') return
    checkFile(overlay.file, ['overlays', index, 'file'], report)
    if (overlay.crop) checkEdges(overlay.crop, ['overlays', index, 'crop'], report)
  })
}

function checkCaptions({ captions }: Lesson, report: Report): void {
  if (captions === undefined) return
  if (typeof captions === 'string') return checkFile(captions, ['captions'], report)
  if (!isTrackList(captions)) return checkCues(captions, ['captions'], report)
  const seen = new Map<string, number>()
  captions.forEach((track, index) => {
    const path = ['captions', index] as const
    if ((track.file === undefined) === (track.cues === undefined)) report(path, 'write either file or cues')
    if (track.file !== undefined) checkFile(track.file, [...path, 'file'], report)
    if (track.cues) checkCues(track.cues, [...path, 'cues'], report)
    const key = `${track.language.toLowerCase()} ${track.kind ?? 'captions'}`
    const first = seen.get(key)
    if (first !== undefined)
      report([...path, 'language'], `stands already in captions[${first}]; write another language or kind, or remove one`)
    else seen.set(key, index)
  })
}

/** Tells languages from cues. An empty list is no captions either way. */
export function isTrackList(
  captions: readonly LessonCue[] | readonly LessonCaptionTrack[],
): captions is readonly LessonCaptionTrack[] {
  const [first] = captions
  return first !== undefined && 'language' in first
}

function checkCues(cues: readonly LessonCue[], path: readonly PropertyKey[], report: Report): void {
  cues.forEach((cue, index) => {
    if (cue.end <= cue.start) report([...path, index, 'end'], `write more than ${cue.start}, which is where the caption starts`)
  })
}
