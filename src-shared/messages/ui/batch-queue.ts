import { countOf } from './common.ts'

type Counts = Readonly<Record<'waiting' | 'running' | 'done' | 'unchanged' | 'failed' | 'cancelled', number>>

const lessons = (count: number): string => countOf(count, 'lesson', 'lessons')

/** Batches that are made behind everything else. */
export const batchQueueText = {
  open: 'Batches',
  title: 'Batches',
  back: 'Back to the lessons',
  newBatch: 'New batch…',
  kept: {
    title: (name: string, clips: string | null) =>
      clips === null ? `“${name}” is prepared and waits for its clips` : `“${name}” is prepared for “${clips}”, and not begun`,
    withoutSteps: 'A new batch',
    goOn: 'Go on',
    goOnNamed: (name: string) => `Go on with “${name}”`,
    throwAway: 'Throw away',
    thrownAway: (name: string) => `“${name}” was thrown away`,
    throwAwayNamed: (name: string) => `Throw away “${name}”`,
  },
  watch: {
    title: (name: string, folder: string) =>
      `“${folder}” is watched: clips that come into it are made with “${name}”, while Tidbit Studio is open`,
    stop: 'Stop watching',
    stopNamed: (folder: string) => `Stop watching “${folder}”`,
    stopped: (folder: string) => `“${folder}” is not watched any more. What was made stays.`,
  },
  listLabel: 'Batches, in the order in which they are made',
  showOlder: (count: number) => (count === 1 ? 'Show 1 older batch' : `Show ${count} older batches`),
  empty: {
    title: 'Make many lessons at once',
    body: 'Choose batch steps and a folder of clips or a sheet. Tidbit Studio makes one lesson of each, while you go on working.',
  },
  states: { waiting: 'Waiting for its turn', running: 'Being made', paused: 'Paused', over: 'Finished' },
  itemStates: {
    waiting: 'Waiting',
    running: 'Being made',
    done: 'Made',
    unchanged: 'Unchanged',
    failed: 'Not made',
    cancelled: 'Cancelled',
  },
  cancelledReason: 'It was cancelled.',
  /** What stands below the bar of a batch. */
  counts: (counts: Counts): string => {
    const made = counts.done + counts.unchanged
    const all = made + counts.failed + counts.cancelled + counts.waiting + counts.running
    return [
      `${made.toLocaleString('en')} of ${lessons(all)} made`,
      ...(counts.failed > 0 ? [`${counts.failed.toLocaleString('en')} not made`] : []),
      ...(counts.cancelled > 0 ? [`${counts.cancelled.toLocaleString('en')} cancelled`] : []),
    ].join(', ')
  },
  stopped: 'It stopped',
  pause: 'Pause',
  goOn: 'Go on',
  cancelAll: 'Cancel the rest',
  cancelledRest: (count: number) => `${lessons(count)} cancelled`,
  retryFailed: (count: number) => `Try again (${count.toLocaleString('en')})`,
  report: 'Open the report',
  pictures: 'Look at the pictures',
  folder: 'Show the folder',
  /** What a button says that has nothing to open. */
  nothingToOpen: {
    page: 'The report could not be opened. It lies in the folder of the results.',
    pictures: 'There are no pictures yet. They come with the first lesson that is made.',
    folder: 'The folder could not be opened. Where nothing is made yet, it comes with the first lesson.',
  },
  more: (name: string) => `More for ${name}`,
  remove: 'Remove from the list',
  removeHint: (name: string) => `“${name}” is no longer in the list. Its lessons stay in their folder.`,
  items: (name: string) => `Lessons of “${name}”`,
  show: 'Show',
  shows: {
    all: (count: number) => `All ${count.toLocaleString('en')}`,
    open: (count: number) => `Still to make (${count.toLocaleString('en')})`,
    failed: (count: number) => `Not made (${count.toLocaleString('en')})`,
  },
  noneShown: 'None.',
  cancelItem: (name: string) => `Cancel ${name}`,
  retryItem: (name: string) => `Make ${name} after all`,
  makeNext: (name: string) => `Make ${name} next`,
  makeLast: (name: string) => `Make ${name} last`,
  drag: (name: string) => `Move ${name}`,
  took: (seconds: number) => (seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.round(seconds / 60)} min`),
  percentDone: (percent: string) => `${percent} done`,
  movedItem: (name: string, number: number) => `${name} is now number ${number.toLocaleString('en')}`,
  announced: {
    running: (name: string) => `“${name}” is being made`,
    paused: (name: string) => `“${name}” is paused`,
    over: (name: string, failed: number) =>
      failed === 0 ? `“${name}” is finished` : `“${name}” is finished, ${failed.toLocaleString('en')} not made`,
    waiting: (name: string) => `“${name}” waits for its turn`,
    part: (name: string, percent: string) => `“${name}”: ${percent}`,
  },
  /** When the window is to close. */
  stillRunning: 'A batch is still being made. It goes on by itself when you open Tidbit Studio again.',
} as const
