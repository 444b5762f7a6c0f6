import { beforeEach, describe, expect, it } from 'vitest'
import { PcmQueue, type PcmBlock } from '#renderer/editor/preview/pcm-queue.ts'

/** Ticks of a frame at 48 kHz and normal speed. */
const frame = 2.5
const fade = 480

/** Sound whose samples tell where they belong: one thousandth a frame. */
function ramp(fromFrame: number, length: number, ticksPerFrame = frame): PcmBlock {
  const samples = Float32Array.from({ length }, (_, index) => (fromFrame + index) / 1000)
  return { playTicks: fromFrame * frame, ticksPerFrame, channels: [samples] }
}

function level(fromFrame: number, length: number, value: number): PcmBlock {
  return { playTicks: fromFrame * frame, ticksPerFrame: frame, channels: [new Float32Array(length).fill(value)] }
}

describe('sound on its way to the loudspeaker', () => {
  let queue: PcmQueue
  const read = (length: number, running = true): Float32Array => {
    const output = new Float32Array(length)
    queue.read([output], length, running)
    return output
  }
  beforeEach(() => {
    queue = new PcmQueue()
  })

  it('follows on without a gap and tells where it is', () => {
    queue.push(ramp(0, 100), false)
    queue.push(ramp(100, 100), false)
    expect(read(64)[63]).toBeCloseTo(0.063)
    const rest = read(128)
    expect([rest[0], rest[36], rest[127]].map((value) => value?.toFixed(3))).toEqual(['0.064', '0.100', '0.191'])
    expect(queue.playTicks).toBe(192 * frame)
    expect(queue.isEmpty).toBe(false)
    expect(read(128)[8]).toBe(0)
    expect(queue.isEmpty).toBe(true)
    expect(queue.playTicks).toBe(200 * frame)
  })

  it('stands still while it does not run', () => {
    queue.push(ramp(1, 100), false)
    expect(read(64, false).every((value) => value === 0)).toBe(true)
    expect(read(1)[0]).toBeCloseTo(0.001)
  })

  it('counts the play clock at the speed of the sound', () => {
    queue.push(ramp(0, 100, frame * 2), false)
    read(50)
    expect(queue.playTicks).toBe(50 * frame * 2)
  })

  it('fades into spliced sound at its place, without a gap or a step', () => {
    queue.push(level(0, 4000, 0.8), false)
    queue.push(level(1000, 4000, 0.4), true)
    const output = read(3000)
    expect(output.subarray(0, 1000).every((value) => Math.abs(value - 0.8) < 1e-6)).toBe(true)
    expect(output.subarray(1000 + fade, 3000).every((value) => Math.abs(value - 0.4) < 1e-6)).toBe(true)
    for (let index = 1; index < output.length; index += 1)
      expect(Math.abs((output[index] ?? 0) - (output[index - 1] ?? 0))).toBeLessThan(0.002)
    expect(queue.playTicks).toBe(3000 * frame)
  })

  it('leaves out what of spliced sound comes too late, so that the clock never jumps', () => {
    queue.push(ramp(0, 4000), false)
    read(2000)
    queue.push(ramp(1000, 500), true)
    expect(read(100)[0]).toBeCloseTo(2)
    queue.push(ramp(1500, 4000), false)
    const output = read(1000)
    expect(output.every((value, index) => Math.abs(value - (2100 + index) / 1000) < 1e-5)).toBe(true)
    expect(queue.playTicks).toBe(3100 * frame)
  })

  it('waits in silence for spliced sound where the old one has run out', () => {
    queue.push(level(0, 100, 0.5), false)
    read(128)
    queue.push(level(300, 1000, 0.5), true)
    expect(read(64)[63]).toBe(0.5)
    expect(queue.playTicks).toBe(364 * frame)
  })

  it('has run out where all of the spliced sound came too late, and plays what may still follow', () => {
    queue.push(ramp(0, 2000), false)
    read(2000)
    queue.push(ramp(1000, 500), true)
    expect(read(64)[0]).toBe(0)
    expect(queue.isEmpty).toBe(true)
    expect(queue.playTicks).toBe(2000 * frame)
    queue.push(ramp(1500, 1000), false)
    expect(queue.isEmpty).toBe(false)
    expect(read(100)[0]).toBeCloseTo(2)
  })

  it('lets the newest of two splices win', () => {
    queue.push(level(0, 4000, 0.1), false)
    queue.push(level(500, 4000, 0.2), true)
    queue.push(level(600, 4000, 0.3), true)
    const output = read(2000)
    expect(output[599]).toBeCloseTo(0.1)
    expect(output[1999]).toBeCloseTo(0.3)
  })

  it('fades out what is dropped and then plays what is new', () => {
    queue.push(level(0, 4000, 0.8), false)
    read(100)
    queue.reset()
    const output = read(1000, false)
    expect(output[0]).toBeCloseTo(0.8)
    expect(output[fade / 2]).toBeCloseTo(0.4)
    expect(output[fade]).toBe(0)
    queue.push(level(9000, 100, 0.3), false)
    expect(read(10)[0]).toBeCloseTo(0.3)
  })
})
