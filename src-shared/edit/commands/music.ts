import { castDraft } from 'immer'
import { createMainClip } from '../../project/defaults.ts'
import { wholeFrames } from '../../project/fit-clip.ts'
import { sourceLength } from '../../project/invariants.ts'
import type { ClipId, GroupId, TrackId } from '../../project/ids.ts'
import type { Asset } from '../../project/schema/asset.ts'
import type { Clip, ClipSound } from '../../project/schema/clip.ts'
import { deriveTimeline } from '../../project/timeline.ts'
import type { TrackKind } from '../../project/track-kinds.ts'
import { frameAt, frameToTicks, snapToFrame, type FrameRate } from '../../time/frame-rate.ts'
import { secondsToTicks, subtractTicks, ticks, zeroTicks, type Ticks } from '../../time/ticks.ts'
import { done, refuse, type Command } from '../command.ts'
import { freeTrack } from '../free-track.ts'
import { sideAnchor } from '../neighbours.ts'
import { readDraft } from '../places.ts'

/** Music comes in and leaves this gently, where there is room for it. */
export const musicFadeInTicks = secondsToTicks(0.5)
export const musicFadeOutTicks = secondsToTicks(2)

type MusicArgs = {
  readonly asset: Asset
  readonly atTicks: Ticks
  /** After which the music begins anew; null plays it once. What the file has beyond it is what it begins with. */
  readonly loopTicks: Ticks | null
}

/**
 * Adds music and plays it from an instant to the end of the lesson, over and over where it loops, with a fade at both ends; it steps
 * back under speech. Each repetition is a clip of one group. Selects them.
 */
export const addMusic: Command<MusicArgs> = {
  label: 'add-music',
  run(draft, { asset, atTicks, loopTicks }, { newId }) {
    const before = readDraft(draft)
    const { frameRate } = before.settings
    const length = sourceLength(asset)
    if (!asset.interpretation?.audio || length === null) return refuse('edit.asset-not-for-track', { file: asset.fileName })
    const lessonEnd = deriveTimeline(before).durationTicks
    const start = snapToFrame(atTicks, frameRate)
    if (start >= lessonEnd) return refuse('edit.music-outside', {})
    const parts = repetitions({
      start,
      sourceIn: zeroTicks,
      end: lessonEnd,
      length,
      loop: loopTicks ?? length,
      repeats: loopTicks !== null,
      frameRate,
    })
    const end = parts.at(-1)?.end
    // Shorter than a frame.
    if (end === undefined) return refuse('edit.asset-not-for-track', { file: asset.fileName })
    draft.assets[asset.id] = castDraft(asset)
    const track = freeTrack(before, 'music', { startTicks: start, endTicks: end }, () => newId() as TrackId)
    draft.tracks[track.id] ??= castDraft(track)
    const groupId = parts.length > 1 ? (newId() as GroupId) : null
    if (groupId) draft.groups[groupId] = { id: groupId, name: asset.fileName }
    const ids = parts.map((part, index) => {
      const id = newId() as ClipId
      const plain = createMainClip(id, asset.id, part.sourceIn, part.sourceOut)
      const sound = { ...plain.sound, ...fadesOf(part, index === 0, index === parts.length - 1) }
      const anchor = { kind: 'timeline', ticks: part.start } as const
      draft.clips[id] = castDraft({ ...plain, trackId: track.id, anchor, sound, groupId } satisfies Clip)
      return id
    })
    return done(
      [],
      ids.map((id) => ({ kind: 'clip', id })),
    )
  },
}

/** Where music comes in and leaves, its usual fades there; there is room for both. */
function fadesOf({ start, end }: Part, isFirst: boolean, isLast: boolean): Pick<ClipSound, 'fadeInTicks' | 'fadeOutTicks'> {
  const whole = subtractTicks(end, start)
  return {
    fadeInTicks: isFirst ? ticks(Math.min(musicFadeInTicks, Math.floor(whole / 4))) : zeroTicks,
    fadeOutTicks: isLast ? ticks(Math.min(musicFadeOutTicks, Math.floor(whole / 2))) : zeroTicks,
  }
}

type Stretch = {
  readonly start: Ticks
  /** How far into the music it begins. */
  readonly sourceIn: Ticks
  readonly end: Ticks
  readonly length: Ticks
  readonly loop: Ticks
  readonly repeats: boolean
  readonly frameRate: FrameRate
}
export type Part = { readonly start: Ticks; readonly end: Ticks; readonly sourceIn: Ticks; readonly sourceOut: Ticks }

/** The first frame boundary at or after an instant. */
function frameFrom(instant: number, rate: FrameRate): Ticks {
  const frame = frameAt(ticks(Math.ceil(instant)), rate)
  const at = frameToTicks(frame, rate)
  return at >= instant ? at : frameToTicks(frame + 1, rate)
}

/**
 * A repetition begins with the first frame after the music is over, as far into the music as that is late: it keeps time however
 * the loop lies on the frames, and the sound goes on where it was. A file that has nothing behind its loop to fill that frame
 * begins anew a frame earlier.
 */
