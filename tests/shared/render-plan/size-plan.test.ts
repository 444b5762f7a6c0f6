import { describe, expect, it } from 'vitest'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import { outputCanvas, type OutputChoice, type PresetName } from '#shared/render-plan/presets.ts'
import { sampleLesson } from './plan-fixtures.ts'

const planFor = (preset: PresetName, choice: OutputChoice = {}) =>
  compilePlan(sampleLesson(), { preset, overlays: [], ...choice })
const { durationTicks } = planFor('lms')
const seconds = durationTicks / 120_000
/** The size at which the lesson has so many bits a second. */
const bytesFor = (bitsPerSecond: number): number => Math.round((bitsPerSecond * seconds) / 8)

describe('a size limit', () => {
  it('leaves the preset alone where that stays below it', () => {
    expect(planFor('lms', { maxBytes: bytesFor(6_000_000) }).encoder).toEqual(planFor('lms').encoder)
  })

  it('keeps the picture where it is generous, and makes it smaller before it falls apart', () => {
    const shortSide = (bitsPerSecond: number): number => {
      const { width, height } = outputCanvas(sampleLesson(), 'lms', { maxBytes: bytesFor(bitsPerSecond) })
      return Math.min(width, height)
    }
    const whole = Math.min(...Object.values(outputCanvas(sampleLesson(), 'lms')))
    expect(shortSide(4_000_000)).toBe(whole)
    expect(shortSide(1_500_000)).toBeLessThan(whole)
    expect(shortSide(500_000)).toBeLessThan(shortSide(1_500_000))
  })

  it('gives sound less of a small file, and newer codecs a larger picture', () => {
    const { encoder } = planFor('lms', { maxBytes: bytesFor(400_000) })
    expect(encoder.video.rate).toMatchObject({ kind: 'size', maxBytes: bytesFor(400_000) })
    expect(encoder.audio.bitsPerSecond).toBe(64_000)
    const choice = { maxBytes: bytesFor(1_400_000) }
    const area = (codec: 'h264' | 'hevc'): number => {
      const { width, height } = outputCanvas(sampleLesson(), 'lms', { ...choice, codec })
      return width * height
    }
    expect(area('hevc')).toBeGreaterThan(area('h264'))
  })

  it('refuses what no encoder can do, with the size that it could', () => {
    expect(() => planFor('lms', { maxBytes: bytesFor(60_000) })).toThrow(/is too small for this lesson: allow at least/)
    let least = 0
    try {
      planFor('lms', { maxBytes: 1000 })
    } catch (thrown) {
      least = (thrown as { data: { params: { leastBytes: number } } }).data.params.leastBytes
    }
    expect(planFor('lms', { maxBytes: least }).encoder.video.rate.kind).toBe('size')
  })
})

describe('the smallest size that is taken', () => {
  it('holds the pictures, the sound and what the container adds', () => {
    const isTaken = (maxBytes: number): boolean => {
      try {
        planFor('lms', { maxBytes })
        return true
      } catch {
        return false
      }
    }
    let [refused, taken] = [1_000, 1_000_000]
    while (taken - refused > 1) {
      const middle = Math.round((refused + taken) / 2)
      if (isTaken(middle)) taken = middle
      else refused = middle
    }
    const pictures = (0.012 * 360 * 640 * 30 * seconds) / 8
    const sound = (48_000 * seconds) / 8
    const container = 4_000 + 24 * 30 * seconds
    expect(taken / (pictures + sound + container)).toBeCloseTo(1, 2)
  })
})

describe('codecs', () => {
  it('decide the container and the sound', () => {
    expect(planFor('lms', { codec: 'vp9' }).encoder).toMatchObject({ container: 'webm', audio: { codec: 'opus' } })
    expect(planFor('archive', { codec: 'hevc' }).encoder).toMatchObject({
      container: 'mp4',
      video: { codec: 'hevc', preset: 'slow' },
    })
  })
})
