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
  'edit.words-untimed': (_: Record<string, never>) =>
    'Nobody knows when these words are said, so they cannot be cut out. Caption the clip again to get their times.',
  'edit.cut-gone': (_: Record<string, never>) =>
    'This cut has been changed since, so it cannot be put back by itself. Undo takes back all steps since then.',
  'edit.stretch-outside': (_: Record<string, never>) =>
    'The marked stretch lies outside the lesson, so nothing was cut. Mark one with I and O.',
  'edit.caption-outside': (_: Record<string, never>) => 'A caption must start inside the lesson and last at least one frame.',
  'edit.cues-outside': (_: Record<string, never>) =>
    'All of these captions start after the lesson ends, so nothing was changed. Add the clip they belong to first.',
  'edit.caption-taken': (_: Record<string, never>) =>
    'A caption begins there already. Change that one, or go to where nothing is captioned yet.',
  'edit.caption-split-text': (_: Record<string, never>) => 'Put the cursor between two words to split the caption there.',
  'edit.caption-divide-room': (p: { count: number; seconds: number }) =>
    `The text makes ${p.count} captions, and there are ${p.seconds} seconds for them before the next one. Add a clip, or shorten the text.`,
  'edit.caption-merge': (_: Record<string, never>) => 'Select two or more captions of one track to join them.',
  'edit.overlay-outside': (_: Record<string, never>) =>
    'Text, stickers and shapes stand on the picture of a clip. Add a clip first.',
  'edit.question-outside': (_: Record<string, never>) =>
    'A question must stand inside the lesson. Add a clip first or choose an earlier instant.',
  'edit.choices-full': (_: Record<string, never>) =>
    'A question has 36 choices in its life, deleted ones among them. Make a new question to start afresh.',
  'edit.choices-fixed': (_: Record<string, never>) =>
    'This type of question has no list of choices to change. Choose another type first.',
  'edit.choices-few': (p: { least: number }) =>
    `This type of question keeps at least ${p.least} choices. Change the text instead.`,
  'edit.split-nothing': (_: Record<string, never>) =>
    'Put the playhead inside what you want to split, at least one frame from its ends.',
  'edit.marker-outside': (_: Record<string, never>) =>
    'A marker must stand inside the lesson. Add a clip first or choose an earlier instant.',
  'edit.captions-locked': (_: Record<string, never>) =>
    'These captions are locked. Unlock them at the left of the timeline to change them.',
  'edit.questions-locked': (_: Record<string, never>) =>
    'The questions are locked. Unlock them at the left of the timeline to change them.',
  'edit.track-locked': (p: { track: string }) => `“${p.track}” is locked. Unlock the track to change what is on it.`,
  'edit.track-other-band': (p: { track: string }) => `This does not fit on “${p.track}”. Choose a track of the same kind.`,
  'edit.roll-no-cut': (_: Record<string, never>) => 'Only a cut where two clips touch can be moved. Choose another one.',
  'edit.roll-no-room': (_: Record<string, never>) =>
    'The cut cannot move further in this direction: one of the clips has nothing more to show.',
  'edit.slip-still': (_: Record<string, never>) => 'A picture that stands still has no other part to show. Choose a video clip.',
  'edit.slip-no-room': (_: Record<string, never>) =>
    'The clip has no more of its media to show in this direction. Shorten it first, or slip it the other way.',
  'edit.slide-no-neighbours': (_: Record<string, never>) =>
    'Only a clip between two others can slide. Move it to another place instead.',
  'edit.slide-no-room': (_: Record<string, never>) =>
    'The clip cannot slide further in this direction: a clip beside it has nothing more to give.',
  'edit.move-no-room': (_: Record<string, never>) =>
    'There is no free place for this on the track. Choose another track, or make room there first.',
  'edit.last-main-clip': (_: Record<string, never>) =>
    'This is the only clip of the lesson. Add another one to play under it first.',
  'edit.paste-unreadable': (_: Record<string, never>) =>
    'What was copied does not come from a lesson, so nothing was pasted. Copy it in the timeline again.',
  'edit.paste-outside': (_: Record<string, never>) =>
    'Nothing of this would stand inside the lesson. Add a clip first, or paste at an earlier instant.',
  'edit.music-outside': (_: Record<string, never>) =>
    'Music plays under the clips. Add a clip first, or move the playhead to where the music should begin.',
  'edit.voice-empty': (_: Record<string, never>) =>
    'The recording is too short to be used. Record again, and speak while the lesson plays.',
  'edit.no-sound': (p: { file: string }) => `“${p.file}” has no sound here that could be detached.`,
  'edit.sound-off': (_: Record<string, never>) => 'The sound of this clip is off. Turn it on to detach it.',
  'edit.freeze-still': (_: Record<string, never>) =>
    'The picture stands still here already. Move the end of the clip to show it longer.',
  'edit.freeze-nothing': (_: Record<string, never>) => 'Put the playhead over a clip to freeze its picture.',
  'edit.group-few': (_: Record<string, never>) => 'Select two or more clips, texts or stickers to group them.',
  'edit.not-grouped': (_: Record<string, never>) => 'Nothing that is selected belongs to a group.',
  'edit.split-too-short': (_: Record<string, never>) =>
    'Every part lasts at least one second. Choose a place further away from the next cut.',
  'edit.split-no-cut': (_: Record<string, never>) => 'This cut is not there any more, so nothing was moved.',
} as const
