import { countOf } from './common.ts'

const lessons = (count: number): string => countOf(count, 'lesson', 'lessons')

/** One change to many lessons. */
export const libraryEditText = {
  open: 'Change many lessons',
  running: (percent: string) => `Changing lessons: ${percent}`,
  title: 'Change many lessons',
  intro: 'One change to all the lessons that you choose. You see first what it touches, and can take it back as one.',
  kind: 'What changes',
  kinds: { 'replace-words': 'A word in the captions', 'school-style': 'The school style', 'replace-intro': 'The intro' },
  words: {
    find: 'Find in the captions',
    replacement: 'Put in its place',
    remove: 'Left empty, it is taken out.',
    matchCase: 'Only with the same capitals',
    wholeWords: 'Only whole words',
  },
  style: {
    label: 'School style',
    none: 'No school style',
    noneHint: 'Lessons look as they do without one.',
    /** Where styles come from. */
    noneKept: 'Keep a school style first: open a lesson, choose “School style” and keep it for other lessons.',
  },
  clip: {
    label: 'What lessons begin with now',
    begin: (fileName: string, count: number) => `${fileName} (${lessons(count)})`,
    nothing: 'No lesson here begins with a clip.',
    choose: 'Choose the new intro…',
    examining: 'Examining the clip…',
    chosen: (fileName: string) => `New intro: ${fileName}`,
    whole: 'It plays whole. What follows moves with it.',
  },
  looking: 'Looking at what changes…',
  places: (count: number) => countOf(count, 'place', 'places'),
  changes: 'Changes',
  untouched: 'Stays as it is',
  /** Of the lessons that are chosen. */
  touches: (count: number, of: number) =>
    count === 0 ? 'None of the chosen lessons changes.' : `${count} of ${lessons(of)} ${count === 1 ? 'changes' : 'change'}.`,
  start: (count: number) => (count === 0 ? 'Change lessons' : `Change ${lessons(count)}`),
  again: {
    kind: 'Export again what changed',
    intro:
      'The lessons that you choose are exported again where they changed. You see first which, and can take it back as one: the files of before are kept.',
    hint: 'Each lesson goes into the file of its last export, in the same way, and replaces it.',
    note: 'What is new',
    noteHint: 'Travels in each package. May stay empty.',
    into: (fileName: string) => `Replaces ${fileName}`,
    touches: (count: number, of: number) =>
      count === 0 ? 'None of the chosen lessons changed since its export.' : `${count} of ${lessons(of)} will be exported.`,
    breaks: 'Results that learners have already',
    start: (count: number) => (count === 0 ? 'Export lessons' : `Export ${lessons(count)}`),
  },
  working: {
    change: 'Changing the lessons…',
    'take-back': 'Taking the change back…',
    export: 'Exporting the lessons…',
    'put-back': 'Putting the files of before back…',
  },
  stoppable: {
    change: 'Stopping leaves every lesson as it was.',
    export: 'You may close this and go on working. Stopping keeps what is finished.',
  },
  stop: 'Stop',
  stopped: {
    change: 'Nothing was changed.',
    export: 'What was finished before is there. “Change more” lists it, and can take it back.',
  },
  stoppedTitle: 'Stopped',
  failed: 'That did not work',
  done: {
    change: (count: number) => (count === 1 ? '1 lesson was changed' : `${count} lessons were changed`),
    'take-back': (count: number) => (count === 1 ? '1 lesson is as it was before' : `${count} lessons are as they were before`),
    export: (count: number) => (count === 1 ? '1 lesson was exported' : `${count} lessons were exported`),
    'put-back': (count: number) =>
      count === 1 ? 'The file of 1 lesson is as it was before' : `The files of ${count} lessons are as they were before`,
  },
  leftTitle: (count: number) => `${lessons(count)} ${count === 1 ? 'stays' : 'stay'} as ${count === 1 ? 'it is' : 'they are'}`,
  takeBack: 'Take it back',
  next: {
    change: 'Each lesson has it as its last step. You can take it back here, in all of them, or later in each.',
    export:
      'The files of before are kept until you have done this three more times. You can put them back here, or later under “Earlier changes”.',
  },
  takeBackOf: (change: string) => `Undo: ${change}`,
  choose: 'Choose…',
  another: 'Change more',
  earlier: 'Earlier changes',
  made: {
    removed: (find: string) => `“${find}” taken out`,
    replaced: (find: string, replacement: string) => `“${find}” became “${replacement}”`,
    noStyle: 'School style taken away',
    style: (name: string) => `School style “${name}”`,
    intro: (fileName: string) => `Intro “${fileName}”`,
    exported: 'Exported again',
  },
  earlierIn: (count: number, when: string) => `${lessons(count)}, ${when}`,
} as const
