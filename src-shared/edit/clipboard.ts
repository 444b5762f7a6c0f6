import { z } from '../base/zod.ts'
import { captionStretch } from '../project/place-caption.ts'
import { sourceLength } from '../project/invariants.ts'
import type { AssetId, ClipId } from '../project/ids.ts'
import { assetSchema, type Asset } from '../project/schema/asset.ts'
import { clipSchema, transitionSchema } from '../project/schema/clip.ts'
import { groupSchema, markerSchema, type LessonDocument } from '../project/schema/document.ts'
import { questionSchema } from '../project/schema/question.ts'
import { captionSchema, captionTrackSchema, overlaySchema } from '../project/schema/text.ts'
import { positionSchema, ticksSchema, type Anchor } from '../project/schema/time.ts'
import { anchorToTimeline, deriveTimeline, visibleSpan, type Span } from '../project/timeline.ts'
import { trackKind, trackKinds } from '../project/track-kinds.ts'
import { ticks, type Ticks } from '../time/ticks.ts'
import { groupsOf } from './groups.ts'
import { overlaySpan } from './neighbours.ts'
import { pinOverlay } from './retime-overlay.ts'
import { idsOf, type Selection } from './selection.ts'

const from = { startTicks: ticksSchema } as const
const fromTo = { ...from, endTicks: ticksSchema } as const

/**
 * What was copied, as plain JSON: whole records and where they stood, counted from `originTicks`, the earliest of them. What is
 * anchored to a copied clip keeps that anchor; assets come along without their paths.
 */
export const clipboardItemsSchema = z
  .strictObject({
    format: z.literal('tidbit-items'),
    version: z.literal(1),
    /** In the lesson it was copied from. */
    originTicks: positionSchema,
    /** Clips of the main track, in playing order. */
    main: z.array(z.strictObject({ clip: clipSchema, ...fromTo }).readonly()).readonly(),
    beside: z.array(z.strictObject({ clip: clipSchema, kind: z.enum(trackKinds), ...fromTo }).readonly()).readonly(),
    overlays: z.array(z.strictObject({ overlay: overlaySchema, ...fromTo }).readonly()).readonly(),
    captions: z.array(z.strictObject({ caption: captionSchema, track: captionTrackSchema, ...fromTo }).readonly()).readonly(),
    questions: z.array(z.strictObject({ question: questionSchema, ...from }).readonly()).readonly(),
    markers: z.array(z.strictObject({ marker: markerSchema, ...from }).readonly()).readonly(),
    transitions: z.array(transitionSchema).readonly(),
    groups: z.array(groupSchema).readonly(),
    assets: z.array(assetSchema).readonly(),
  })
  .readonly()
export type ClipboardItems = z.infer<typeof clipboardItemsSchema>

/** Far beyond any lesson; more is not ours. */
const longestText = 32_000_000

/** Reads what was copied back from text; null for anything that is not that, or does not hold together. */
export function parseClipboardItems(text: string): ClipboardItems | null {
  if (text.length > longestText) return null
  let input: unknown
  try {
    input = JSON.parse(text)
  } catch {
    return null
  }
  const parsed = clipboardItemsSchema.safeParse(input)
  return parsed.success && isComplete(parsed.data) ? parsed.data : null
}

/** Every record has its asset, and every clip plays a stretch of it. */
function isComplete(items: ClipboardItems): boolean {
  const assets = new Map(items.assets.map((asset) => [asset.id, asset]))
  const clips = [...items.main, ...items.beside].map(({ clip }) => clip)
  const unique = new Set(clips.map(({ id }) => id)).size === clips.length
  const anchored = [...items.overlays.map(({ overlay }) => overlay), ...items.captions.map(({ caption }) => caption)]
  return (
    unique &&
    assetIds(items).every((assetId) => assets.has(assetId)) &&
    clips.every(({ assetId, sourceInTicks, sourceOutTicks }) => {
      const asset = assets.get(assetId)
      const length = asset ? sourceLength(asset) : 0
      return sourceInTicks < sourceOutTicks && (length === null || sourceOutTicks <= length)
    }) &&
    anchored.every(({ durationTicks }) => durationTicks > 0)
  )
}

function assetIds({ main, beside, overlays, questions }: Omit<ClipboardItems, 'assets'>): readonly AssetId[] {
  const ids = [
    ...[...main, ...beside].flatMap(({ clip }) => [clip.assetId, clip.picture.look?.lutAssetId]),
    ...overlays.map(({ overlay: { content } }) => (content.kind === 'image' ? content.assetId : null)),
    ...questions.flatMap(({ question }) => question.choices.map((choice) => choice.imageAssetId)),
  ]
  return [...new Set(ids.filter((id) => id !== null && id !== undefined))]
}

