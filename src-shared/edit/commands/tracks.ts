import { castDraft } from 'immer'
import { compareText } from '../../base/compare-text.ts'
import { createMainClip } from '../../project/defaults.ts'
import { fitToAsset } from '../../project/fit-clip.ts'
import type { AssetId, ClipId, TrackId } from '../../project/ids.ts'
import type { Asset } from '../../project/schema/asset.ts'
import type { Clip, Track } from '../../project/schema/clip.ts'
import type { LessonDocument } from '../../project/schema/document.ts'
import { clipDurationTicks } from '../../project/timeline.ts'
import { createOverlayTrack, createTrack, type TrackKind } from '../../project/track-kinds.ts'
import { snapToFrame } from '../../time/frame-rate.ts'
import { ticks, type Ticks } from '../../time/ticks.ts'
import { done, refuse, type Command } from '../command.ts'
import { freeTrack, nextTrackOrder } from '../free-track.ts'
import { sideAnchor } from '../neighbours.ts'
import { readDraft } from '../places.ts'

type AddArgs = { readonly assetId: AssetId; readonly kind: TrackKind; readonly atTicks: Ticks }

/** Where a picture in picture first sits: the upper end corner, a third of the canvas wide; canvas units. */
export const cornerPlacement = { x: 310, y: -560, scale: 0.36, rotationDegrees: 0, opacity: 1 } as const

/**
 * Plays an asset beside the main clips from an instant on: on the first track of its kind that is free there, else on a new one.
 * Music keeps its place on the timeline, all else follows the clip it begins over.
 */
export const addTrackClip: Command<AddArgs> = {
  label: 'add-track-clip',
  run(draft, { assetId, kind, atTicks }, { newId }) {
    const before = readDraft(draft)
    const asset = before.assets[assetId]
    if (!asset) return refuse('edit.gone', { what: 'media' })
    if (!canPlay(asset, kind)) return refuse('edit.asset-not-for-track', { file: asset.fileName })
    const { frameRate } = before.settings
    const at = snapToFrame(atTicks, frameRate)
    const stretch = fitToAsset(asset, ticks(0), null, frameRate)
    const id = newId() as ClipId
    const plain = createMainClip(id, assetId, stretch.in, stretch.out)
    const end = ticks(at + clipDurationTicks(plain, frameRate))
    const track = freeTrack(before, kind, { startTicks: at, endTicks: end }, () => newId() as TrackId)
    draft.tracks[track.id] ??= castDraft(track)
    const anchor = sideAnchor(before, track, at)
    const picture =
      kind === 'picture-in-picture' ? { ...plain.picture, fit: 'fit' as const, placement: cornerPlacement } : plain.picture
    draft.clips[id] = castDraft({ ...plain, trackId: track.id, anchor, picture } satisfies Clip)
    return done([], [{ kind: 'clip', id }])
  },
}

function canPlay({ kind, interpretation, imageSize }: Asset, as: TrackKind): boolean {
  if (as === 'picture-in-picture') return imageSize !== null || (kind === 'video' && Boolean(interpretation?.video))
  return Boolean(interpretation?.audio)
}

/** Adds an empty track in front of the others of its band; `name` is absent for the usual one, numbered from the second on. */
export const addTrack: Command<{ readonly kind: TrackKind | 'overlays'; readonly name?: string }> = {
  label: 'add-track',
  run(draft, { kind, name }, { newId }) {
    const before = readDraft(draft)
    const id = newId() as TrackId
    const order = nextTrackOrder(before)
    const plain = kind === 'overlays' ? createOverlayTrack(id, 'Overlays', order) : createTrack(id, kind, order)
    const { length } = Object.values(before.tracks).filter(({ band, role }) => band === plain.band && role === plain.role)
    draft.tracks[id] = { ...plain, name: name ?? (length === 0 ? plain.name : `${plain.name} ${length + 1}`) }
    return done()
  },
}

/** The tracks of a band from back to front; sounds from the top down. */
export function tracksOfBand({ tracks }: LessonDocument, band: Track['band']): readonly Track[] {
  return Object.values(tracks)
    .filter((track) => track.band === band)
    .toSorted((a, b) => a.order - b.order || compareText(a.id, b.id))
}

/** Moves a track that many places to the back (below zero) or to the front among those of its band, as far as that goes. */
export const reorderTrack: Command<{ readonly trackId: TrackId; readonly by: number }> = {
  label: 'reorder-track',
  run(draft, { trackId, by }) {
    const before = readDraft(draft)
    const track = before.tracks[trackId]
    if (!track) return refuse('edit.gone', { what: 'track' })
    const ids = tracksOfBand(before, track.band).map(({ id }) => id)
    const from = ids.indexOf(trackId)
    const to = Math.max(0, Math.min(ids.length - 1, from + by))
    if (to === from) return done()
    const first = Math.min(...ids.map((id) => before.tracks[id]?.order ?? 0))
    ids.splice(from, 1)
    ids.splice(to, 0, trackId)
    ids.forEach((id, index) => {
      const target = draft.tracks[id]
      if (target) target.order = first + index
    })
    return done()
  },
}

type TrackChanges = Partial<Pick<Track, 'name' | 'gainDb' | 'muted' | 'ducked' | 'hidden' | 'solo' | 'locked'>>

/** Changes name, loudness, mute, solo, ducking, lock or visibility of a track. */
export const setTrack: Command<{ readonly trackId: TrackId; readonly changes: TrackChanges }> = {
  label: 'set-track',
  run(draft, { trackId, changes }) {
    const track = draft.tracks[trackId]
    if (!track) return refuse('edit.gone', { what: 'track' })
    Object.assign(track, changes)
    return done()
  },
}

/** Locks or unlocks all questions. */
export const lockQuestions: Command<{ readonly locked: boolean }> = {
  label: 'set-track',
  run(draft, { locked }) {
    draft.settings.questionsLocked = locked
    return done()
  },
}

/** Removes a track beside the main one with all that it plays. */
export const deleteTrack: Command<{ readonly trackId: TrackId }> = {
  label: 'delete-track',
  run(draft, { trackId }) {
    const track = draft.tracks[trackId]
    if (!track || track.band === 'main') return refuse('edit.gone', { what: 'track' })
    const model = draft.challenge?.modelClipId
    if (draft.challenge && model && draft.clips[model]?.trackId === trackId) draft.challenge.modelClipId = null
    for (const clip of Object.values(draft.clips)) if (clip.trackId === trackId) delete draft.clips[clip.id]
    for (const overlay of Object.values(draft.overlays)) if (overlay.trackId === trackId) delete draft.overlays[overlay.id]
    delete draft.tracks[trackId]
    return done()
  },
}
