import { castDraft } from 'immer'
import { sourceLength } from '../../project/invariants.ts'
import type { ClipId, GroupId } from '../../project/ids.ts'
import type { Clip } from '../../project/schema/clip.ts'
import type { LessonDocument } from '../../project/schema/document.ts'
import { deriveTimeline, type Span } from '../../project/timeline.ts'
import { trackKind } from '../../project/track-kinds.ts'
import { loopTicksOf } from '../../sound/sounds.ts'
import { subtractTicks, ticks, zeroTicks, type Ticks } from '../../time/ticks.ts'
import { done, refuse, type Command } from '../command.ts'
import { itemsOfTrack } from '../neighbours.ts'
import { readDraft } from '../places.ts'
import { deleteItems } from './delete-items.ts'
import { musicFadeOutTicks, repetitions } from './music.ts'

/** A piece of music with its repetitions, in order. */
type MusicRun = { readonly clips: readonly Clip[]; readonly startTicks: Ticks; readonly endTicks: Ticks }

/** Of a clip of a music track, which plays as it was recorded; null for any other. */
function musicRun(document: LessonDocument, clip: Clip): MusicRun | null {
  const track = document.tracks[clip.trackId]
  if (!track || trackKind(track) !== 'music') return null
  const { clipSpans } = deriveTimeline(document)
  const members = Object.values(document.clips)
    .filter(({ id, trackId, assetId, groupId }) =>
      clip.groupId === null ? id === clip.id : trackId === clip.trackId && assetId === clip.assetId && groupId === clip.groupId,
    )
    .flatMap((member): readonly (readonly [Clip, Span])[] => {
      const span = clipSpans.get(member.id)
      return span ? [[member, span]] : []
    })
    .toSorted(([, one], [, other]) => one.startTicks - other.startTicks)
  const [first, last] = [members[0], members.at(-1)]
  if (!first || !last || members.some(([member]) => !isPlain(member))) return null
  return { clips: members.map(([member]) => member), startTicks: first[1].startTicks, endTicks: last[1].endTicks }
}

const isPlain = ({ speed, reversed, freezeTicks }: Clip): boolean => speed.num === speed.den && !reversed && freezeTicks === null

/** Where music may play to: the end of the lesson, or what comes next on its track. */
function reachOf(document: LessonDocument, { clips, startTicks }: MusicRun): Ticks {
  const own: ReadonlySet<string> = new Set(clips.map(({ id }) => id))
  const next = clips
    .slice(0, 1)
    .flatMap(({ trackId }) => itemsOfTrack(document, trackId))
    .filter(({ id, span }) => !own.has(id) && span.startTicks >= startTicks)
    .map(({ span }) => span.startTicks)
  return ticks(Math.min(deriveTimeline(document).durationTicks, ...next))
}

/** Whether the music of a clip ends before the lesson does, or behind it, and `fitMusic` can mend that. */
export function isMusicUnfit(document: LessonDocument, clip: Clip): boolean {
  const run = musicRun(document, clip)
  if (!run || document.tracks[clip.trackId]?.locked === true) return false
  const end = reachOf(document, run)
  if (run.startTicks >= end || run.endTicks === end) return false
  const asset = document.assets[clip.assetId]
  return run.endTicks > end || (asset !== undefined && loopTicksOf(asset) !== null)
}

/**
 * Lets music play from where it begins to the end of the lesson, over and over, in one step; its settings stay, and it fades out
 * where it now ends. Selects it.
 */
export const fitMusic: Command<{ readonly clipId: ClipId }> = {
  label: 'fit-music',
  run(draft, { clipId }, context) {
    const before = readDraft(draft)
    const { frameRate } = before.settings
    const clip = before.clips[clipId]
    const run = clip ? musicRun(before, clip) : null
    const [first, last] = [run?.clips[0], run?.clips.at(-1)]
    if (!clip || !run || !first || !last) return refuse('edit.gone', { what: 'clip' })
    const track = before.tracks[clip.trackId]
    if (track?.locked) return refuse('edit.track-locked', { track: track.name })
    const end = reachOf(before, run)
    const asset = before.assets[clip.assetId]
    const length = asset ? sourceLength(asset) : null
    if (!asset || length === null || run.startTicks >= end) return refuse('edit.music-outside', {})
    const loop = loopTicksOf(asset)
    const parts = repetitions({
      start: run.startTicks,
      sourceIn: first.sourceInTicks,
      end,
      length,
      loop: loop ?? length,
      repeats: loop !== null,
      frameRate,
    })
    if (parts.length === 0) return refuse('edit.music-outside', {})
    const groupId = first.groupId ?? (parts.length > 1 ? (context.newId() as GroupId) : null)
    if (groupId && !before.groups[groupId]) draft.groups[groupId] = { id: groupId, name: asset.fileName }
    const fadeOut = last.sound.fadeOutTicks > 0 ? last.sound.fadeOutTicks : musicFadeOutTicks
    const ids = parts.map((part, index) => {
      const known = run.clips[index]
      const id = known?.id ?? (context.newId() as ClipId)
      const whole = subtractTicks(part.end, part.start)
      const sound = {
        ...(known?.sound ?? { ...first.sound, envelope: [] }),
        fadeInTicks: index === 0 ? ticks(Math.min(first.sound.fadeInTicks, Math.floor(whole / 2))) : zeroTicks,
        fadeOutTicks: index === parts.length - 1 ? ticks(Math.min(fadeOut, Math.floor(whole / 2))) : zeroTicks,
      }
      const place = { anchor: known && index === 0 ? known.anchor : ({ kind: 'timeline', ticks: part.start } as const) }
      const range = { sourceInTicks: part.sourceIn, sourceOutTicks: part.sourceOut }
      draft.clips[id] = castDraft({
        ...(known ?? { ...first, slotId: null }),
        id,
        ...place,
        ...range,
        sound,
        groupId,
      } satisfies Clip)
      return id
    })
    const surplus = run.clips.slice(parts.length).map(({ id }) => ({ kind: 'clip', id }) as const)
    const deleted = surplus.length > 0 ? deleteItems.run(draft, { items: surplus }, context) : done()
    return deleted.ok
      ? done(
          deleted.value.notices,
          ids.map((id) => ({ kind: 'clip', id })),
        )
      : deleted
  },
}
