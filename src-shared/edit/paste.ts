import { castDraft } from 'immer'
import { createCaptionTrack, mainTrackId } from '../project/defaults.ts'
import type {
  AssetId,
  CaptionId,
  CaptionTrackId,
  ChoiceId,
  ClipId,
  GroupId,
  MarkerId,
  OverlayId,
  QuestionId,
  TrackId,
  TransitionId,
} from '../project/ids.ts'
import { sourceLength } from '../project/invariants.ts'
import { placeOnTimeline } from '../project/place-caption.ts'
import type { Clip, Track } from '../project/schema/clip.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import type { Overlay } from '../project/schema/text.ts'
import type { Anchor } from '../project/schema/time.ts'
import { anchorAt, anchorToTimeline, clipDurationTicks, deriveTimeline, type Span } from '../project/timeline.ts'
import { createOverlayTrack } from '../project/track-kinds.ts'
import { ticks, type Ticks } from '../time/ticks.ts'
import type { ClipboardItems } from './clipboard.ts'
import type { CommandContext, LessonDraft } from './command.ts'
import { freeTrack, isFreeTrack, nextTrackOrder } from './free-track.ts'
import { overlaySpan, sideAnchor } from './neighbours.ts'
import { mainItemStart, readDraft } from './places.ts'
import { retimeOverlay } from './retime-overlay.ts'
import type { SelectedItem } from './selection.ts'

/** Where the main track clips go in, and the instant that everything else counts from where there are none. */
export type PastePlace = { readonly index: number; readonly atTicks: Ticks }

export type Pasted = { readonly items: readonly SelectedItem[]; readonly leftOut: number }

/** One paste under way: records get new ids, and name each other by these. */
export class Paste {
  readonly #draft: LessonDraft
  readonly #copied: ClipboardItems
  readonly #newId: () => string
  readonly #assetIds: ReadonlyMap<AssetId, AssetId>
  readonly #clipIds: ReadonlyMap<ClipId, ClipId>
  readonly #groupIds: ReadonlyMap<GroupId, GroupId>
  readonly #items: SelectedItem[] = []
  #leftOut = 0

  constructor(draft: LessonDraft, copied: ClipboardItems, { newId }: CommandContext) {
    this.#draft = draft
    this.#copied = copied
    this.#newId = newId
    this.#assetIds = addAssets(draft, copied, newId)
    this.#clipIds = new Map(copied.main.map(({ clip }) => [clip.id, newId() as ClipId]))
    this.#groupIds = addGroups(draft, copied, newId)
  }

