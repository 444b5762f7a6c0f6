import { appError } from '../messages/app-error.ts'
import type { ErrorData } from '../messages/app-error.ts'
import { err, ok, type Result } from '../base/result.ts'
import { snapToFrame, type FrameRate } from '../time/frame-rate.ts'
import { secondsToTicks, type Ticks } from '../time/ticks.ts'

/** A stretch of a recording that becomes a lesson, in source ticks, half-open. Parts follow each other without holes. */
export type Part = {
  readonly startTicks: Ticks
  readonly endTicks: Ticks
  /** Empty for one that nobody named. */
  readonly title: string
}

/** DESIGN.md section 1: lessons aim at 15 to 60 s, are warned about above 90 s, and never last more than 180 s. */
export const lessonLengths = {
  shortest: secondsToTicks(15),
  usual: secondsToTicks(45),
  soft: secondsToTicks(90),
  longest: secondsToTicks(180),
} as const

/** Nothing shorter is made by hand. */
export const shortestPartTicks = secondsToTicks(1)

/** Moves the cut after part `index`; it stays a second away from its neighbours. */
export function moveCut(
  parts: readonly Part[],
  index: number,
  to: Ticks,
  frameRate: FrameRate,
): Result<readonly Part[], ErrorData> {
  const [left, right] = [parts[index], parts[index + 1]]
  if (!left || !right) return err(appError('edit.split-no-cut', {}).data)
  const at = snapToFrame(to, frameRate)
  if (at - left.startTicks < shortestPartTicks || right.endTicks - at < shortestPartTicks)
    return err(appError('edit.split-too-short', {}).data)
  return ok(parts.with(index, { ...left, endTicks: at }).with(index + 1, { ...right, startTicks: at }))
}

/** Cuts a part in two; the second one has no title. */
export function addCut(parts: readonly Part[], at: Ticks, frameRate: FrameRate): Result<readonly Part[], ErrorData> {
  const cut = snapToFrame(at, frameRate)
  const index = parts.findIndex(({ startTicks, endTicks }) => cut > startTicks && cut < endTicks)
  const part = parts[index]
  if (!part || cut - part.startTicks < shortestPartTicks || part.endTicks - cut < shortestPartTicks)
    return err(appError('edit.split-too-short', {}).data)
  return ok(parts.toSpliced(index, 1, { ...part, endTicks: cut }, { startTicks: cut, endTicks: part.endTicks, title: '' }))
}

/** Joins a part with the next one, which loses its title. */
export function joinParts(parts: readonly Part[], index: number): readonly Part[] {
  const [left, right] = [parts[index], parts[index + 1]]
  if (!left || !right) return parts
  return parts.toSpliced(index, 2, { ...left, endTicks: right.endTicks, title: left.title || right.title })
}

export function nameParts(parts: readonly Part[], index: number, title: string): readonly Part[] {
  const part = parts[index]
  return part ? parts.with(index, { ...part, title }) : parts
}

/** The title of each part in the library: its own, or the recording's and its number; no title twice. */
export function partTitles(parts: readonly Part[], recording: string): readonly string[] {
  const name = shorten(recording)
  const given = parts.map(({ title }, index) => shorten(title.trim()) || (parts.length === 1 ? name : `${name} ${index + 1}`))
  const taken = new Set(given)
  return given.map((title, index) => {
    if (given.indexOf(title) === index) return title
    for (let number = 2; ; number += 1) {
      const free = `${title} (${number})`
      if (taken.has(free)) continue
      taken.add(free)
      return free
    }
  })
}

/** A title has 200 letters at most, a number behind it included; names of chapters and files may have more. */
const longestName = 180

/** Without half a letter at its end. */
function shorten(name: string): string {
  return name
    .slice(0, longestName)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim()
}
