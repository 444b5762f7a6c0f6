import { addMarker, deleteMarkers, moveMarker, setMarker } from '#shared/edit/commands/markers.ts'
import { liftItems } from '#shared/edit/commands/lift-items.ts'
import { detachAudio } from '#shared/edit/commands/detach-audio.ts'
import { freezeFrame } from '#shared/edit/commands/freeze-frame.ts'
import { groupItems, ungroupItems } from '#shared/edit/commands/groups.ts'
import { splitAll, splitItems } from '#shared/edit/commands/split-items.ts'
import { expandGroups } from '#shared/edit/groups.ts'
import { duplicateItems, pasteItems } from '#shared/edit/commands/paste-items.ts'
import { copyItems, parseClipboardItems } from '#shared/edit/clipboard.ts'
import { moveClips } from '#shared/edit/commands/move-clips.ts'
import { moveItems } from '#shared/edit/commands/move-items.ts'
import { moveToMainTrack, moveToPictureInPicture } from '#shared/edit/commands/move-to-track.ts'
import { rollCut } from '#shared/edit/commands/roll-cut.ts'
import { slideClip } from '#shared/edit/commands/slide-clip.ts'
import { slipClip } from '#shared/edit/commands/slip-clip.ts'
import { addTrack, reorderTrack, setTrack } from '#shared/edit/commands/tracks.ts'
import { trimItem } from '#shared/edit/commands/trim-item.ts'
import type { Command } from '#shared/edit/command.ts'
import type { EditResult } from '#shared/edit/edit-session.ts'
import type { SelectedItem, Selection } from '#shared/edit/selection.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { trackKinds } from '#shared/project/track-kinds.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { ticks, type Ticks } from '#shared/time/ticks.ts'
import { second } from '../project/sample-document.ts'

export const timelineVerbs = [
  'add-marker',
  'set-marker',
  'move-marker',
  'delete-marker',
  'lift',
  'roll',
  'roll',
  'slip',
  'slide',
  'trim-item',
  'trim-item',
  'move-items',
  'move-items',
  'move-clips',
  'to-pip',
  'to-main',
  'split-items',
  'split-all',
  'freeze',
  'detach',
  'group',
  'ungroup',
  'paste',
  'duplicate',
  'new-track',
  'reorder-track',
  'lock',
  'unlock',
  'unlock',
] as const
export type TimelineVerb = (typeof timelineVerbs)[number]

type Perform = <Args>(command: Command<Args>, args: Args) => EditResult

