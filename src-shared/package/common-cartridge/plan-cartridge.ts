import { compareText } from '../../base/compare-text.ts'
import { trackCues } from '../../caption/track-cues.ts'
import { listParagraphs } from '../../caption/formats/transcript/write.ts'
import { writeWebVtt } from '../../caption/formats/webvtt/write.ts'
import type { LessonDocument } from '../../project/schema/document.ts'
import { captionTracksInOrder } from '../../project/selectors.ts'
import { planHandout } from '../handout.ts'
import type { PlayerLesson } from '../../quiz/player-lesson.ts'
import { inFolder, planCredits, planImages, planMedia, posterInstant } from '../media-files.ts'
import type { PackageOptions, PlannedFile } from '../package-plan.ts'
import { compilePlayerLesson, mediaPaths } from '../player-lesson.ts'
import { listCartridgeItems } from './cartridge-items.ts'
import { cartridgeEditions, type CartridgeFormat } from './edition.ts'
import { pageStyle, writeLessonPage, type PageTrack } from './lesson-page.ts'
import { writeCartridgeManifest, type CartridgeLesson } from './manifest.ts'
import { pageWords } from './page-words.ts'
import { writeAssessment } from './write-assessment.ts'

/** A cartridge of one lesson. */
export function planCartridge(
  document: LessonDocument,
  options: PackageOptions,
  format: CartridgeFormat,
): readonly PlannedFile[] {
  const { lesson, files } = planCartridgeLesson(document, options)
  const manifest = { id: document.id, metadata: document.metadata, lessons: [lesson], record: options.record ?? null }
  const text = writeCartridgeManifest(manifest, cartridgeEditions[format])
  return [...files, { kind: 'text', path: 'imsmanifest.xml', text }]
}

/** What a lesson adds to a cartridge, in a folder of its own, and what the manifest says of it. */
export function planCartridgeLesson(
  document: LessonDocument,
  options: PackageOptions,
): { readonly lesson: CartridgeLesson; readonly files: readonly PlannedFile[] } {
  // Moodle leaves the file of a poster out and asks for it all the same: the film shows its first picture instead.
  const lesson = compilePlayerLesson(document, { poster: false })
  const folder = `lessons/${document.id}/`
  const pictures = planImages(document, lesson)
  const shown = inFolder(folder, [...planPage(document, lesson, options).files, ...pictures])
  const items = listCartridgeItems(lesson)
  const quiz = {
    path: `${folder}quiz.xml`,
    title: `${pageWords(lesson.language).words.quiz}: ${lesson.title}`,
    usesPictures: pictures.length > 0,
  }
  return {
    lesson: {
      id: document.id,
      title: lesson.title,
      page: `${folder}index.html`,
      files: shown.map((file) => file.path).toSorted(compareText),
      quiz: items.length === 0 ? null : quiz,
    },
    files:
      items.length === 0 ? shown : [...shown, { kind: 'text', path: quiz.path, text: writeAssessment(lesson, items, folder) }],
  }
}

/** The film as a plain page with its captions, its transcript and its challenge. */
export function planPage(
  document: LessonDocument,
  lesson: PlayerLesson,
  options: PackageOptions,
): { readonly files: readonly PlannedFile[]; readonly tracks: readonly PlannedTrack[] } {
  const tracks = planTracks(document, lesson.captionTracks)
  const credits = planCredits(document)
  const page = writeLessonPage({ lesson, tracks, creditsFile: credits[0]?.path ?? null })
  const files: readonly PlannedFile[] = [
    { kind: 'text', path: 'index.html', text: page },
    { kind: 'text', path: 'page.css', text: pageStyle },
    ...tracks.map(({ src, text }): PlannedFile => ({ kind: 'text', path: src, text })),
    ...planMedia(document, options).filter(({ path }) => path !== mediaPaths.poster || lesson.poster !== null),
    ...planHandout(document, lesson.challenge, posterInstant(document, options)),
    ...credits,
  ]
  return { files, tracks }
}

/** `index`: of the caption track in the document's order. */
type PlannedTrack = PageTrack & { readonly text: string; readonly index: number }

function planTracks(document: LessonDocument, compiled: readonly PageTrack['track'][]): readonly PlannedTrack[] {
  return captionTracksInOrder(document).flatMap((source, index) => {
    const track = compiled[index]
    const cues = trackCues(document, source.id)
    if (track === undefined || cues.length === 0) return []
    const src = `captions/${index + 1}-${source.language}.vtt`
    return [{ index, track, src, paragraphs: listParagraphs(cues), text: writeWebVtt(cues, source.language) }]
  })
}