export function repetitions({ start, sourceIn: firstIn, end, length, loop, repeats, frameRate }: Stretch): readonly Part[] {
  const parts: Part[] = []
  const normal = { num: 1, den: 1 }
  let origin = start - (firstIn % loop)
  for (let from = start; from < end;) {
    const sourceIn = ticks(from - origin)
    const next = frameFrom(origin + loop, frameRate)
    const available = frameToTicks(wholeFrames(subtractTicks(length, sourceIn), normal, frameRate), frameRate)
    const wanted = repeats ? Math.min(subtractTicks(next, from), available) : available
    const to = ticks(Math.min(end, from + wanted))
    if (to <= from) break
    parts.push({ start: from, end: to, sourceIn, sourceOut: ticks(Math.min(length, sourceIn + (to - from))) })
    const isCutShort = to < next
    // A file that ends long before its loop does.
    if (!repeats || next - to > frameToTicks(1, frameRate)) break
    origin = isCutShort ? to : origin + loop
    from = to
  }
  return parts
}

type SoundArgs = {
  readonly asset: Asset
  readonly kind: Exclude<TrackKind, 'picture-in-picture'>
  readonly atTicks: Ticks
  /** How far into the sound it begins. */
  readonly sourceInTicks?: Ticks
}

/** Adds a sound and plays it once from an instant on, in one step; selects it. */
export const addSound: Command<SoundArgs> = {
  label: 'add-sound',
  run(draft, { asset, kind, atTicks, sourceInTicks = zeroTicks }, { newId }) {
    const before = readDraft(draft)
    const { frameRate } = before.settings
    const length = sourceLength(asset)
    if (!asset.interpretation?.audio || length === null || sourceInTicks >= length)
      return refuse('edit.asset-not-for-track', { file: asset.fileName })
    const start = snapToFrame(atTicks, frameRate)
    const frames = wholeFrames(subtractTicks(length, sourceInTicks), { num: 1, den: 1 }, frameRate)
    const duration = frameToTicks(frames, frameRate)
    draft.assets[asset.id] = castDraft(asset)
    const track = freeTrack(before, kind, { startTicks: start, endTicks: ticks(start + duration) }, () => newId() as TrackId)
    draft.tracks[track.id] ??= castDraft(track)
    const id = newId() as ClipId
    const sourceOut = ticks(Math.min(length, sourceInTicks + duration))
    const plain = createMainClip(id, asset.id, sourceInTicks, sourceOut)
    const anchor = sideAnchor(before, track, start)
    draft.clips[id] = castDraft({ ...plain, trackId: track.id, anchor } satisfies Clip)
    return done([], [{ kind: 'clip', id }])
  },
}

/** A stretch of a recorded voice and the instant of the lesson to which it was spoken. */
export type VoicePart = { readonly atTicks: Ticks; readonly sourceInTicks: Ticks; readonly sourceOutTicks: Ticks }

/**
 * Adds a voice that was spoken to the playing lesson, in one step; selects it. A part begins on the first frame after the instant to
 * which it was spoken, as much later in the sound, so that no word moves.
 */
export const addVoice: Command<{ readonly asset: Asset; readonly parts: readonly VoicePart[] }> = {
  label: 'add-voice',
  run(draft, { asset, parts }, { newId }) {
    const before = readDraft(draft)
    const { frameRate } = before.settings
    const length = sourceLength(asset)
    if (!asset.interpretation?.audio || length === null) return refuse('edit.asset-not-for-track', { file: asset.fileName })
    const placed = parts.flatMap(({ atTicks, sourceInTicks, sourceOutTicks }) => {
      const early = Math.max(0, -sourceInTicks)
      const start = frameFrom(atTicks + early, frameRate)
      const sourceIn = ticks(sourceInTicks + start - atTicks)
      const room = Math.min(sourceOutTicks, length) - sourceIn
      if (room < frameToTicks(1, frameRate)) return []
      const duration = frameToTicks(wholeFrames(ticks(room), { num: 1, den: 1 }, frameRate), frameRate)
      return [{ start, end: ticks(start + duration), sourceIn, sourceOut: ticks(Math.min(length, sourceIn + duration)) }]
    })
    const [first] = placed
    if (!first) return refuse('edit.voice-empty', {})
    draft.assets[asset.id] = castDraft(asset)
    const span = { startTicks: first.start, endTicks: placed.at(-1)?.end ?? first.end }
    const track = freeTrack(before, 'voice-over', span, () => newId() as TrackId)
    draft.tracks[track.id] ??= castDraft(track)
    const groupId = placed.length > 1 ? (newId() as GroupId) : null
    if (groupId) draft.groups[groupId] = { id: groupId, name: asset.fileName }
    const ids = placed.map(({ start, sourceIn, sourceOut }) => {
      const id = newId() as ClipId
      const plain = createMainClip(id, asset.id, sourceIn, sourceOut)
      const anchor = sideAnchor(before, track, start)
      draft.clips[id] = castDraft({ ...plain, trackId: track.id, anchor, groupId } satisfies Clip)
      return id
    })
    return done(
      [],
      ids.map((id) => ({ kind: 'clip', id })),
    )
  },
}
