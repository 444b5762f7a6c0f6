import { batchDraftText } from './batch-draft.ts'
import { batchQueueText } from './batch-queue.ts'
import { canvasText } from './canvas.ts'
import { captionExport } from './caption-export.ts'
import { captionText } from './captions.ts'
import { courseText } from './course.ts'
import { commonText } from './common.ts'
import { challengeText } from './challenge.ts'
import { clipSettingsText } from './clip-settings.ts'
import { editorText, inspectorText } from './editor.ts'
import { exportText } from './export.ts'
import { clipboardText, historyText, rangeText, shortcutText } from './keys.ts'
import { licenceText } from './licence.ts'
import { libraryText } from './library.ts'
import { libraryEditText } from './library-edit.ts'
import { musicText } from './music.ts'
import { overlayText } from './overlays.ts'
import { phoneText } from './phone.ts'
import { preflightText } from './preflight.ts'
import { projectFileText } from './project-file.ts'
import { publishText } from './publish.ts'
import { sharedQueueText } from './shared-queue.ts'
import { recipeText } from './recipe.ts'
import { recordText } from './record.ts'
import { quizText } from './quiz.ts'
import { schoolStyleText } from './school-style.ts'
import { speechText } from './speech.ts'
import { splitText } from './split.ts'
import { startText } from './start.ts'
import { templateText } from './templates.ts'
import { timelineText } from './timeline.ts'
import { transcriptText } from './transcript.ts'
import { tryText } from './try.ts'
import { translationText } from './translation.ts'
import { typeAlongText } from './type-along.ts'

/** All text of the interface, in English, in a teacher's words. Another language is another object of this type. */
export const text = {
  common: commonText,
  library: libraryText,
  libraryEdit: libraryEditText,
  editor: editorText,
  timeline: timelineText,
  inspector: inspectorText,
  clipSettings: clipSettingsText,
  music: musicText,
  licence: licenceText,
  overlays: overlayText,
  canvas: canvasText,
  captions: captionText,
  captionExport,
  typeAlong: typeAlongText,
  transcript: transcriptText,
  translation: translationText,
  quiz: quizText,
  challenge: challengeText,
  schoolStyle: schoolStyleText,
  templates: templateText,
  split: splitText,
  start: startText,
  recipe: recipeText,
  batchDraft: batchDraftText,
  record: recordText,
  speech: speechText,
  phone: phoneText,
  preflight: preflightText,
  export: exportText,
  course: courseText,
  projectFile: projectFileText,
  publish: publishText,
  sharedQueue: sharedQueueText,
  batchQueue: batchQueueText,
  try: tryText,
  shortcuts: shortcutText,
  range: rangeText,
  history: historyText,
  clipboard: clipboardText,
} as const
