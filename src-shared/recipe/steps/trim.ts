import { cutStretches } from '../../edit/commands/cut-stretches.ts'
import { trimClip } from '../../edit/commands/trim-clip.ts'
import { findTidy, usualTidyWish } from '../../edit/tidy-speech.ts'
import type { ClipId } from '../../project/ids.ts'
import { deriveTimeline, type Span } from '../../project/timeline.ts'
import { findPauses } from '../../speech/find-silences.ts'
import { millisecondsToTicks, secondsToTicks, ticks, ticksToSeconds, zeroTicks, type Ticks } from '../../time/ticks.ts'
import { ownClips, readNumber, refuseRow, run, type Making } from '../making.ts'
import type { StepOf } from '../recipe-schema.ts'

/** What stays before the first word and behind the last one. */
const aroundSpeechTicks = millisecondsToTicks(150)

/** Takes away the ends of the row's clip, then its silences, then what is over its longest time. */
export function trim(making: Making, step: StepOf<'trim'>): void {
  const [clipId] = ownClips(making)
  const clip = clipId && making.document.clips[clipId]
  if (!clip) return
  const spoken = step.fromSpeech || step.toSpeech ? findSpeech(making) : null
  const wantedIn = readNumber(step.in)
  const wantedOut = readNumber(step.out)
  const length = ticksToSeconds(clip.sourceOutTicks)
  if (wantedIn !== undefined && wantedIn >= length)
    refuseRow('trim.in', `write less than ${rounded(length)}, the length of the clip`)
  if (wantedIn !== undefined && wantedOut !== undefined && wantedOut <= wantedIn) refuseRow('trim.out', 'write more than “in”')
  if (wantedOut !== undefined && wantedOut > length + 0.01)
    making.warnings.push(`The clip ends at ${rounded(length)} seconds, before the ${rounded(wantedOut)} that it is to be cut at.`)
  const from = later(wantedIn, step.fromSpeech ? spoken?.startTicks : undefined, clip.sourceInTicks)
  const to = earlier(wantedOut, step.toSpeech ? spoken?.endTicks : undefined, clip.sourceOutTicks)
  // The end first: it would move with the start.
  if (to < clip.sourceOutTicks)
    run(making, 'trim', trimClip, { clipId: clip.id, edge: 'end', deltaTicks: ticks(to - clip.sourceOutTicks) })
  if (from > clip.sourceInTicks)
    run(making, 'trim', trimClip, { clipId: clip.id, edge: 'start', deltaTicks: ticks(from - clip.sourceInTicks) })
  if (step.silences) cutSilences(making, step.silences === true ? {} : step.silences)
  const longest = readNumber(step.longest)
  if (longest !== undefined) cutOver(making, secondsToTicks(longest))
}

function later(seconds: number | undefined, spoken: Ticks | undefined, start: Ticks): number {
  return Math.max(start, seconds === undefined ? 0 : secondsToTicks(seconds), spoken ?? 0)
}

function earlier(seconds: number | undefined, spoken: Ticks | undefined, end: Ticks): number {
  return Math.min(end, seconds === undefined ? end : secondsToTicks(seconds), spoken ?? end)
}

const sentenceEnd = /[.!?…。！？؟]["'”’»)\]]*$/u

/** From the first word to the end of the last whole sentence, or to the last word where no sentence ends. */
function findSpeech({ facts }: Making): Span {
  const words = facts.heard?.words ?? []
  const first = words[0]
  const last = words.findLast(({ text }) => sentenceEnd.test(text)) ?? words.at(-1)
  if (!first || !last) return refuseRow('trim', 'nothing is said in this clip; trim it by seconds')
  return {
    startTicks: ticks(Math.max(0, first.startTicks - aroundSpeechTicks)),
    endTicks: ticks(last.endTicks + aroundSpeechTicks),
  }
}

type SilenceWish = Exclude<StepOf<'trim'>['silences'], boolean | undefined>

function cutSilences(making: Making, { longerThan, keep }: SilenceWish): void {
  const { document, facts } = making
  const { quiet } = facts
  if (quiet === null) return
  const heard = ownClips(making).flatMap((id) => {
    const clip = document.clips[id]
    return clip ? [{ clip, quiet }] : []
  })
  const wish = {
    ...usualTidyWish,
    fillers: [],
    ...(longerThan === undefined ? {} : { shortestPauseTicks: secondsToTicks(longerThan) }),
    ...(keep === undefined ? {} : { paddingTicks: secondsToTicks(keep) }),
  }
  const [track] = Object.values(document.captionTracks)
  const stretches = findTidy(document, track ?? null, findPauses(document, heard, []), wish).map(({ span }) => span)
  if (stretches.length > 0) run(making, 'trim.silences', cutStretches, { stretches })
}

function cutOver(making: Making, longest: Ticks): void {
  const { clipSpans } = deriveTimeline(making.document)
  let over = ownClips(making).reduce((sum, id) => sum + lengthOf(clipSpans.get(id)), 0) - longest
  for (const clipId of ownClips(making).toReversed()) {
    if (over <= 0) return
    const length = lengthOf(deriveTimeline(making.document).clipSpans.get(clipId))
    const span = spanOf(making, clipId)
    const cut = Math.min(over, length)
    run(making, 'trim.longest', cutStretches, {
      stretches: [{ startTicks: ticks(span.endTicks - cut), endTicks: span.endTicks }],
    })
    over -= cut
  }
}

function spanOf({ document }: Making, clipId: ClipId): Span {
  return deriveTimeline(document).clipSpans.get(clipId) ?? { startTicks: zeroTicks, endTicks: zeroTicks }
}

const lengthOf = (span: Span | undefined): number => (span ? span.endTicks - span.startTicks : 0)

const rounded = (seconds: number): number => Math.round(seconds * 100) / 100
