import { countOf } from './common.ts'

export const captionText = {
  title: 'Captions',
  import: 'Import…',
  add: 'Add caption',
  addHere: 'Add at the playhead',
  empty: 'No captions yet',
  emptyBody: 'Import a caption file (.vtt or .srt), or write the first caption where the playhead stands.',
  count: (count: number) => countOf(count, 'caption', 'captions'),
  rowLabel: (start: string) => `Caption at ${start}`,
  delete: (start: string) => `Delete the caption at ${start}`,
  imported: (count: number) => `${countOf(count, 'caption', 'captions')} imported`,
  importNotes: 'About the imported captions',
  listLabel: 'Captions in order',
  hidden: 'In a part that is cut away',
  startLabel: (start: string) => `Start of the caption at ${start}`,
  endLabel: (start: string) => `End of the caption at ${start}`,
  split: (start: string) => `Split the caption at ${start} where the cursor stands`,
  join: (start: string) => `Join the caption at ${start} with the next one`,
  splitKey: 'Enter',
  counted: (characters: number, perSecond: number) =>
    `${countOf(characters, 'character', 'characters')}, ${perSecond.toFixed(0)} a second`,
  keys: 'Enter splits, Backspace at the start joins, Tab goes to the next.',
  tooLong: (characters: number) => `${characters.toLocaleString('en')} characters are too many for one caption.`,
  divide: 'Divide into captions',
} as const
