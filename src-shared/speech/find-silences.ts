import type { LessonDocument } from '../project/schema/document.ts'
import type { Clip } from '../project/schema/clip.ts'
import { deriveTimeline, sourceToTimeline, type Span } from '../project/timeline.ts'
import { ticks, ticksPerSecond, type Ticks } from '../time/ticks.ts'
import { clipStretches, type Loudness } from './find-voice.ts'

/** A shorter sound inside a pause is a click, not speech. */
const clickSeconds = 0.06
const fullScale = 127

/** Where a sound stays below a level, on its own clock. Levels are coarse: -40 dB is what lies below one and a half steps of 127. */
export function findQuiet({ levels, levelsPerSecond }: Loudness, levelDb: number): readonly Span[] {
  const limit = fullScale * 10 ** (levelDb / 20)
  const quiet: { from: number; to: number }[] = []
  for (let at = 0; at < levels.length; at += 1) {
    if ((levels[at] ?? 0) >= limit) continue
    const last = quiet.at(-1)
    if (last && at - last.to <= clickSeconds * levelsPerSecond) last.to = at + 1
    else quiet.push({ from: at, to: at + 1 })
  }
  const toTicks = (at: number): Ticks => ticks(Math.round((at * ticksPerSecond) / levelsPerSecond))
  return quiet.map(({ from, to }) => ({ startTicks: toTicks(from), endTicks: toTicks(to) }))
}

/** A clip that is heard, and where its sound is quiet, on the clock of its media. */
export type ClipQuiet = { readonly clip: Clip; readonly quiet: readonly Span[] }

/** A pause in one clip of the main track, on the timeline; at an end of the clip it has speech on one side only. */
export type Pause = Span & { readonly atClipStart: boolean; readonly atClipEnd: boolean }

/**
 * The pauses of the main track. A clip that is quiet from end to end is meant to be, as is one that plays backwards; where another
 * voice is heard beside the main track there is no pause.
 */
export function findPauses(document: LessonDocument, heard: readonly ClipQuiet[], voices: readonly Span[]): readonly Pause[] {
  const { clipSpans, mainIndexes } = deriveTimeline(document)
  return heard
    .flatMap(({ clip, quiet }): readonly Pause[] => {
      const span = clipSpans.get(clip.id)
      if (!span || !mainIndexes.has(clip.id) || clip.reversed || clip.freezeTicks !== null) return []
      const played = { startTicks: clip.sourceInTicks, endTicks: clip.sourceOutTicks }
      const pauses = clipStretches(quiet, played).map(({ startTicks, endTicks }): Pause => {
        const atClipStart = startTicks === clip.sourceInTicks
        const atClipEnd = endTicks === clip.sourceOutTicks
        return {
          startTicks: atClipStart ? span.startTicks : sourceToTimeline(clip, span, startTicks),
          endTicks: atClipEnd ? span.endTicks : sourceToTimeline(clip, span, endTicks),
          atClipStart,
          atClipEnd,
        }
      })
      return pauses.some(({ atClipStart, atClipEnd }) => atClipStart && atClipEnd) ? [] : pauses
    })
    .filter((pause) => voices.every((voice) => voice.endTicks <= pause.startTicks || voice.startTicks >= pause.endTicks))
    .toSorted((a, b) => a.startTicks - b.startTicks)
}