  /** Writes everything that stands inside the lesson; the timeline is the caller's to settle. */
  run({ index, atTicks }: PastePlace): Pasted {
    this.#pasteMain(index)
    const [first] = this.#copied.main
    const start = first ? mainItemStart(readDraft(this.#draft), index) - first.startTicks : atTicks
    for (const entry of this.#copied.beside) this.#pasteBeside(entry, ticks(start + entry.startTicks))
    for (const entry of this.#copied.overlays) this.#pasteOverlay(entry, shifted(entry, start))
    for (const entry of this.#copied.captions) this.#pasteCaption(entry, shifted(entry, start))
    for (const entry of this.#copied.questions) this.#pasteQuestion(entry, ticks(start + entry.startTicks))
    for (const entry of this.#copied.markers) this.#pasteMarker(entry, ticks(start + entry.startTicks))
    return { items: this.#items, leftOut: this.#leftOut }
  }

  #pasteMain(index: number): void {
    const places = this.#copied.main.flatMap(({ clip }) => {
      const id = this.#clipIds.get(clip.id)
      if (!id) return []
      this.#draft.clips[id] = castDraft({ ...this.#renamed(clip), id, trackId: mainTrackId, anchor: null })
      this.#items.push({ kind: 'clip', id })
      return [{ kind: 'clip' as const, clipId: id }]
    })
    this.#draft.mainTrack.splice(index, 0, ...places)
    const { mainClipIds, mainIndexes } = deriveTimeline(readDraft(this.#draft))
    for (const transition of this.#copied.transitions) {
      const leftClipId = this.#clipIds.get(transition.leftClipId)
      const rightClipId = this.#clipIds.get(transition.rightClipId)
      if (!leftClipId || !rightClipId || mainClipIds[(mainIndexes.get(leftClipId) ?? 0) + 1] !== rightClipId) continue
      const id = this.#newId() as TransitionId
      this.#draft.transitions[id] = { ...transition, id, leftClipId, rightClipId }
    }
  }

  #pasteBeside({ clip, kind }: ClipboardItems['beside'][number], wanted: Ticks): void {
    const document = readDraft(this.#draft)
    const { durationTicks } = deriveTimeline(document)
    const mapped = this.#mappedAnchor(clip.anchor)
    const startTicks = mapped ? anchorToTimeline(mapped, document) : wanted
    if (startTicks < 0 || startTicks >= durationTicks) return void (this.#leftOut += 1)
    const id = this.#newId() as ClipId
    const renamed = { ...this.#renamed(clip), id }
    const span = { startTicks, endTicks: ticks(startTicks + clipDurationTicks(renamed, document.settings.frameRate)) }
    const known = document.tracks[clip.trackId]
    const tracks = Object.values(document.tracks)
    const track = freeTrack(document, kind, span, () => this.#newId() as TrackId, known ? [known, ...tracks] : tracks)
    this.#draft.tracks[track.id] ??= castDraft(track)
    const anchor = mapped && mapped.kind === 'clip' ? mapped : sideAnchor(document, track, startTicks)
    this.#draft.clips[id] = castDraft({ ...renamed, trackId: track.id, anchor })
    this.#items.push({ kind: 'clip', id })
  }

  #pasteOverlay({ overlay }: ClipboardItems['overlays'][number], wanted: Span): void {
    const document = readDraft(this.#draft)
    const id = this.#newId() as OverlayId
    const mapped = this.#mappedAnchor(overlay.anchor)
    const pinned = {
      ...overlay,
      id,
      anchor: mapped ?? ({ kind: 'timeline', ticks: ticks(Math.max(0, wanted.startTicks)) } as const),
    }
    const placed: Overlay | null = mapped ? pinned : retimeOverlay(document, pinned, wanted, document, 'instants')
    const span = placed && overlaySpan(document, placed)
    if (!placed || !span) return void (this.#leftOut += 1)
    const track = this.#overlayTrack(document, overlay.trackId, span)
    const { content } = placed
    this.#draft.overlays[id] = castDraft({
      ...placed,
      trackId: track.id,
      content: content.kind === 'image' ? { ...content, assetId: this.#asset(content.assetId) } : content,
      groupId: this.#group(overlay.groupId),
      slotId: null,
    })
    this.#items.push({ kind: 'overlay', id })
  }

  #overlayTrack(document: LessonDocument, wanted: TrackId, span: Span): Track {
    const known = Object.values(document.tracks).filter(({ band }) => band === 'overlays')
    const free = known.filter((track) => isFreeTrack(document, track, span))
    const found = free.find(({ id }) => id === wanted) ?? free.toSorted((a, b) => a.order - b.order)[0]
    if (found) return found
    const name = known.length === 0 ? 'Overlays' : `Overlays ${known.length + 1}`
    const track = createOverlayTrack(this.#newId() as TrackId, name, nextTrackOrder(document))
    this.#draft.tracks[track.id] = castDraft(track)
    return track
  }

  #pasteCaption({ caption, track }: ClipboardItems['captions'][number], wanted: Span): void {
    const mapped = this.#mappedAnchor(caption.anchor)
    const place = mapped
      ? { anchor: mapped, durationTicks: caption.durationTicks }
      : placeOnTimeline(readDraft(this.#draft), wanted.startTicks, wanted.endTicks)
    if (!place) return void (this.#leftOut += 1)
    const id = this.#newId() as CaptionId
    this.#draft.captions[id] = castDraft({ ...caption, ...place, id, captionTrackId: this.#captionTrack(track) })
    // Those of a copied clip came along without being asked for.
    if (!mapped) this.#items.push({ kind: 'caption', id })
  }

  #captionTrack({ id, language, kind, label, style }: ClipboardItems['captions'][number]['track']): CaptionTrackId {
    const tracks = Object.values(this.#draft.captionTracks)
    const known =
      tracks.find((track) => track.id === id) ?? tracks.find((each) => each.language === language && each.kind === kind)
    if (known) return known.id
    const newId = this.#newId() as CaptionTrackId
    const order = Math.max(-1, ...tracks.map((track) => track.order)) + 1
    this.#draft.captionTracks[newId] = castDraft({ ...createCaptionTrack(newId, language), kind, label, style, order })
    return newId
  }

  #pasteQuestion({ question }: ClipboardItems['questions'][number], wanted: Ticks): void {
    const anchor = this.#mappedAnchor(question.anchor) ?? this.#anchorInside(wanted)
    if (!anchor) return void (this.#leftOut += 1)
    const id = this.#newId() as QuestionId
    const choices = question.choices.map((choice) => ({
      ...choice,
      id: this.#newId() as ChoiceId,
      imageAssetId: choice.imageAssetId && this.#asset(choice.imageAssetId),
    }))
    // A branch leads to an instant of the lesson, which another place or lesson does not have.
    const branch = { correctTicks: null, incorrectTicks: null }
    this.#draft.questions[id] = castDraft({ ...question, id, anchor, choices, branch, slotId: null })
    this.#items.push({ kind: 'question', id })
  }

  #pasteMarker({ marker }: ClipboardItems['markers'][number], wanted: Ticks): void {
    const anchor = this.#mappedAnchor(marker.anchor) ?? this.#anchorInside(wanted)
    if (!anchor) return void (this.#leftOut += 1)
    const id = this.#newId() as MarkerId
    this.#draft.markers[id] = castDraft({ ...marker, id, anchor })
    this.#items.push({ kind: 'marker', id })
  }

  #anchorInside(instant: Ticks): Anchor | null {
    const document = readDraft(this.#draft)
    const { durationTicks } = deriveTimeline(document)
    return durationTicks > 0 && instant >= 0 && instant <= durationTicks ? anchorAt(document, instant) : null
  }

  /** Null where the anchor names no clip that is pasted. */
  #mappedAnchor(anchor: Anchor | null): Anchor | null {
    const clipId = anchor?.kind === 'clip' ? this.#clipIds.get(anchor.clipId) : undefined
    return anchor?.kind === 'clip' && clipId ? { ...anchor, clipId } : null
  }

  #renamed(clip: Clip): Clip {
    const { look } = clip.picture
    const lut = look?.lutAssetId ? { ...look, lutAssetId: this.#asset(look.lutAssetId) } : look
    return {
      ...clip,
      assetId: this.#asset(clip.assetId),
      picture: { ...clip.picture, look: lut },
      groupId: this.#group(clip.groupId),
      slotId: null,
    }
  }

  #asset(assetId: AssetId): AssetId {
    return this.#assetIds.get(assetId) ?? assetId
  }

  #group(groupId: GroupId | null): GroupId | null {
    return (groupId && this.#groupIds.get(groupId)) ?? null
  }
}

function shifted({ startTicks, endTicks }: Span, by: number): Span {
  return { startTicks: ticks(startTicks + by), endTicks: ticks(endTicks + by) }
}

/** Media that the lesson has, by id or by content, is used again; the rest is added. */
function addAssets(draft: LessonDraft, { assets }: ClipboardItems, newId: () => string): ReadonlyMap<AssetId, AssetId> {
  const { assets: known } = readDraft(draft)
  const ids = new Map<AssetId, AssetId>()
  for (const asset of assets) {
    const isSame = (other: typeof asset | undefined): boolean =>
      other !== undefined && other.sha256 === asset.sha256 && sourceLength(other) === sourceLength(asset)
    const same = isSame(known[asset.id]) ? known[asset.id] : Object.values(known).find(isSame)
    const id = same?.id ?? (known[asset.id] ? (newId() as AssetId) : asset.id)
    ids.set(asset.id, id)
    if (!same) draft.assets[id] = castDraft({ ...asset, id })
  }
  return ids
}

/** Groups of which two members or more are pasted. */
function addGroups(draft: LessonDraft, copied: ClipboardItems, newId: () => string): ReadonlyMap<GroupId, GroupId> {
  const members = [...copied.main, ...copied.beside].map(({ clip }) => clip.groupId)
  members.push(...copied.overlays.map(({ overlay }) => overlay.groupId))
  const ids = new Map<GroupId, GroupId>()
  for (const group of copied.groups) {
    if (members.filter((groupId) => groupId === group.id).length < 2) continue
    const id = newId() as GroupId
    ids.set(group.id, id)
    draft.groups[id] = { ...group, id }
  }
  return ids
}