/** The verbs of the timeline; null where the document holds nothing to apply one to. */
export function performTimelineEdit(
  { verb, a, b, c }: { readonly verb: TimelineVerb; readonly a: number; readonly b: number; readonly c: number },
  from: LessonDocument,
  perform: Perform,
): EditResult | null {
  const { durationTicks, mainClipIds } = deriveTimeline(from)
  const instant = (by: number): Ticks => ticks(Math.round(durationTicks * by))
  const anyClip = pick(Object.values(from.clips), a)
  const mainClipId = pick(mainClipIds, a)
  const sideClip = pick(
    Object.values(from.clips).filter(({ anchor }) => anchor !== null),
    a,
  )
  const overlay = pick(Object.values(from.overlays), a)
  const track = pick(Object.values(from.tracks), a)
  const marker = pick(Object.values(from.markers), a)
  switch (verb) {
    case 'add-marker':
      return perform(addMarker, { atTicks: instant(a), ...(b < 0.5 ? { label: 'Here' } : {}) })
    case 'set-marker':
      return marker ? perform(setMarker, { markerId: marker.id, changes: { label: 'There', colour: '#112233' } }) : null
    case 'move-marker':
      return marker ? perform(moveMarker, { markerId: marker.id, atTicks: instant(b) }) : null
    case 'delete-marker':
      return marker ? perform(deleteMarkers, { markerIds: [marker.id] }) : null
    case 'lift':
      return b < 0.3 ? perform(liftItems, { items: someItems(from, a, c) }) : null
    case 'roll':
      return anyClip ? perform(rollCut, { rightClipId: anyClip.id, deltaTicks: delta(b) }) : null
    case 'slip':
      return anyClip ? perform(slipClip, { clipId: anyClip.id, deltaTicks: delta(b) }) : null
    case 'trim-item':
      return overlay && c < 0.5
        ? perform(trimItem, {
            item: { kind: 'overlay', id: overlay.id },
            edge: b < 0.5 ? 'start' : 'end',
            deltaTicks: delta(c * 2),
          })
        : sideClip
          ? perform(trimItem, { item: { kind: 'clip', id: sideClip.id }, edge: b < 0.5 ? 'start' : 'end', deltaTicks: delta(c) })
          : null
    case 'move-items': {
      const one = pick([...(sideClip ? [sideClip] : []), ...(overlay ? [overlay] : [])], c)
      if (b < 0.4) return perform(moveItems, { items: someItems(from, a, c), deltaTicks: delta(b * 2.5) })
      const items = one && [{ kind: 'assetId' in one ? 'clip' : 'overlay', id: one.id } as SelectedItem]
      return items
        ? perform(moveItems, { items, deltaTicks: delta(b), ...(c < 0.5 && track ? { trackId: track.id } : {}) })
        : null
    }
    case 'move-clips':
      return perform(moveClips, {
        clipIds: mainClipIds.filter((_, index) => (index + Math.floor(a * 2)) % 2 === 0),
        toIndex: Math.floor(b * 5),
      })
    case 'to-pip':
      return mainClipId && c < 0.5
        ? perform(moveToPictureInPicture, {
            clipId: mainClipId,
            atTicks: instant(b),
            ...(c < 0.1 && track ? { trackId: track.id } : {}),
          })
        : null
    case 'to-main':
      return sideClip ? perform(moveToMainTrack, { clipId: sideClip.id, index: Math.floor(b * 5) }) : null
    case 'split-items':
      return perform(splitItems, { items: someItems(from, a, c), atTicks: instant(b) })
    case 'split-all':
      return c < 0.4 ? perform(splitAll, { atTicks: instant(a) }) : null
    case 'freeze':
      return perform(freezeFrame, { atTicks: instant(a), ...(b < 0.5 ? { durationTicks: ticks(Math.round(c * second)) } : {}) })
    case 'detach':
      return mainClipId ? perform(detachAudio, { clipId: mainClipId }) : null
    case 'group':
      return perform(groupItems, { items: expandGroups(from, someItems(from, a, c)) })
    case 'ungroup':
      return perform(ungroupItems, { items: someItems(from, a, c) })
    case 'paste': {
      const copied = c < 0.5 ? copyItems(from, someItems(from, a, c)) : null
      const read = copied && parseClipboardItems(JSON.stringify(copied))
      return read ? perform(pasteItems, { items: read, atTicks: instant(b) }) : null
    }
    case 'duplicate':
      return c < 0.5
        ? perform(duplicateItems, { items: someItems(from, a, b), ...(c < 0.2 ? { atTicks: instant(b) } : {}) })
        : null
    case 'new-track':
      return b < 0.3 ? perform(addTrack, { kind: pick([...trackKinds, 'overlays' as const], a) ?? 'music' }) : null
    case 'reorder-track':
      return track ? perform(reorderTrack, { trackId: track.id, by: b < 0.5 ? -1 : 1 }) : null
    case 'lock':
      return track && b < 0.5 ? perform(setTrack, { trackId: track.id, changes: { locked: true, solo: c < 0.5 } }) : null
    case 'unlock': {
      const locked = Object.values(from.tracks).find((each) => each.locked)
      return locked ? perform(setTrack, { trackId: locked.id, changes: { locked: false } }) : null
    }
    case 'slide':
      return mainClipId ? perform(slideClip, { clipId: mainClipId, deltaTicks: delta(b) }) : null
  }
}

/** A few items of every kind, by numbers from 0 to 1. */
export function someItems(document: LessonDocument, where: number, howMany: number): Selection {
  const items: SelectedItem[] = [
    ...Object.values(document.clips).map(({ id }) => ({ kind: 'clip' as const, id })),
    ...Object.values(document.overlays).map(({ id }) => ({ kind: 'overlay' as const, id })),
    ...Object.values(document.captions).map(({ id }) => ({ kind: 'caption' as const, id })),
    ...Object.values(document.questions).map(({ id }) => ({ kind: 'question' as const, id })),
    ...Object.values(document.markers).map(({ id }) => ({ kind: 'marker' as const, id })),
  ]
  const step = Math.max(1, Math.floor(items.length * (0.15 + howMany / 2)))
  return items.filter((_, index) => (index + Math.floor(where * step)) % step === 0)
}

const pick = <T>(list: readonly T[], by: number): T | undefined => list[Math.min(list.length - 1, Math.floor(by * list.length))]

const delta = (by: number): Ticks => ticks(Math.round((by - 0.5) * 6 * second))
