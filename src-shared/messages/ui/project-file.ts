import { countOf } from './common.ts'

export const projectFileText = {
  fileKind: 'Tidbit lesson',
  save: 'Save as a file for colleagues…',
  open: 'Open a lesson file…',
  packing: 'Putting the lesson and its clips into one file',
  unpacking: (fileName: string) => `Opening “${fileName}”`,
  savingTitle: 'Save for colleagues',
  openingTitle: 'Open a lesson file',
  saved: (fileName: string) => `“${fileName}” is ready. Colleagues open it with Tidbit Studio.`,
  opened: (title: string) => `“${title}” is now in your lessons`,
  openedCopy: (title: string) => `You had this lesson already, so it was added as “${title}”. Yours is as it was.`,
  stopped: 'Stopped. Nothing was left behind.',
  carries:
    'The clips go along as they were filmed, whole and with what the camera wrote into them, and so do your notes. For learners, export the lesson instead.',
  waiting: (count: number) => `${countOf(count, 'more file waits', 'more files wait')}`,
} as const
