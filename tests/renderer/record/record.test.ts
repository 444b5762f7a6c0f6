import { describe, expect, it } from 'vitest'
import { describeLevel, levelOf, meterFraction } from '#renderer/devices/level.ts'
import { countWords, readFraction } from '#renderer/record/prompter-pace.ts'
import { Stopwatch } from '#renderer/record/stopwatch.ts'

describe('the loudness of a microphone', () => {
  it('is the peak, in dB below the loudest', () => {
    expect(levelOf(new Float32Array([0.1, -1, 0.5]))).toBe(0)
    expect(levelOf(new Float32Array([0, -0.1, 0.05]))).toBeCloseTo(-20, 4)
    expect(levelOf(new Float32Array(8))).toBe(-Infinity)
  })

  it('is said in words, and drawn from nothing to full', () => {
    expect([-Infinity, -56, -40, -12, -1].map(describeLevel)).toEqual(['silent', 'silent', 'quiet', 'good', 'loud'])
    expect([-Infinity, -60, -30, 0].map(meterFraction)).toEqual([0, 0, 0.5, 1])
  })
})

describe('the teleprompter', () => {
  it('counts the words of languages with and without spaces', () => {
    expect(countWords('Waves, waves … and 2 more!\n')).toBe(5)
    expect(countWords('今日は波について話します')).toBeGreaterThan(3)
    expect(countWords(' \n ')).toBe(0)
  })

  it('moves as fast as is spoken, and stops at the end', () => {
    expect(readFraction(30_000, 130, 130)).toBe(0.5)
    expect(readFraction(30_000, 260, 130)).toBe(1)
    expect(readFraction(90_000, 130, 130)).toBe(1)
    expect(readFraction(5000, 130, 0)).toBe(0)
  })
})

describe('the time of a take', () => {
  it('is without the pauses', () => {
    let nowMs = 1000
    const stopwatch = new Stopwatch(() => nowMs)
    nowMs = 1500
    expect(stopwatch.elapsedMs).toBe(0)
    stopwatch.start()
    nowMs = 2500
    stopwatch.pause()
    stopwatch.pause()
    nowMs = 9000
    expect(stopwatch.elapsedMs).toBe(1000)
    stopwatch.start()
    nowMs = 9500
    stopwatch.start()
    nowMs = 10_000
    expect(stopwatch.elapsedMs).toBe(2000)
    stopwatch.reset()
    expect(stopwatch.elapsedMs).toBe(0)
  })
})
