import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { beatsOfClip, shippedBeats } from '#shared/sound/beats.ts'
import { findBeats } from '#shared/sound/find-beats.ts'
import { findSounds, shippedMusic, shippedSounds, shortSounds } from '#shared/sound/sounds.ts'
import { ticks, ticksPerSecond } from '#shared/time/ticks.ts'
import { seconds } from '../project/sample-document.ts'

const perSecond = 100

/** Drum strokes that die away, on a tempo and weaker between its beats, over a hiss. */
function drums(bpm: number, length: number, offset: number): number[] {
  const loudness = Array.from({ length: length * perSecond }, (_, step) => 6 + ((step * 7919) % 5))
  const period = (60 / bpm) * perSecond
  const strike = (at: number, strength: number): void => {
    for (let step = Math.round(at); step < loudness.length && step < at + 25; step += 1)
      loudness[step] = Math.max(loudness[step] ?? 0, strength * Math.exp(-(step - at) / 8))
  }
  for (let beat = 0; offset * perSecond + beat * period < loudness.length; beat += 1) {
    strike(offset * perSecond + beat * period, 100)
    strike(offset * perSecond + (beat + 0.5) * period, 35)
  }
  return loudness
}

describe('the sounds of the product', () => {
  it('are at least twelve pieces of music and twenty sounds, each known by its content', () => {
    expect(shippedMusic.length).toBeGreaterThanOrEqual(12)
    expect(shortSounds.length).toBeGreaterThanOrEqual(20)
    expect(new Set(shippedSounds.map(({ sha256 }) => sha256)).size).toBe(shippedSounds.length)
    expect(new Set(shippedSounds.map(({ id }) => id)).size).toBe(shippedSounds.length)
    for (const { peaks } of shippedSounds) expect(Math.max(...peaks)).toBe(1)
  })
  it('have loops of whole seconds that the file goes on behind', () => {
    for (const { loopTicks, lengthTicks, bpm, beats } of shippedMusic) {
      expect(loopTicks % ticksPerSecond).toBe(0)
      expect(loopTicks).toBe((beats * 60 * ticksPerSecond) / bpm)
      expect(lengthTicks - loopTicks).toBe(ticksPerSecond / 5)
    }
  })
  it('are found by what they are for', () => {
    expect(findSounds(shortSounds, 'quiz right').map(({ id }) => id)).toContain('correct')
    expect(findSounds(shippedMusic, 'no such thing')).toEqual([])
  })
})

describe('beats', () => {
  it('of our music come from the table', () => {
    const [music] = shippedMusic
    if (!music) throw new Error('no music')
    const beats = shippedBeats(music)
    expect(beats?.atTicks[music.beats]).toBe(music.loopTicks)
    expect(beats?.atTicks[1]).toBe((60 * ticksPerSecond) / music.bpm)
  })

  it('stand on the timeline where a clip plays them, at any speed and backwards', () => {
    const beats = { atTicks: [0, 1, 2, 3, 4].map(seconds), beatsPerBar: 4, firstBar: 0 }
    const clip = {
      sourceInTicks: seconds(1),
      sourceOutTicks: seconds(4),
      reversed: false,
      freezeTicks: null,
      speed: { num: 1, den: 1 },
    }
    const span = { startTicks: seconds(10), endTicks: seconds(13) }
    expect(beatsOfClip(clip, span, beats).map(({ atTicks }) => atTicks)).toEqual([10, 11, 12].map(seconds))
    const half = { ...clip, speed: { num: 1, den: 2 } }
    expect(beatsOfClip(half, { ...span, endTicks: seconds(16) }, beats).map(({ atTicks }) => atTicks)).toEqual(
      [10, 12, 14].map(seconds),
    )
    const back = beatsOfClip({ ...clip, reversed: true }, span, beats)
    expect(back.map(({ atTicks }) => atTicks)).toEqual([11, 12].map(seconds))
    expect(beatsOfClip({ ...clip, freezeTicks: ticks(1) }, span, beats)).toEqual([])
    expect(beatsOfClip({ ...clip, sourceInTicks: ticks(0) }, { ...span, endTicks: seconds(14) }, beats)[0]?.isBar).toBe(true)
  })

  it('are found in drums of any usual tempo, to 20 ms', () => {
    fc.assert(
      fc.property(fc.integer({ min: 80, max: 140 }), fc.double({ min: 0, max: 0.6, noNaN: true }), (bpm, offset) => {
        const found = findBeats(drums(bpm, 20, offset), perSecond)
        if (!found) throw new Error(`no beats at ${bpm}`)
        const period = 60 / bpm
        const off = found.atTicks
          .map((at) => at / ticksPerSecond)
          .filter((at) => at >= offset - 0.05)
          .map((at) => Math.abs(at - offset - Math.round((at - offset) / period) * period))
        expect(Math.max(...off)).toBeLessThan(0.02)
        const gaps = found.atTicks.slice(1).map((at, index) => (at - (found.atTicks[index] ?? 0)) / ticksPerSecond)
        const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
        // Every second beat is a tempo, too.
        expect(Math.min(Math.abs(mean / period - 1), Math.abs(mean / period / 2 - 1))).toBeLessThan(0.01)
      }),
      { numRuns: 30 },
    )
  })

  it('are not found in a hum, in silence or in next to nothing', () => {
    expect(
      findBeats(
        Array.from({ length: 3000 }, () => 40),
        perSecond,
      ),
    ).toBeNull()
    expect(
      findBeats(
        Array.from({ length: 3000 }, () => 0),
        perSecond,
      ),
    ).toBeNull()
    expect(findBeats([1, 2, 3], perSecond)).toBeNull()
  })
})
