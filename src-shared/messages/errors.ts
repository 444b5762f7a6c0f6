import { batchErrors } from './errors/batch.ts'
import { captionErrors } from './errors/captions.ts'
import { colourErrors } from './errors/colour.ts'
import { fileErrors } from './errors/files.ts'
import { lessonErrors } from './errors/lesson.ts'
import { libraryErrors } from './errors/library.ts'
import { libraryEditErrors } from './errors/library-edit.ts'
import { mediaErrors } from './errors/media.ts'
import { packageErrors } from './errors/package.ts'
import { courseErrors } from './errors/course.ts'
import { desktopErrors } from './errors/desktop.ts'
import { editErrors } from './errors/edit.ts'
import { exportErrors } from './errors/export.ts'
import { phoneErrors } from './errors/phone.ts'
import { projectFileErrors } from './errors/project-file.ts'
import { publishErrors } from './errors/publish.ts'
import { recordingErrors } from './errors/recording.ts'
import { sheetErrors } from './errors/sheet.ts'
import { speechErrors } from './errors/speech.ts'
import { systemErrors } from './errors/system.ts'
import { textErrors } from './errors/texts.ts'
import { tryErrors } from './errors/try.ts'
import { workerErrors } from './errors/workers.ts'

/** Every error sentence of the product: what is wrong and what to do, in plain words, by code. */
export const errorMessages = {
  ...systemErrors,
  ...desktopErrors,
  ...fileErrors,
  ...mediaErrors,
  ...colourErrors,
  ...captionErrors,
  ...lessonErrors,
  ...editErrors,
  ...libraryErrors,
  ...libraryEditErrors,
  ...packageErrors,
  ...courseErrors,
  ...exportErrors,
  ...projectFileErrors,
  ...publishErrors,
  ...recordingErrors,
  ...phoneErrors,
  ...sheetErrors,
  ...speechErrors,
  ...textErrors,
  ...tryErrors,
  ...batchErrors,
  ...workerErrors,
} as const

export type ErrorCode = keyof typeof errorMessages
export type ErrorParams<C extends ErrorCode> = Parameters<(typeof errorMessages)[C]>[0]
