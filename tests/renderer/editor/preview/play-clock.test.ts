import { describe, expect, it } from 'vitest'
import { PlayClock, type SoundState } from '#renderer/editor/preview/play-clock.ts'
import { secondsToTicks, ticks, ticksPerSecond } from '#shared/time/ticks.ts'

const pictureMs = 1000 / 60
const start = secondsToTicks(2)
const heard = (seconds: number): SoundState => ({ heardTicks: secondsToTicks(seconds), waiting: false })
const nothingYet: SoundState = { heardTicks: null, waiting: true }
const notPlayed: SoundState = { heardTicks: null, waiting: false }

/** Reads once a picture and gives the last reading, in seconds. */
function readFor(clock: PlayClock, fromMs: number, lengthMs: number, sound: SoundState): number {
  let now = ticks(0)
  for (let ms = fromMs; ms < fromMs + lengthMs; ms += pictureMs) now = clock.read(ms, sound)
  return now / ticksPerSecond
}

describe('the clock of the preview', () => {
  it('goes by the sound, and never backwards', () => {
    const clock = new PlayClock(start, 0, { hasSound: true, rate: 1 })
    expect(clock.read(100, heard(1.9))).toBe(start)
    expect(clock.read(200, heard(2.1))).toBe(secondsToTicks(2.1))
    expect(clock.read(300, heard(2.05))).toBe(secondsToTicks(2.1))
    expect(clock.isSilent).toBe(false)
  })

  it('goes by the window where there is no sound card', () => {
    const clock = new PlayClock(start, 0, { hasSound: false, rate: 1 })
    expect(clock.read(1500, nothingYet)).toBe(secondsToTicks(3.5))
  })

  it('goes as fast as the lesson is played', () => {
    const clock = new PlayClock(start, 0, { hasSound: false, rate: 4 })
    expect(clock.read(500, nothingYet)).toBe(secondsToTicks(4))
    clock.rate = 0.5
    expect(clock.read(1500, nothingYet)).toBe(secondsToTicks(4.5))
  })

  it('waits for an engine that is slow, however long', () => {
    const clock = new PlayClock(start, 0, { hasSound: true, rate: 1 })
    expect(readFor(clock, 0, 5000, nothingYet)).toBe(2)
    expect(readFor(clock, 5000, 5000, { heardTicks: secondsToTicks(2.5), waiting: true })).toBe(2.5)
    expect(clock.isSilent).toBe(false)
  })

  it('goes on without the sound where none is played a second after it came', () => {
    const clock = new PlayClock(start, 0, { hasSound: true, rate: 1 })
    expect(readFor(clock, 0, 900, notPlayed)).toBe(2)
    const later = readFor(clock, 900, 1000, notPlayed)
    expect(later).toBeGreaterThan(2.8)
    expect(later).toBeLessThan(3)
    expect(clock.isSilent).toBe(true)
  })

  it('goes on where the sound stops in the middle', () => {
    const clock = new PlayClock(start, 0, { hasSound: true, rate: 1 })
    expect(readFor(clock, 0, 100, heard(2.5))).toBe(2.5)
    expect(readFor(clock, 100, 2000, heard(2.5))).toBeGreaterThan(3.3)
  })

  it('does not blame the sound for a window that was held up', () => {
    const clock = new PlayClock(start, 0, { hasSound: true, rate: 1 })
    expect(clock.read(3000, notPlayed)).toBe(start)
    expect(clock.read(3020, heard(4.9))).toBe(secondsToTicks(4.9))
    expect(clock.isSilent).toBe(false)
  })
})
