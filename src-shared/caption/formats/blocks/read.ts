import { zeroTicks } from '../../../time/ticks.ts'
import { parseTimingLine, type CueTiming } from '../../cue-time.ts'
import type { NoteCounter } from '../../note-counter.ts'
import type { RawCue } from '../../repair-cue-times.ts'
import { readCueText } from '../cue-runs.ts'
import { isRightToLeft } from '../styled-text.ts'
import { readCueSettings } from '../webvtt/settings.ts'
import { readStyleBlocks } from '../webvtt/style-blocks.ts'

type TimingAt = { readonly index: number; readonly timing: CueTiming }

/** The cues of WebVTT or SubRip: whatever stands between lines with times, however damaged it is around them. */
export function readBlocks(lines: readonly string[], isWebVtt: boolean, notes: NoteCounter): readonly RawCue[] {
  const timings = lines.flatMap((line, index): TimingAt[] => {
    const timing = line.length < 400 ? parseTimingLine(line, isWebVtt) : null
    return timing ? [{ index, timing }] : []
  })
  const colours = isWebVtt ? readStyleBlocks(lines.slice(0, timings[0]?.index ?? 0), notes) : new Map()
  const cues: RawCue[] = []
  timings.forEach(({ index, timing }, position) => {
    const line = index + 1
    const next = timings[position + 1]?.index ?? lines.length
    const body = lines.slice(line, position + 1 < timings.length ? endOfBody(lines, line, next, notes) : next)
    const blank = body.findIndex((text) => text.trim() === '')
    // A WebVTT cue ends at a blank line; comments and styles follow. SubRip texts are found with blank lines inside.
    const written = isWebVtt && blank >= 0 ? body.slice(0, blank) : body
    const startTicks = typeof timing.start === 'number' ? timing.start : zeroTicks
    const { dropped, ...cue } = readCueText(written, { isWebVtt, startTicks, colours })
    if (timing.start === 'impossible' || timing.end === 'impossible' || timing.start === null) {
      notes.count('times-impossible', line)
      return
    }
    if (cue.text === '') {
      notes.count('empty-dropped', line)
      return
    }
    if (timing.unusual) notes.count('times-repaired', line)
    const settings = readCueSettings(isWebVtt ? timing.settings : '', isRightToLeft(cue.text))
    if (dropped || settings.dropped || (!isWebVtt && timing.settings !== '')) notes.count('formatting-dropped', line)
    const placement = settings.placement ?? cue.placement
    cues.push({ ...cue, line, startTicks, endTicks: timing.end, placement })
  })
  return cues
}

/** Where a cue's text ends before the next timing line: without that cue's number or name. */
function endOfBody(lines: readonly string[], first: number, nextTiming: number, notes: NoteCounter): number {
  const before = lines[nextTiming - 1]?.trim() ?? ''
  if (nextTiming - 1 < first || before === '') return nextTiming
  const numbered = /^\d{1,9}$/.test(before)
  const apart = nextTiming - 2 < first || (lines[nextTiming - 2]?.trim() ?? '') === ''
  if (numbered && !apart) notes.count('blank-line-missing', nextTiming + 1)
  if (numbered || (apart && nextTiming - 2 >= first)) return nextTiming - 1
  notes.count('blank-line-missing', nextTiming + 1)
  return nextTiming
}
