import { compareText } from '../base/compare-text.ts'
import { err, ok, type Result } from '../base/result.ts'
import type { ErrorData } from '../messages/app-error.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import { deriveTimeline } from '../project/timeline.ts'
import type { PlayerLesson } from '../quiz/player-lesson.ts'
import { ticks, ticksPerSecond, type Ticks } from '../time/ticks.ts'
import { findRefusals } from './capabilities.ts'
import { formatCredits, listCredits } from './credits.ts'
import { writeCourseStructure } from './cmi5/course-structure.ts'
import { selectFonts } from './fonts.ts'
import { describeLearningResource } from './learning-resource.ts'
import type { PackageFormat, PackagePlan, PlannedFile, RenderPreset } from './package-plan.ts'
import { compilePlayerLesson, imagePath, mediaPaths } from './player-lesson.ts'
import { writeLessonScript, writePlayerPage } from './player-page.ts'
import { controlDocuments, controlDocumentsFolder } from './scorm/control-documents.ts'
import { writeScorm12Manifest } from './scorm/manifest-12.ts'
import { writeScorm2004Manifest } from './scorm/manifest-2004.ts'

export type PackageOptions = {
  readonly preset: RenderPreset
  /** Which frame becomes the poster; null leaves it to the first second. */
  readonly posterTicks: Ticks | null
}

export const defaultPackageOptions: PackageOptions = { preset: 'lms', posterTicks: null }

/**
 * Decides every file of a package. Pure: the same document gives the same plan. Refused with a sentence where the
 * format would have to drop something that counts (`findRefusals`).
 */
export function planPackage(
  document: LessonDocument,
  format: PackageFormat,
  options: PackageOptions = defaultPackageOptions,
): Result<PackagePlan, ErrorData> {
  const refusal = findRefusals(document)[0]
  if (refusal) return err(refusal)
  const lesson = compilePlayerLesson(document, { poster: true })
  const files = [
    ...planPlayerFiles(document, lesson, format),
    ...planMedia(document, options),
    ...planImages(document, lesson),
    ...planCredits(document),
  ]
  const manifest = { lesson, metadata: document.metadata, paths: files.map((file) => file.path).toSorted(compareText) }
  if (format === 'cmi5') files.push({ kind: 'text', path: 'cmi5.xml', text: writeCourseStructure(lesson, document.metadata) })
  if (format === 'scorm12') files.push({ kind: 'text', path: 'imsmanifest.xml', text: writeScorm12Manifest(manifest) })
  if (format === 'scorm2004') {
    files.push({ kind: 'text', path: 'imsmanifest.xml', text: writeScorm2004Manifest(manifest) })
    for (const name of controlDocuments) files.push({ kind: 'player', path: name, name: `${controlDocumentsFolder}/${name}` })
  }
  return ok({
    format,
    lessonId: document.id,
    title: lesson.title,
    files: files.toSorted((a, b) => compareText(a.path, b.path)),
  })
}

function planPlayerFiles(document: LessonDocument, lesson: PlayerLesson, format: PackageFormat): PlannedFile[] {
  const families = lesson.captionTracks.map(({ style }) => style.fontFamily)
  const fonts = selectFonts(JSON.stringify(lesson), families)
  const learningResource = format === 'web' ? describeLearningResource(document.metadata, lesson) : null
  return [
    { kind: 'text', path: 'index.html', text: writePlayerPage({ lesson, runtime: format, learningResource }) },
    { kind: 'text', path: 'player/lesson.js', text: writeLessonScript(lesson) },
    { kind: 'text', path: 'player/fonts.css', text: fonts.css },
    fromPlayer('player.js'),
    fromPlayer('player.css'),
    fromPlayer('LICENSE.txt'),
    fromPlayer('fonts/OFL.txt'),
    ...fonts.files.map((file) => fromPlayer(`fonts/${file}`)),
  ]
}

function fromPlayer(name: string): PlannedFile {
  return { kind: 'player', path: `player/${name}`, name }
}

function planMedia(document: LessonDocument, options: PackageOptions): PlannedFile[] {
  const { durationTicks } = deriveTimeline(document)
  const atTicks = options.posterTicks ?? ticks(Math.min(ticksPerSecond, Math.floor(durationTicks / 2)))
  return [
    { kind: 'media', path: mediaPaths.video, media: { role: 'video', preset: options.preset, burnCaptions: false } },
    { kind: 'media', path: mediaPaths.poster, media: { role: 'poster', atTicks } },
  ]
}

/** Who made what the lesson uses, for learners and platforms to read. */
function planCredits(document: LessonDocument): PlannedFile[] {
  const credits = listCredits(document)
  return credits.length === 0
    ? []
    : [{ kind: 'text', path: 'CREDITS.txt', text: formatCredits(document.metadata.title, credits) }]
}

function planImages(document: LessonDocument, lesson: PlayerLesson): PlannedFile[] {
  const wanted = new Set(lesson.questions.flatMap((question) => question.choices.map((choice) => choice.image?.src)))
  return Object.values(document.assets)
    .map((asset): PlannedFile => ({ kind: 'asset', path: imagePath(asset.id, asset.fileName), assetId: asset.id }))
    .filter((file) => wanted.has(file.path))
}
