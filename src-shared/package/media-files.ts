import type { LessonDocument } from '../project/schema/document.ts'
import { deriveTimeline } from '../project/timeline.ts'
import type { PlayerLesson } from '../quiz/player-lesson.ts'
import { ticks, ticksPerSecond, type Ticks } from '../time/ticks.ts'
import { formatCredits, listCredits } from './credits.ts'
import type { PackageOptions, PlannedFile } from './package-plan.ts'
import { imagePath, mediaPaths } from './player-lesson.ts'

/** The film without burned captions and its poster. */
export function planMedia(document: LessonDocument, options: PackageOptions): PlannedFile[] {
  const atTicks = posterInstant(document, options)
  return [
    { kind: 'media', path: mediaPaths.video, media: { role: 'video', preset: options.preset, burnCaptions: false } },
    { kind: 'media', path: mediaPaths.poster, media: { role: 'poster', atTicks } },
  ]
}

/** Which picture of the film stands for the lesson. */
export function posterInstant(document: LessonDocument, { posterTicks }: PackageOptions): Ticks {
  const { durationTicks } = deriveTimeline(document)
  return posterTicks ?? ticks(Math.min(ticksPerSecond, Math.floor(durationTicks / 2)))
}

/** Who made what the lesson uses, for learners and platforms to read. */
export function planCredits(document: LessonDocument): PlannedFile[] {
  const credits = listCredits(document)
  return credits.length === 0
    ? []
    : [{ kind: 'text', path: 'CREDITS.txt', text: formatCredits(document.metadata.title, credits) }]
}

/** The pictures of choices. */
export function planImages(document: LessonDocument, lesson: PlayerLesson): PlannedFile[] {
  const wanted = new Set(lesson.questions.flatMap((question) => question.choices.map((choice) => choice.image?.src)))
  return Object.values(document.assets)
    .map((asset): PlannedFile => ({ kind: 'asset', path: imagePath(asset.id, asset.fileName), assetId: asset.id }))
    .filter((file) => wanted.has(file.path))
}

/** The same files under a folder of the package, which ends in "/". */
export function inFolder(folder: string, files: readonly PlannedFile[]): readonly PlannedFile[] {
  return files.map((file) => ({ ...file, path: `${folder}${file.path}` }))
}
