import { castDraft } from 'immer'
import { mainTrack } from '../../project/defaults.ts'
import type { AssetId, GroupId, OverlayId, TrackId } from '../../project/ids.ts'
import { nextHardCut } from '../../project/place-caption.ts'
import { placeOverlay } from '../../project/place-overlay.ts'
import type { Asset } from '../../project/schema/asset.ts'
import type { Track } from '../../project/schema/clip.ts'
import type { LessonDocument } from '../../project/schema/document.ts'
import type { Box } from '../../project/schema/geometry.ts'
import type { Overlay, TextStyle } from '../../project/schema/text.ts'
import { deriveTimeline, mainClipAt, visibleSpan, type Span } from '../../project/timeline.ts'
import { readStickerArt } from '../../overlay/stickers.ts'
import { snapToFrame } from '../../time/frame-rate.ts'
import { addTicks, clampTicks, secondsToTicks, ticks, zeroTicks, type Ticks } from '../../time/ticks.ts'
import { done, refuse, type Command } from '../command.ts'
import { readDraft } from '../places.ts'

/** An overlay that is still to be placed in time; what is absent is plain: upright, opaque, without animation. */
export type NewOverlay = Pick<Overlay, 'content' | 'box'> &
  Partial<Pick<Overlay, 'rotationDegrees' | 'opacity' | 'enter' | 'leave' | 'altText'>>

type AddArgs = {
  /** Back to front; several make a group. */
  readonly items: readonly NewOverlay[]
  readonly atTicks: Ticks
  /** Absent shows them for 4 s, or as long as the clip under them still plays. */
  readonly durationTicks?: Ticks
  /** Media that the items show and the lesson may not have yet. */
  readonly assets?: readonly Asset[]
}

const usualTicks = secondsToTicks(4)
/** At the end of a clip something new starts earlier, so that it can be read. */
const leastTicks = secondsToTicks(1)
const atOnce: Overlay['enter'] = { kind: 'none', durationTicks: zeroTicks }

/**
 * Puts text, stickers, pictures or shapes on the picture from an instant on and selects them: each on the lowest overlay track
 * that is free there, else on a new one. They follow the clip they begin over.
 */
export const addOverlays: Command<AddArgs> = {
  label: 'add-overlay',
  run(draft, { items, atTicks, durationTicks, assets = [] }, { newId }) {
    for (const asset of assets) draft.assets[asset.id] = castDraft(asset)
    const before = readDraft(draft)
    for (const { content } of items) {
      if (content.kind === 'sticker' && !readStickerArt(content.name))
        return refuse('export.sticker-unknown', { name: content.name })
      if (content.kind !== 'image') continue
      const asset = before.assets[content.assetId]
      if (!asset) return refuse('edit.gone', { what: 'picture' })
      if (!asset.imageSize) return refuse('export.overlay-no-picture', { file: asset.fileName })
    }
    const span = stretchAt(before, atTicks, durationTicks)
    const place = span && placeOverlay(before, span.startTicks, span.endTicks)
    if (!span || !place || items.length === 0) return refuse('edit.overlay-outside', {})
    const groupId = items.length > 1 ? (newId() as GroupId) : null
    if (groupId) draft.groups[groupId] = { id: groupId, name: '' }
    const aside = stepAside(before, items, span)
    let above: Track | null = null
    const ids: OverlayId[] = []
    for (const item of items) {
      const known: readonly Track[] = overlayTracks(readDraft(draft))
      const track: Track =
        known.find((each) => (!above || each.order > above.order) && isFree(before, each, span)) ??
        createOverlayTrack(newId() as TrackId, known)
      draft.tracks[track.id] ??= castDraft(track)
      above = track
      const id = newId() as OverlayId
      ids.push(id)
      draft.overlays[id] = castDraft({
        rotationDegrees: 0,
        opacity: 1,
        enter: atOnce,
        leave: atOnce,
        altText: '',
        ...item,
        id,
        trackId: track.id,
        ...place,
        box: { ...item.box, x: item.box.x + aside.x, y: item.box.y + aside.y },
        placementKeyframes: [],
        groupId,
        slotId: null,
      } satisfies Overlay)
    }
    // What one would write into comes first, wherever it lies.
    const isText = (id: OverlayId): boolean => draft.overlays[id]?.content.kind === 'text'
    const chosen = [...ids.filter(isText), ...ids.filter((id) => !isText(id))]
    return done(
      [],
      chosen.map((id) => ({ kind: 'overlay', id })),
    )
  },
}

