import { describe, expect, it } from 'vitest'
import { instantOf, passEnd, type PlayCourse } from '#shared/ipc/play-course.ts'
import { secondsToTicks, ticksPerSecond } from '#shared/time/ticks.ts'

const at = secondsToTicks
const course = (fromSeconds: number, loop: readonly [number, number] | null, playSeconds = 0): PlayCourse => ({
  playTicks: at(playSeconds),
  fromTicks: at(fromSeconds),
  rate: 1,
  loop: loop && { startTicks: at(loop[0]), endTicks: at(loop[1]) },
})
const instant = (of: PlayCourse, playSeconds: number): number => instantOf(of, at(playSeconds)) / ticksPerSecond
const end = (of: PlayCourse, playSeconds: number): number => passEnd(of, at(playSeconds)) / ticksPerSecond

describe('the course of a lesson that plays', () => {
  it('goes straight on without a loop', () => {
    expect(instant(course(5, null), 3)).toBe(8)
    expect(instant(course(5, null, 100), 103)).toBe(8)
    expect(end(course(5, null), 3)).toBe(Infinity)
  })

  it('starts over at the end of a loop, again and again', () => {
    const loop = course(5, [4, 7])
    expect([0, 1.5, 2, 4.5, 5, 8].map((seconds) => instant(loop, seconds))).toEqual([5, 6.5, 4, 6.5, 4, 4])
    expect([0, 1.9, 2, 4.9, 5].map((seconds) => end(loop, seconds))).toEqual([2, 2, 5, 5, 8])
  })

  it('plays into a loop that begins later', () => {
    expect([0, 3, 6].map((seconds) => instant(course(1, [4, 7]), seconds))).toEqual([1, 4, 4])
  })

  it('is never before the lesson', () => {
    expect(instant(course(1, null, 10), 5)).toBe(0)
  })
})
