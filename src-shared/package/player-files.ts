import type { LessonDocument } from '../project/schema/document.ts'
import type { PlayerLesson } from '../quiz/player-lesson.ts'
import { selectFonts } from './fonts.ts'
import { describeLearningResource } from './learning-resource.ts'
import { exportRecordFile } from './export-record.ts'
import { planHandout } from './handout.ts'
import { planCredits, planImages, planMedia, posterInstant } from './media-files.ts'
import type { PackageOptions, PlannedFile, PlayerRuntime } from './package-plan.ts'
import { compilePlayerLesson } from './player-lesson.ts'
import { playerWordsFile } from './player-languages.ts'
import { writeLessonScript, writePlayerPage } from './player-page.ts'

export type PlayedLesson = { readonly lesson: PlayerLesson; readonly files: readonly PlannedFile[] }

/** The lesson with our player around it: everything of a package but what its format adds. */
export function planPlayedLesson(document: LessonDocument, runtime: PlayerRuntime, options: PackageOptions): PlayedLesson {
  const lesson = compilePlayerLesson(document, { poster: true })
  return {
    lesson,
    files: [
      ...planPlayer(document, lesson, runtime, options),
      ...planMedia(document, options),
      ...planImages(document, lesson),
      ...planCredits(document),
      ...planRecord(options),
      ...planHandout(document, lesson.challenge, posterInstant(document, options)),
    ],
  }
}

function planRecord({ record }: PackageOptions): PlannedFile[] {
  return record ? [{ kind: 'text', path: exportRecordFile, text: `${JSON.stringify(record, null, 2)}\n` }] : []
}

function planPlayer(
  document: LessonDocument,
  lesson: PlayerLesson,
  runtime: PlayerRuntime,
  { record }: PackageOptions,
): PlannedFile[] {
  const families = lesson.captionTracks.map(({ style }) => style.fontFamily)
  const fonts = selectFonts(JSON.stringify(lesson), families)
  const learningResource = runtime === 'web' ? describeLearningResource(document.metadata, lesson, record?.version) : null
  const words = playerWordsFile(lesson.language)
  return [
    { kind: 'text', path: 'index.html', text: writePlayerPage({ lesson, runtime, learningResource }) },
    { kind: 'text', path: 'player/lesson.js', text: writeLessonScript(lesson) },
    { kind: 'text', path: 'player/fonts.css', text: fonts.css },
    fromPlayer('player.js'),
    ...(words === null ? [] : [fromPlayer(words)]),
    fromPlayer('player.css'),
    fromPlayer('LICENSE.txt'),
    fromPlayer('fonts/OFL.txt'),
    ...fonts.files.map((file) => fromPlayer(`fonts/${file}`)),
  ]
}

function fromPlayer(name: string): PlannedFile {
  return { kind: 'player', path: `player/${name}`, name }
}
