const items = (count: number): string => (count === 1 ? '1 lesson' : `${count} lessons`)

/** Words of batch runs and their reports. */
export const batchText = {
  report: {
    title: (recipe: string) => `Batch: ${recipe}`,
    made: (when: string, seconds: number) => `Made on ${when} in ${seconds} s`,
    nothing: 'There was nothing to make.',
    columns: {
      picture: 'Pictures',
      name: 'Lesson',
      outcome: 'Outcome',
      checks: 'Check lesson',
      files: 'Files',
      time: 'Time',
    },
    pictureOf: (name: string) => `Pictures from the beginning, the middle and the end of ${name}`,
    noPicture: 'No pictures',
    notChecked: 'Not checked',
    fine: 'Nothing found',
    seconds: (seconds: number) => `${seconds} s`,
    notes: (count: number) => (count === 1 ? '1 note' : `${count} notes`),
  },
  otherSheet: (name: string) => `The sheet “${name}” of the same file was not read.`,
  closedFolder: (folder: string) => `The folder “${folder}” may not be opened: clips in it are not made.`,
  watching: (folder: string) => `Watching “${folder}” for clips; Ctrl-C ends it.`,
  handedOut: (queue: string) => `The lessons are made by the workers of ${queue}.`,
  noWorker: (queue: string, version: string) =>
    `No worker of Tidbit ${version} takes work from ${queue} yet. Start one with “tidbit worker”; the lessons wait for it.`,
  worker: {
    ready: (queue: string, count: number) => `Takes work from ${queue}, ${count} at once; Ctrl-C ends it.`,
    ending: 'Ends when what was begun is made; Ctrl-C again ends it at once.',
    'queue-away': 'The queue does not answer; waiting for it.',
    'queue-back': 'The queue is back.',
    begun: (name: string) => `${name}: begun`,
    made: (name: string) => `${name}: made`,
    stopped: (name: string) => `${name}: nobody waits for it any more`,
    returned: (name: string) => `${name}: left to another worker`,
    failed: (name: string, reason: string) => `${name}: ${reason}`,
    'passed-on': (name: string, reason: string) => `${name}: left to another worker. ${reason}`,
  },
  outcomes: {
    done: 'Made',
    unchanged: 'Unchanged',
    failed: 'Failed',
    waiting: 'Not begun',
  },
  summary: (counts: Readonly<Record<'done' | 'unchanged' | 'failed' | 'waiting', number>>): string =>
    [
      `${items(counts.done)} made`,
      ...(counts.unchanged > 0 ? [`${counts.unchanged} unchanged since the last run`] : []),
      ...(counts.failed > 0 ? [`${counts.failed} failed`] : []),
      ...(counts.waiting > 0 ? [`${counts.waiting} not begun`] : []),
    ].join(', '),
  plan: {
    make: 'will be made',
    again: 'changed, will be made again',
    unchanged: 'unchanged',
    refused: 'cannot be made',
    summary: (make: number, unchanged: number, refused: number) =>
      [
        `${items(make)} to make`,
        ...(unchanged > 0 ? [`${unchanged} unchanged`] : []),
        ...(refused > 0 ? [`${refused} that cannot be made`] : []),
      ].join(', '),
    replaces: (file: string) => `“${file}” is there already, was not made by this batch, and will be replaced.`,
  },
}