/**
 * What is selected, ready for `pasteItems`; null where none of it can be copied (gaps, transitions, sections). Captions shown over
 * a copied clip of the main track come along: they are its words. Transitions between copied neighbours do, too.
 */
export function copyItems(document: LessonDocument, selection: Selection): ClipboardItems | null {
  const { clipSpans, mainClipIds, mainIndexes } = deriveTimeline(document)
  const chosen = new Set(idsOf(selection, 'clip'))
  const isCopied = (anchor: Anchor | null): boolean =>
    anchor?.kind === 'clip' && chosen.has(anchor.clipId) && mainIndexes.has(anchor.clipId)
  const mainIds = mainClipIds.filter((id) => chosen.has(id))
  const withSpan = (id: ClipId) => {
    const clip = document.clips[id]
    const span = clipSpans.get(id)
    return clip && span ? [{ clip, ...span }] : []
  }
  const beside = [...chosen].flatMap((id) => {
    const trackId = document.clips[id]?.trackId
    const track = trackId && document.tracks[trackId]
    const kind = track && trackKind(track)
    return kind && !mainIndexes.has(id) ? withSpan(id).map((entry) => ({ ...entry, kind })) : []
  })
  const overlays = idsOf(selection, 'overlay').flatMap((id) => {
    const overlay = document.overlays[id]
    const span = overlay && overlaySpan(document, overlay)
    const kept = overlay && (isCopied(overlay.anchor) ? overlay : pinOverlay(document, overlay))
    return kept && span ? [{ overlay: kept, ...span }] : []
  })
  const captionIds = new Set(idsOf(selection, 'caption'))
  const captions = Object.values(document.captions).flatMap((caption) => {
    const comesAlong = isCopied(caption.anchor) && visibleSpan(document, caption.anchor, caption.durationTicks) !== null
    const track = document.captionTracks[caption.captionTrackId]
    return track && (comesAlong || captionIds.has(caption.id)) ? [{ caption, track, ...captionStretch(document, caption) }] : []
  })
  const startOf = (anchor: Anchor): { startTicks: Ticks } => ({ startTicks: anchorToTimeline(anchor, document) })
  const copied = {
    main: mainIds.flatMap(withSpan),
    beside,
    overlays,
    captions,
    questions: idsOf(selection, 'question').flatMap((id) => {
      const question = document.questions[id]
      return question ? [{ question, ...startOf(question.anchor) }] : []
    }),
    markers: idsOf(selection, 'marker').flatMap((id) => {
      const marker = document.markers[id]
      return marker ? [{ marker, ...startOf(marker.anchor) }] : []
    }),
  }
  return pack(document, copied, selection)
}

type Copied = Pick<ClipboardItems, 'main' | 'beside' | 'overlays' | 'captions' | 'questions' | 'markers'>

function pack(document: LessonDocument, copied: Copied, selection: Selection): ClipboardItems | null {
  const starts = Object.values(copied)
    .flat()
    .map(({ startTicks }) => startTicks)
  if (starts.length === 0) return null
  const originTicks = ticks(Math.max(0, Math.min(...starts)))
  const mainIds = new Set(copied.main.map(({ clip }) => clip.id))
  const records = {
    main: copied.main.map((entry) => relative(entry, originTicks)),
    beside: copied.beside.map((entry) => relative(entry, originTicks)),
    overlays: copied.overlays.map((entry) => relative(entry, originTicks)),
    captions: copied.captions.map((entry) => relative(entry, originTicks)),
    questions: copied.questions.map((entry) => ({ ...entry, startTicks: ticks(entry.startTicks - originTicks) })),
    markers: copied.markers.map((entry) => ({ ...entry, startTicks: ticks(entry.startTicks - originTicks) })),
    transitions: Object.values(document.transitions).filter(
      (each) => mainIds.has(each.leftClipId) && mainIds.has(each.rightClipId),
    ),
    groups: Object.values(document.groups).filter(({ id }) => groupsOf(document, selection).has(id)),
  }
  const head = { format: 'tidbit-items', version: 1, originTicks } as const
  const assets = assetIds({ ...head, ...records }).flatMap((id) => {
    const asset = document.assets[id]
    return asset ? [withoutPath(asset)] : []
  })
  return { ...head, ...records, assets }
}

function relative<Entry extends Span>(entry: Entry, originTicks: Ticks): Entry {
  return { ...entry, startTicks: ticks(entry.startTicks - originTicks), endTicks: ticks(entry.endTicks - originTicks) }
}

/** Where a file lies is nobody's business but this computer's; it is found again by its content. */
function withoutPath(asset: Asset): Asset {
  return { ...asset, absolutePath: null, relativePath: null }
}
