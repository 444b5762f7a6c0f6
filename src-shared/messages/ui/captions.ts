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
} as const
