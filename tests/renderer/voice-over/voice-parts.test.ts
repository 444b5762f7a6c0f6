import { describe, expect, it } from 'vitest'
import { PlayLines } from '#renderer/editor/voice-over/voice-parts.ts'
import { ticks, ticksPerSecond } from '#shared/time/ticks.ts'

const at = (seconds: number) => ticks(Math.round(seconds * ticksPerSecond))

describe('where a recorded voice belongs', () => {
  it('is where the lesson stood when it was heard, whatever the latencies', () => {
    const lines = new PlayLines()
    // The lesson begins to sound at 5.2 on the audio clock; the recording began at 5.0.
    for (let step = 1; step <= 100; step += 1)
      expect(lines.add({ turn: 1, playTicks: at(step / 50), contextTime: 5.2 + step / 50 })).toBe(true)
    const parts = lines.parts(at(3), 5, 0.08)
    expect(parts).toEqual([{ atTicks: at(3), sourceInTicks: at(0.28), sourceOutTicks: at(2.28) }])
  })

  it('leaves out what was said while the lesson stood still, and moves nothing behind it', () => {
    const lines = new PlayLines()
    for (let step = 1; step <= 50; step += 1) lines.add({ turn: 1, playTicks: at(step / 50), contextTime: step / 50 })
    // It waits for half a second.
    for (let step = 51; step <= 100; step += 1) lines.add({ turn: 1, playTicks: at(step / 50), contextTime: 0.5 + step / 50 })
    const parts = lines.parts(at(0), 0, 0)
    expect(parts).toEqual([
      { atTicks: at(0), sourceInTicks: at(0), sourceOutTicks: at(1) },
      { atTicks: at(1), sourceInTicks: at(1.5), sourceOutTicks: at(2.5) },
    ])
  })

  it('goes by the playhead where nothing is heard', () => {
    const lines = new PlayLines()
    for (let step = 1; step <= 60; step += 1) lines.see(step / 30, 2 + step / 30 + (step % 3) * 0.004)
    const [part] = lines.parts(at(1), 1.5, 0)
    expect(part?.atTicks).toBe(at(1))
    expect(Math.abs((part?.sourceInTicks ?? 0) - at(0.504))).toBeLessThanOrEqual(1)
    lines.add({ turn: 1, playTicks: at(1), contextTime: 3 })
    expect(lines.parts(at(1), 1.5, 0)[0]?.sourceInTicks).toBe(at(0.5))
  })

  it('ends where the lesson jumps', () => {
    const lines = new PlayLines()
    expect(lines.add({ turn: 1, playTicks: at(1), contextTime: 1 })).toBe(true)
    expect(lines.add({ turn: 2, playTicks: at(0), contextTime: 2 })).toBe(false)
  })
})
