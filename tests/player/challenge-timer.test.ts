import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ChallengeTimer } from '#player/challenge-timer.ts'

const page = Object.assign(new EventTarget(), { hidden: false })

beforeEach(() => {
  page.hidden = false
  vi.stubGlobal('document', page)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function show(hidden: boolean): void {
  page.hidden = hidden
  page.dispatchEvent(new Event('visibilitychange'))
}

function start(limitMs: number) {
  vi.useFakeTimers({ now: 1_000_000 })
  let running = 5000
  vi.spyOn(performance, 'now').mockImplementation(() => running)
  const timer = new ChallengeTimer(0, limitMs, () => undefined)
  timer.toggle()
  return { timer, run: (milliseconds: number) => void (running += milliseconds) }
}

it('counts the time that a phone sleeps', () => {
  const { timer, run } = start(600_000)
  run(1000)
  vi.setSystemTime(1_000_000 + 1000)
  show(true)
  vi.setSystemTime(1_000_000 + 61_000)
  show(false)
  expect(timer.elapsedMs).toBe(61_000)
  timer.toggle()
  vi.setSystemTime(1_000_000 + 300_000)
  expect(timer.elapsedMs).toBe(61_000)
})

it('gives no time back where the clock is set back', () => {
  const { timer, run } = start(600_000)
  run(20_000)
  vi.setSystemTime(0)
  expect(timer.elapsedMs).toBe(20_000)
  expect(timer.leftMs).toBe(580_000)
})

it('ends no sooner where the clock is set forward while the page is seen', () => {
  const { timer, run } = start(600_000)
  run(20_000)
  vi.setSystemTime(1_000_000 + 3_600_000)
  expect(timer.elapsedMs).toBe(20_000)
  vi.advanceTimersByTime(250)
  show(true)
  run(5000)
  vi.setSystemTime(1_000_000 + 3_600_000 + 5300)
  show(false)
  expect(timer.elapsedMs).toBe(25_000)
  expect(timer.isRunning).toBe(true)
})

it('stops when its time is up, and no sooner', () => {
  const { timer, run } = start(10_000)
  run(9999)
  vi.advanceTimersByTime(250)
  expect(timer.isRunning).toBe(true)
  run(1)
  vi.advanceTimersByTime(250)
  expect(timer.isRunning).toBe(false)
  expect(timer.leftMs).toBe(0)
})
