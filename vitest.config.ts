import { defineConfig } from 'vitest/config'

/** What a busy machine may need until something that is polled for comes true; a whole test has longer. */
const pollTimeout = 30_000

/** Tests that play, record or stop a process in the middle of its work want the machine for themselves: they come first. */
const inRealTime = { maxWorkers: 2, sequence: { groupOrder: 0 } }
/** Most others wait for one another's processes most of the time, and run after those, one more at a time. */
const waiting = { maxWorkers: 3, sequence: { groupOrder: 1 } }

const e2eInRealTime = [
  'batch-queue',
  'captions-by-hand',
  'crash',
  'edit-by-text',
  'import-export',
  'import-usable',
  'keyboard',
  'leaving',
  'make-a-lesson',
  'music',
  'portable-engine',
  'preview',
  'record',
  'simple-engine-lesson',
  'try',
]
const filesInRealTime = [
  ...e2eInRealTime.map((name) => `tests/e2e/${name}.test.ts`),
  'tests/media/{analyse,engine,preview-*}.test.ts',
  'tests/media/encode/interruptions.test.ts',
]

const project = (
  name: string,
  testTimeout: number,
  workers = waiting,
  include: readonly string[] = [`tests/${name}/**/*.test.{ts,tsx}`],
) => ({
  test: {
    name,
    ...workers,
    include: [...include],
    exclude: workers === waiting ? filesInRealTime : [],
    setupFiles: ['tests/property-seed.ts'],
    testTimeout,
    hookTimeout: testTimeout,
    expect: { poll: { timeout: pollTimeout } },
  },
})

/** One project a layer, so that `npx vitest run --project media` runs one of them; what wants real time is one of its own. */
export default defineConfig({
  test: {
    projects: [
      project('shared', 60_000),
      project('main', 120_000),
      project('media', 240_000),
      project('renderer', 60_000),
      project('player', 120_000),
      project('packages', 240_000),
      project('e2e', 300_000),
      project('real-time', 300_000, inRealTime, filesInRealTime),
    ],
  },
})
