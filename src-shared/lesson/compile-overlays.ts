import { defaultCaptionStyle, mainTrack } from '../project/defaults.ts'
import type { AssetId, OverlayId, TrackId } from '../project/ids.ts'
import type { Asset } from '../project/schema/asset.ts'
import type { Track } from '../project/schema/clip.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import type { Region } from '../project/schema/geometry.ts'
import type { Overlay, TextStyle } from '../project/schema/text.ts'
import type { Anchor } from '../project/schema/time.ts'
import { croppedRatio } from '../overlay/document-overlays.ts'
import { readStickerArt, stickerSides } from '../overlay/stickers.ts'
import { anchorAt, visibleSpan } from '../project/timeline.ts'
import { fromSpeed } from '../time/rational.ts'
import { secondsToTicks, subtractTicks, ticks, type Ticks } from '../time/ticks.ts'
import type { LessonProblem } from './lesson-problem.ts'
import type { Lesson } from './lesson-schema.ts'
import type { LessonWarning } from './lesson-warning.ts'
import type { LessonOverlay } from './overlay-schema.ts'

export type CompiledOverlays = {
  readonly tracks: Readonly<Record<TrackId, Track>>
  readonly overlays: Readonly<Record<OverlayId, Overlay>>
  readonly problems: readonly LessonProblem[]
  readonly warnings: readonly LessonWarning[]
}

/** `document` has its clips; `assetOf` gives the asset of a file as the lesson writes it. */
export function compileOverlays(
  lesson: Lesson,
  document: LessonDocument,
  assetOf: (file: string) => Asset | null,
): CompiledOverlays {
  const problems: LessonProblem[] = []
  const warnings: LessonWarning[] = []
  const placed: { readonly overlay: Overlay; readonly start: Ticks; readonly end: Ticks; readonly lane: number }[] = []
  lesson.overlays?.forEach((source, index) => {
    const path = `overlays[${index}]`
    const asset = source.type === 'image' ? assetOf(source.file) : null
    if (source.type === 'image' && !asset?.imageSize) {
      problems.push({ path: `${path}.file`, message: `“${source.file}” is not a picture; write the name of a picture` })
      return
    }
    const [start, end] = [secondsToTicks(source.start), secondsToTicks(source.end)]
    // Later ones lie above earlier ones, on a track above theirs where they show at the same time.
    const below = placed.filter((other) => other.start < end && start < other.end)
    const lane = Math.max(0, ...below.map((other) => other.lane + 1))
    const overlay = compileOverlay(source, `overlay-${index + 1}` as OverlayId, laneId(lane), document, asset)
    if (!visibleSpan(document, overlay.anchor, overlay.durationTicks))
      warnings.push({ code: 'overlay-after-end', params: { path } })
    placed.push({ overlay, start, end, lane })
  })
  const lanes = [...new Set(placed.map(({ lane }) => lane))]
  return {
    tracks: Object.fromEntries(lanes.map((lane) => [laneId(lane), overlayTrack(lane)])),
    overlays: Object.fromEntries(placed.map(({ overlay }) => [overlay.id, overlay])),
    problems,
    warnings,
  }
}

function laneId(lane: number): TrackId {
  return `overlays-${lane + 1}` as TrackId
}

function overlayTrack(lane: number): Track {
  return { ...mainTrack, id: laneId(lane), band: 'overlays', role: 'none', name: `Overlays ${lane + 1}`, order: lane }
}

/** One overlay of lesson.json as a record; `asset` is that of an image. */
export function compileOverlay(
  source: LessonOverlay,
  id: OverlayId,
  trackId: TrackId,
  document: LessonDocument,
  asset: Asset | null,
): Overlay {
  const [start, end] = [secondsToTicks(source.start), secondsToTicks(source.end)]
  const { anchor, durationTicks } = anchorStretch(document, start, end)
  const { width, height } = sizeOf(source, asset)
  return {
    id,
    trackId,
    anchor,
    durationTicks,
    content: contentOf(source, asset?.id ?? null),
    box: { anchorPoint: source.place ?? 'center', x: source.x ?? 0, y: source.y ?? 0, width, height },
    rotationDegrees: source.rotation ?? 0,
    opacity: source.opacity ?? 1,
    placementKeyframes: (source.move ?? []).map(({ at, easing, x = 0, y = 0, scale = 1, rotation = 0, opacity = 1 }) => ({
      atTicks: inAnchorTime(document, anchor, secondsToTicks(at)),
      value: { x, y, scale, rotationDegrees: rotation, opacity },
      easing: easing ?? 'ease-in-out',
    })),
    enter: compileAnimation(source.enter),
    leave: compileAnimation(source.leave),
    groupId: null,
    slotId: null,
    altText: source.altText ?? '',
  }
}