function stretchAt(document: LessonDocument, atTicks: Ticks, durationTicks: Ticks | undefined): Span | null {
  const { durationTicks: lessonTicks, clipSpans } = deriveTimeline(document)
  if (lessonTicks === 0) return null
  const { frameRate } = document.settings
  const at = clampTicks(snapToFrame(atTicks, frameRate), zeroTicks, lessonTicks)
  const clip = mainClipAt(document, at)
  const span = clip && clipSpans.get(clip.id)
  const cut = at >= lessonTicks ? lessonTicks : nextHardCut(document, at)
  const earliest = ticks(Math.max(span?.startTicks ?? 0, cut - leastTicks))
  const startTicks = durationTicks === undefined ? ticks(Math.min(at, earliest)) : at
  const endTicks =
    durationTicks === undefined
      ? ticks(Math.min(addTicks(startTicks, usualTicks), cut))
      : ticks(Math.min(addTicks(startTicks, durationTicks), lessonTicks))
  return endTicks > startTicks ? { startTicks, endTicks } : null
}

/** From back to front. */
function overlayTracks({ tracks }: LessonDocument): readonly Track[] {
  return Object.values(tracks)
    .filter(({ band }) => band === 'overlays')
    .toSorted((a, b) => a.order - b.order)
}

function isFree(document: LessonDocument, track: Track, span: Span): boolean {
  return !track.locked && !track.hidden && shownDuring(document, span).every(({ trackId }) => trackId !== track.id)
}

function shownDuring(document: LessonDocument, { startTicks, endTicks }: Span): readonly Overlay[] {
  return Object.values(document.overlays).filter(({ anchor, durationTicks }) => {
    const shown = visibleSpan(document, anchor, durationTicks)
    return shown !== null && shown.startTicks < endTicks && startTicks < shown.endTicks
  })
}

function createOverlayTrack(id: TrackId, known: readonly Track[]): Track {
  const order = Math.max(0, ...known.map((track) => track.order)) + 1
  return { ...mainTrack, id, band: 'overlays', role: 'none', name: `Overlays ${known.length + 1}`, order }
}

/** Canvas units by which one that would exactly cover another one is moved. */
const asideUnits = 56
const mostSteps = 6

/** Something added twice does not hide its twin: the new one lies a little further to the middle. */
function stepAside(
  document: LessonDocument,
  items: readonly NewOverlay[],
  span: Span,
): { readonly x: number; readonly y: number } {
  const shown = shownDuring(document, span)
  const direction = items[0]?.box.anchorPoint.startsWith('bottom') ? -1 : 1
  const isTaken = (step: number): boolean =>
    items.some(({ box }) =>
      shown.some(
        (other) =>
          other.box.anchorPoint === box.anchorPoint &&
          other.box.x === box.x &&
          other.box.y === box.y + step * asideUnits * direction,
      ),
    )
  let steps = 0
  while (steps < mostSteps && isTaken(steps)) steps += 1
  return { x: 0, y: steps * asideUnits * direction }
}

type ShapeContent = Extract<Overlay['content'], { kind: 'shape' }>

export type OverlayChanges = Partial<
  Pick<Overlay, 'content' | 'rotationDegrees' | 'opacity' | 'enter' | 'leave' | 'altText' | 'placementKeyframes'>
> & {
  readonly box?: Partial<Box>
  /** Of a text. */
  readonly text?: string
  readonly style?: Partial<TextStyle>
  /** Of a shape. */
  readonly shape?: Partial<Omit<ShapeContent, 'kind'>>
}

/** Changes content, place, look, animation or description; what an overlay of another kind does not have is left out. */
export const setOverlays: Command<{ readonly overlayIds: readonly OverlayId[]; readonly changes: OverlayChanges }> = {
  label: 'set-overlay',
  run(draft, { overlayIds, changes }) {
    const { box, text, style, shape, content, ...plain } = changes
    if (content?.kind === 'image' && !isPicture(readDraft(draft), content.assetId))
      return refuse('edit.gone', { what: 'picture' })
    for (const overlayId of overlayIds) {
      const overlay = draft.overlays[overlayId]
      if (!overlay) return refuse('edit.gone', { what: 'text or sticker' })
      Object.assign(overlay, castDraft(plain))
      if (content) overlay.content = castDraft(content)
      if (box) Object.assign(overlay.box, box)
      if (overlay.content.kind === 'text') {
        if (text !== undefined) overlay.content.text = text
        if (style) Object.assign(overlay.content.style, style)
      }
      if (overlay.content.kind === 'shape' && shape) Object.assign(overlay.content, shape)
    }
    return done()
  },
}

function isPicture({ assets }: LessonDocument, assetId: AssetId): boolean {
  return Boolean(assets[assetId]?.imageSize)
}
