import { segmentWords } from '../caption/segment-words.ts'
import type { AssetId } from '../project/ids.ts'
import { sourceLength } from '../project/invariants.ts'
import type { Clip } from '../project/schema/clip.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import type { Caption, CaptionTrack } from '../project/schema/text.ts'
import { deriveTimeline, isShownOtherwise, playsOn, timelineToSource, visibleSpan, type Span } from '../project/timeline.ts'
import type { SpokenWord } from '../speech/transcript.ts'
import { atSpeed, fromSpeed } from '../time/rational.ts'
import { ticks, zeroTicks, type Ticks } from '../time/ticks.ts'

/** A word, who says it, and which words stand out beside it, on the clock of the clip's media. */
export type PlacedWord = SpokenWord & { readonly speaker: string; readonly emphasis: readonly string[] }

/** Where media change from one shot to another, each on its own clock. */
export type ShotCuts = ReadonlyMap<AssetId, readonly Ticks[]>

/** Clips of the main track that play on, as the halves of a split clip do; speech runs through them. */
export type ClipRun = readonly [Clip, ...Clip[]]

/** The runs whose speech can be captioned: heard forwards. In playing order. */
export function speakingRuns(document: LessonDocument): readonly ClipRun[] {
  const { mainClipIds, clipSpans } = deriveTimeline(document)
  const runs: [Clip, ...Clip[]][] = []
  for (const clipId of mainClipIds) {
    const clip = document.clips[clipId]
    const span = clipSpans.get(clipId)
    if (!clip || !span || clip.reversed || clip.freezeTicks !== null || !isHeard(document, clip)) continue
    const run = runs.at(-1)
    const left = run?.at(-1)
    if (run && left && playsOn(left, clip) && clipSpans.get(left.id)?.endTicks === span.startTicks) run.push(clip)
    else runs.push([clip])
  }
  return runs
}

/** Its own sound, or the same sound detached onto another track. */
function isHeard(document: LessonDocument, clip: Clip): boolean {
  if (!clip.sound.muted) return true
  return Object.values(document.clips).some(
    ({ assetId, anchor, sound }) =>
      assetId === clip.assetId && anchor?.kind === 'clip' && anchor.clipId === clip.id && !sound.muted,
  )
}

/** What a run plays of its media. */
export function runStretch(run: ClipRun): Span {
  return { startTicks: run[0].sourceInTicks, endTicks: (run.at(-1) ?? run[0]).sourceOutTicks }
}

/**
 * Captions for the words of a run, by the track's lines and the audience's reading speed. None lies over the `kept` captions; words
 * that a trim took away get captions of their own, which wait. Captions break at `cuts` (changes of shots within the media, on its
 * clock) where they can. Ids are the caller's.
 */
export function captionRun(
  document: LessonDocument,
  track: CaptionTrack,
  run: ClipRun,
  words: readonly PlacedWord[],
  kept: readonly Caption[],
  cuts: readonly Ticks[] = [],
): readonly Omit<Caption, 'id'>[] {
  const { speed } = run[0]
  const toHeard = (source: Ticks): Ticks => atSpeed(source, speed)
  const { maxCharactersPerLine, maxLines } = track.style
  // Where the picture jumps though the sound runs on.
  const jumps = run.flatMap((clip, index) => {
    const left = run[index - 1]
    return left && isShownOtherwise(left, clip) ? [clip.sourceInTicks] : []
  })
  const shotCuts = [...jumps, ...cuts].map(toHeard)
  return freeStretches(document, run, kept).flatMap(({ startTicks, endTicks }) =>
    bySpeaker(words.filter((word) => isWithin(word, startTicks, endTicks))).flatMap(({ part, fromTicks, untilTicks }) => {
      const from = (at: Ticks): Ticks => ticks(Math.min(Math.max(at, startTicks), endTicks))
      const heard = part.map((word) => {
        const start = toHeard(from(word.startTicks))
        return { ...word, startTicks: start, endTicks: ticks(Math.max(start + 1, toHeard(from(word.endTicks)))) }
      })
      const cues = segmentWords(heard, {
        audience: document.settings.audience,
        maxCharactersPerLine,
        maxLines,
        language: track.language,
        shotCuts,
        startTicks: toHeard(ticks(Math.max(startTicks, fromTicks))),
        endTicks: toHeard(ticks(Math.min(endTicks, untilTicks))),
      })
      let first = 0
      return cues.map((cue): Omit<Caption, 'id'> => {
        const spoken = part.slice(first, first + cue.words.length)
        first += cue.words.length
        const sourceTicks = from(fromSpeed(cue.startTicks, speed))
        const end = ticks(Math.max(sourceTicks + 1, from(fromSpeed(cue.endTicks, speed))))
        const emphasis = [...new Set(spoken.flatMap((word) => word.emphasis))].filter((word) => cue.text.includes(word))
        return {
          captionTrackId: track.id,
          anchor: { kind: 'clip', clipId: clipAt(run, sourceTicks).id, sourceTicks },
          durationTicks: ticks(end - sourceTicks),
          text: cue.text,
          words: spoken.map(({ text, startTicks: at, endTicks: until, confidence }) => {
            const offsetTicks = ticks(Math.max(0, at - sourceTicks))
            const heardUntil = Math.max(offsetTicks, until - sourceTicks)
            return { text, offsetTicks, durationTicks: ticks(heardUntil - offsetTicks), confidence }
          }),
          speaker: spoken[0]?.speaker ?? '',
          done: false,
          ...(emphasis.length > 0 && { emphasis }),
        }
      })
    }),
  )
}