/** What lies within one clip follows it through later edits; anything else stays on the timeline. */
function anchorStretch(document: LessonDocument, start: Ticks, end: Ticks): Pick<Overlay, 'anchor' | 'durationTicks'> {
  const onTimeline = { anchor: { kind: 'timeline', ticks: start }, durationTicks: subtractTicks(end, start) } as const
  const anchor = anchorAt(document, start)
  const clip = anchor.kind === 'clip' ? document.clips[anchor.clipId] : null
  if (!clip || clip.reversed || clip.freezeTicks !== null) return onTimeline
  const durationTicks = fromSpeed(subtractTicks(end, start), clip.speed)
  const span = visibleSpan(document, anchor, durationTicks)
  return span?.startTicks === start && span.endTicks === end ? { anchor, durationTicks } : onTimeline
}

function inAnchorTime(document: LessonDocument, anchor: Anchor, length: Ticks): Ticks {
  const clip = anchor.kind === 'clip' ? document.clips[anchor.clipId] : null
  return clip ? fromSpeed(length, clip.speed) : length
}

const usualSeconds = 0.4

function compileAnimation(animation: LessonOverlay['enter']): Overlay['enter'] {
  if (!animation) return { kind: 'none', durationTicks: ticks(0) }
  return { kind: animation.kind, durationTicks: secondsToTicks(animation.seconds ?? usualSeconds) }
}

/** Sizes of what says nothing about its own, in canvas units. */
const usual = {
  title: { width: 920, height: 480 },
  sticker: 240,
  image: 400,
  shape: { width: 400, height: 240, line: 80 },
} as const

function sizeOf(source: LessonOverlay, asset: Asset | null): { readonly width: number; readonly height: number } {
  switch (source.type) {
    case 'title':
      return { width: source.width ?? usual.title.width, height: source.height ?? usual.title.height }
    case 'sticker': {
      const art = readStickerArt(source.sticker)
      if (art?.kind === 'drawing') return stickerSides(art.sticker, source.size)
      const size = source.size ?? usual.sticker
      return { width: size, height: size }
    }
    case 'image': {
      const width = source.width ?? usual.image
      return { width, height: source.height ?? imageHeight(width, asset, source.crop) }
    }
    case 'shape': {
      const flat = source.shape === 'line' || source.shape === 'arrow'
      return { width: source.width ?? usual.shape.width, height: source.height ?? (flat ? usual.shape.line : usual.shape.height) }
    }
  }
}

/** The height that the part of a picture that shows has at a width, in canvas units. */
export function imageHeight(width: number, asset: Asset | null, crop?: Region): number {
  const { imageSize } = asset ?? {}
  return imageSize ? Math.round((width * 1000) / croppedRatio(imageSize, crop)) / 1000 : width
}

const usualStroke = '#ffd54a'
const usualStrokeWidth = 12

function contentOf(source: LessonOverlay, assetId: AssetId | null): Overlay['content'] {
  switch (source.type) {
    case 'title':
      return { kind: 'text', text: source.text, style: titleStyle(source) }
    case 'sticker':
      return { kind: 'sticker', name: source.sticker }
    case 'image':
      return { kind: 'image', assetId: assetId ?? ('' as AssetId), ...(source.crop && { crop: source.crop }) }
    case 'shape': {
      const fill = source.fill ?? null
      const stroke = source.stroke ?? (fill === null || source.shape === 'line' || source.shape === 'arrow' ? usualStroke : null)
      const strokeWidth = source.strokeWidth ?? usualStrokeWidth
      return { kind: 'shape', shape: source.shape, fill, stroke, strokeWidth, radius: source.radius ?? 0 }
    }
  }
}

type LessonTitle = Extract<LessonOverlay, { type: 'title' }>

/** Letters without a panel have a dark edge, which gives 4.5:1 against any picture. */
function titleStyle(source: LessonTitle): TextStyle {
  const { boxColour = null } = source
  const outlineColour = source.outlineColour ?? (boxColour === null ? '#101418' : null)
  return {
    ...defaultCaptionStyle.text,
    fontFamily: source.font ?? 'Inter',
    fontWeight: source.weight ?? 800,
    size: source.size ?? 96,
    colour: source.colour ?? '#ffffff',
    align: source.align ?? 'center',
    lineHeight: 1.16,
    boxColour,
    outlineColour,
    outlineWidth: outlineColour === null ? 0 : 7,
  }
}
