import { defineConfig } from 'vitest/config'

/** What a busy machine may need until something that is polled for comes true; a whole test has longer. */
const pollTimeout = 30_000

/** Tests that play in real time want the machine for themselves; most others wait, and run after those, one more at a time. */
const inRealTime = { maxWorkers: 2, sequence: { groupOrder: 0 } }
const waiting = { maxWorkers: 3, sequence: { groupOrder: 1 } }

const project = (name: string, testTimeout: number, workers = waiting) => ({
  test: {
    name,
    ...workers,
    include: [`tests/${name}/**/*.test.{ts,tsx}`],
    testTimeout,
    hookTimeout: testTimeout,
    expect: { poll: { timeout: pollTimeout } },
  },
})

/** One project a layer, so that `npx vitest run --project media` runs one of them. */
export default defineConfig({
  test: {
    projects: [
      project('shared', 60_000),
      project('main', 120_000),
      project('media', 240_000, inRealTime),
      project('renderer', 60_000),
      project('player', 120_000),
      project('packages', 240_000),
      project('e2e', 300_000, inRealTime),
    ],
  },
})
