export const editErrors = {
  'edit.unsound': (p: { detail: string }) =>
    `This change does not fit the lesson (${p.detail}), so nothing was changed. Please report it if you see this twice.`,
  'edit.gone': (p: { what: string }) => `The ${p.what} no longer exists. Nothing was changed.`,
  'edit.split-at-edge': (_: Record<string, never>) =>
    'Move the playhead inside a clip, at least one frame from its ends, to split it.',
  'edit.asset-in-use': (p: { file: string }) => `“${p.file}” is still used on the timeline. Delete its clips first.`,
  'edit.asset-shorter': (p: { file: string }) =>
    `“${p.file}” is shorter than what the lesson uses of it. Use “Replace clip” to put it in.`,
  'edit.asset-unplayable': (p: { file: string }) =>
    `“${p.file}” has no picture, so it cannot become a clip. Choose a video or a photo.`,
  'edit.asset-not-for-track': (p: { file: string }) =>
    `“${p.file}” cannot be used there. A sound track needs a file with sound, a picture in the picture one with a picture.`,
  'edit.caption-outside': (_: Record<string, never>) => 'A caption must start inside the lesson and last at least one frame.',
  'edit.cues-outside': (_: Record<string, never>) =>
    'All of these captions start after the lesson ends, so nothing was changed. Add the clip they belong to first.',
  'edit.caption-split-text': (_: Record<string, never>) => 'Put the cursor between two words to split the caption there.',
  'edit.caption-merge': (_: Record<string, never>) => 'Select two or more captions of one track to join them.',
  'edit.question-outside': (_: Record<string, never>) =>
    'A question must stand inside the lesson. Add a clip first or choose an earlier instant.',
  'edit.choices-full': (_: Record<string, never>) =>
    'A question has 36 choices in its life, deleted ones among them. Make a new question to start afresh.',
  'edit.choices-fixed': (_: Record<string, never>) =>
    'This type of question has no list of choices to change. Choose another type first.',
  'edit.choices-few': (p: { least: number }) =>
    `This type of question keeps at least ${p.least} choices. Change the text instead.`,
  'edit.split-too-short': (_: Record<string, never>) =>
    'Every part lasts at least one second. Choose a place further away from the next cut.',
  'edit.split-no-cut': (_: Record<string, never>) => 'This cut is not there any more, so nothing was moved.',
} as const
