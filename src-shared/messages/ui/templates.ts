import { countOf } from './common.ts'

const kinds = { clip: 'Clip', text: 'Text', image: 'Picture', question: 'Question', music: 'Music' } as const

export const templateText = {
  start: 'Start from a template',
  title: 'Start from a template',
  body: 'Choose one and fill it in. You can change everything afterwards.',
  filter: 'Show',
  filters: { all: 'All', lesson: 'Lessons', challenge: 'Challenges', reply: 'Replies', own: 'Yours' },
  list: 'Templates',
  none: 'No template of yours yet',
  noneBody: 'Open a lesson, choose Template at the side, and save it as a template. It is listed here from then on.',
  use: (name: string) => `Use the template ${name}`,
  length: (seconds: number) => `${seconds} s`,
  fills: (clips: number, texts: number, questions: number) =>
    [
      clips > 0 ? countOf(clips, 'clip', 'clips') : '',
      texts > 0 ? countOf(texts, 'text', 'texts') : '',
      questions > 0 ? countOf(questions, 'question', 'questions') : '',
    ]
      .filter((part) => part !== '')
      .join(', '),
  more: (name: string) => `More for ${name}`,
  remove: 'Delete',
  removed: (name: string) => `The template “${name}” is deleted`,
  starting: (name: string) => `Making a lesson from “${name}”…`,
  failed: 'The templates could not be read',
  kinds,
  panel: {
    title: 'Template',
    none: 'Make a template of this lesson',
    noneBody: 'Keep what is the same every time, and choose what somebody fills in: clips, titles, pictures, questions, music.',
    save: 'Save as template…',
    leave: 'Done with the template',
    left: 'The lesson is an ordinary one now. Everything in it stays.',
    filled: (done: number, all: number) => `${done} of ${all} filled in`,
    ready: 'Everything is filled in',
    missing: (count: number) => `${countOf(count, 'part', 'parts')} still to fill in`,
    length: (seconds: string) => `Length ${seconds} s`,
    lengthRule: (min: string | null, max: string | null) =>
      min !== null && max !== null
        ? `${min} to ${max} s`
        : max !== null
          ? `at most ${max} s`
          : min !== null
            ? `at least ${min} s`
            : '',
    tooShort: (seconds: string) => `Too short: at least ${seconds} s.`,
    tooLong: (seconds: string) => `Too long: at most ${seconds} s.`,
    slots: 'What to fill in',
    slot: (name: string, kind: string, state: string) => `${name}, ${kind}, ${state}`,
    states: { open: 'still open', filled: 'done', gone: 'taken out of the lesson' },
    optional: 'optional',
    clipLength: (seconds: string, max: string | null) => (max === null ? `${seconds} s` : `${seconds} of ${max} s`),
    choose: { clip: 'Choose clip…', image: 'Choose picture…', music: 'Choose music…' },
    again: { clip: 'Choose another…', image: 'Choose another…', music: 'Choose another…' },
    /** The words that are seen come first, so that one can say them. */
    labelFor: (label: string, name: string) => `${label} (${name})`,
    tooMany: (count: number) =>
      `There was no place for ${count === 1 ? 'the last file' : `the last ${count} files`}. Add what you need in Media.`,
    recordFor: (name: string) => `Record ${name}`,
    fromSounds: 'Choose from the music that comes with Tidbit Studio',
    fromLesson: (name: string) => `Use a clip of this lesson for ${name}`,
    edit: 'Write question',
    editAgain: 'Change question',
    show: (name: string) => `Show ${name} in the preview`,
    keep: 'Leave it as it is',
    keepNot: 'Fill it in after all',
  },
  /** Before an export. */
  open: {
    title: 'Not filled in yet',
    slot: (name: string) => `“${name}” still shows what the template brought along.`,
  },
  save: {
    title: 'Save as template',
    name: 'Name of the template',
    summary: 'What it is for',
    summaryHint: 'One sentence for the list of templates.',
    parts: 'What is filled in each time',
    partsHint:
      'What you do not choose stays as it is. Chosen clips and pictures are replaced by a card: no recording and no voice-over goes into the template.',
    partName: (shown: string) => `Name of ${shown}`,
    partHint: (shown: string) => `Hint for ${shown}`,
    hintPlaceholder: 'Hint (optional)',
    required: 'Needed',
    requiredFor: (name: string) => `${name} is needed`,
    untitled: { clip: 'Clip', text: 'Text', image: 'Picture', question: 'Question', music: 'Music' },
    nothing: 'There is nothing in this lesson yet that could be filled in. Add a clip first.',
    save: 'Save template',
    cancel: 'Cancel',
    saved: (name: string) => `“${name}” is among your templates`,
  },
} as const