/** Consecutive words of one speaker, and where the words before end and those behind begin; captions never have two speakers. */
function bySpeaker(
  words: readonly PlacedWord[],
): readonly { readonly part: readonly PlacedWord[]; readonly fromTicks: number; readonly untilTicks: number }[] {
  const parts: PlacedWord[][] = []
  for (const word of words) {
    const last = parts.at(-1)
    if (last?.[0]?.speaker === word.speaker) last.push(word)
    else parts.push([word])
  }
  return parts.map((part, index) => ({
    part,
    fromTicks: parts[index - 1]?.at(-1)?.endTicks ?? 0,
    untilTicks: parts[index + 1]?.[0]?.startTicks ?? Infinity,
  }))
}

function isWithin({ startTicks, endTicks }: SpokenWord, from: Ticks, to: Ticks): boolean {
  const middle = (startTicks + endTicks) / 2
  return middle >= from && middle < to
}

function clipAt(run: ClipRun, sourceTicks: Ticks): Clip {
  return run.findLast(({ sourceInTicks }) => sourceInTicks <= sourceTicks) ?? run[0]
}

/** What of the media is free for new captions, cut where the run begins and ends. */
function freeStretches(document: LessonDocument, run: ClipRun, kept: readonly Caption[]): readonly Span[] {
  const asset = document.assets[run[0].assetId]
  const length = (asset && sourceLength(asset)) ?? runStretch(run).endTicks
  const { startTicks, endTicks } = runStretch(run)
  const taken = kept.flatMap((caption) => takenStretches(document, run, caption)).toSorted((a, b) => a.startTicks - b.startTicks)
  const whole: readonly Span[] = [
    { startTicks: zeroTicks, endTicks: startTicks },
    { startTicks, endTicks },
    { startTicks: endTicks, endTicks: length },
  ]
  return whole.flatMap((stretch) => subtract(stretch, taken))
}

/** Of the media of a run: what a caption shows over, wherever it is anchored, and what it waits with behind a trim. */
function takenStretches(document: LessonDocument, run: ClipRun, caption: Caption): readonly Span[] {
  const { anchor, durationTicks } = caption
  const { clipSpans } = deriveTimeline(document)
  const shown = visibleSpan(document, anchor, durationTicks)
  const over = run.flatMap((clip): Span[] => {
    const span = clipSpans.get(clip.id)
    if (!shown || !span || shown.startTicks >= span.endTicks || shown.endTicks <= span.startTicks) return []
    const startTicks = timelineToSource(clip, span, ticks(Math.max(shown.startTicks, span.startTicks)))
    const until = timelineToSource(clip, span, ticks(Math.min(shown.endTicks, span.endTicks)))
    return [{ startTicks, endTicks: ticks(until + 1) }]
  })
  if (anchor.kind !== 'clip' || !run.some(({ id }) => id === anchor.clipId)) return over
  // One that was made shorter still says all of its words.
  const saidUntil = Math.max(durationTicks, ...caption.words.map((word) => word.offsetTicks + word.durationTicks))
  return [...over, { startTicks: anchor.sourceTicks, endTicks: ticks(anchor.sourceTicks + saidUntil) }]
}

/** `taken` by start. */
function subtract({ startTicks, endTicks }: Span, taken: readonly Span[]): readonly Span[] {
  const free: Span[] = []
  let from = startTicks
  for (const span of taken) {
    if (span.endTicks <= from || span.startTicks >= endTicks) continue
    if (span.startTicks > from) free.push({ startTicks: from, endTicks: span.startTicks })
    from = ticks(Math.max(from, span.endTicks))
  }
  if (from < endTicks) free.push({ startTicks: from, endTicks })
  return free
}
