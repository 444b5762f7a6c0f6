import { countCharacters, readingLimits } from '../caption/readability.ts'
import { boundsAt, type Edges } from '../overlay/bounds.ts'
import { readableContrast, withAlpha } from '../overlay/contrast.ts'
import { documentOverlays } from '../overlay/document-overlays.ts'
import { findUncovered } from '../overlay/find-uncovered.ts'
import type { TextMeasurer } from '../overlay/measure.ts'
import type { PaintedOverlay } from '../overlay/model.ts'
import { unitOf } from '../overlay/place-box.ts'
import { bottomShare, safeMargins } from '../overlay/safe-margins.ts'
import { readStickerArt } from '../overlay/stickers.ts'
import { resolveContent, resolvePaint } from '../project/brand.ts'
import type { CaptionId, OverlayId } from '../project/ids.ts'
import type { CanvasSize, LessonDocument } from '../project/schema/document.ts'
import type { Overlay } from '../project/schema/text.ts'
import { captionWords } from '../project/selectors.ts'
import { visibleSpan, type Span } from '../project/timeline.ts'
import { contrastOf } from '../overlay/contrast.ts'
import { ticks, ticksToSeconds, type Ticks } from '../time/ticks.ts'
import { nameLetters } from './check-captions.ts'
import { find, nameText, type PreflightFinding } from './finding.ts'
import type { Fix } from './fix.ts'
import { inkBox } from './ink-box.ts'
import type { TextContrast } from './measured.ts'

/** DESIGN.md section 10 asks this of captions; a title is read in the same place. */
const leastSize = 54
/** A pixel of a smoothed edge covers no letter. */
const edgeUnits = 4
/** A look at the picture before one begins to read, in seconds. */
const noticeSeconds = 0.5

type Shown = { readonly overlay: Overlay; readonly span: Span }

/** Titles and pictures over the film: letters, size, time, place and description. `measure` null leaves places unjudged. */
export function checkTexts(document: LessonDocument, measure: TextMeasurer | null): readonly PreflightFinding[] {
  const shown = Object.values(document.overlays).flatMap((overlay): Shown[] => {
    const track = document.tracks[overlay.trackId]
    const span = track && !track.hidden ? visibleSpan(document, overlay.anchor, overlay.durationTicks) : null
    return span ? [{ overlay, span }] : []
  })
  return [...shown.flatMap((each) => checkOverlay(document, each)), ...(measure ? checkPlaces(document, shown, measure) : [])]
}

function checkOverlay(document: LessonDocument, { overlay, span }: Shown): readonly PreflightFinding[] {
  const place = { atTicks: span.startTicks, item: { kind: 'overlay', id: overlay.id } } as const
  const content = resolveContent(overlay.content, document.brandKit)
  if (content.kind === 'sticker')
    return readStickerArt(content.name) ? [] : [find('picture.unknown-sticker', { ...place, params: { name: content.name } })]
  if (content.kind === 'image') {
    const asset = document.assets[content.assetId]
    const name = asset?.fileName ?? content.assetId
    if (!asset?.imageSize) return [find('picture.unreadable', { ...place, params: { name } })]
    return `${overlay.altText}${asset.altText}`.trim() === ''
      ? [find('picture.no-description', { ...place, params: { name } })]
      : []
  }
  if (content.kind !== 'text' || content.text.trim() === '') return []
  const text = nameText(content.text)
  const letters = findUncovered(content.text, content.style)
  const characters = countCharacters(content.text.replace(/\s+/g, ' ').trim())
  const seconds = ticksToSeconds(ticks(span.endTicks - span.startTicks))
  const wanted = noticeSeconds + characters / readingLimits.errorCharactersPerSecond
  return [
    ...(letters.length > 0 ? [find('text.letters', { ...place, params: { text, letters: nameLetters(letters) } })] : []),
    ...(content.style.size < leastSize
      ? [
          find('text.small', {
            ...place,
            params: { text, size: content.style.size, least: leastSize },
            fix: { kind: 'text-size', overlayId: overlay.id, size: leastSize },
          }),
        ]
      : []),
    ...(seconds < wanted
      ? [
          find('text.short', {
            ...place,
            // Rounded apart, so that the two never read alike.
            params: { text, seconds: Math.floor(seconds * 10) / 10, characters, wanted: Math.ceil(wanted * 10) / 10 },
          }),
        ]
      : []),
  ]
}

function checkPlaces(document: LessonDocument, shown: readonly Shown[], measure: TextMeasurer): readonly PreflightFinding[] {
  const { canvas, safeBox } = document.settings
  const unit = unitOf(canvas)
  const margins = safeMargins[safeBox]
  const share = bottomShare(canvas)
  const painted = new Map(documentOverlays(document, measure).map((each) => [each.id, each]))
  return shown.flatMap(({ overlay, span }) => {
    const laid = painted.get(overlay.id)
    if (!laid || overlay.content.kind !== 'text') return []
    const middle = ticks(Math.round((span.startTicks + span.endTicks) / 2))
    const place = { atTicks: middle, item: { kind: 'overlay', id: overlay.id } } as const
    const text = nameText(overlay.content.text)
    const still = overlay.placementKeyframes.length === 0 && overlay.rotationDegrees === 0
    const box = still ? inkBox(laid.items, measure) : edgesAt(laid, middle, canvas)
    if (!box) return []
    const beyond = Math.max(-box.left, -box.top, box.right - canvas.width, box.bottom - canvas.height) > edgeUnits * unit
    const over = {
      left: margins.left - box.left / unit,
      right: (box.right - canvas.width) / unit + margins.right,
      top: margins.top * share - box.top / unit,
      bottom: (box.bottom - canvas.height) / unit + margins.bottom * share,
    }
    const by = Math.max(over.left, over.right, over.top, over.bottom)
    if (by <= edgeUnits) return []
    const fix = still ? moveInside(overlay, over) : null
    if (still && beyond) return [find('text.off-picture', { ...place, params: { text }, fix })]
    const where = safeBox === 'social' ? 'social network' : 'video player'
    return [find('text.safe-zone', { ...place, params: { text, where, by: Math.ceil(by) }, fix })]
  })
}

/** A text that moves is looked at in its middle. */
function edgesAt(painted: PaintedOverlay, instant: Ticks, canvas: CanvasSize): Edges | null {
  const box = boundsAt(painted, instant, canvas)
  return box && { left: box.x, right: box.x + box.width, top: box.y, bottom: box.y + box.height }
}

type Over = Readonly<Record<'left' | 'right' | 'top' | 'bottom', number>>

function along(low: number, high: number): number {
  return low > 0 ? Math.ceil(low) : high > 0 ? -Math.ceil(high) : 0
}

/** Null where it is larger than the safe zone. */
function moveInside({ id, box }: Overlay, over: Over): Fix | null {
  if (over.left + over.right > 0 || over.top + over.bottom > 0) return null
  return { kind: 'move-text', overlayId: id, x: box.x + along(over.left, over.right), y: box.y + along(over.top, over.bottom) }
}

const [night, white] = ['#101418', '#ffffff'] as const
const panelAlpha = 0.85

/** Black or white behind letters, whichever they are easier to read on. */
function panelFor(colour: string): string {
  return withAlpha(contrastOf(colour, night) >= contrastOf(colour, white) ? night : white, panelAlpha)
}

/** What letters over the film look like against the pictures that were rendered. */
export function checkContrast(document: LessonDocument, contrasts: readonly TextContrast[]): readonly PreflightFinding[] {
  return contrasts.flatMap(({ id, kind, atTicks, ratio }) => {
    if (ratio >= readableContrast) return []
    const shown = kind === 'overlay' ? overlayText(document, id as OverlayId) : captionText(document, id as CaptionId)
    if (!shown) return []
    const params = { text: nameText(shown.text), ratio: Math.floor(ratio * 10) / 10, least: readableContrast }
    return [find('text.contrast', { atTicks, item: shown.item, params, fix: shown.fix })]
  })
}

type ShownText = Pick<PreflightFinding, 'item' | 'fix'> & { readonly text: string }

function overlayText({ overlays, brandKit }: LessonDocument, id: OverlayId): ShownText | null {
  const content = overlays[id]?.content
  if (content?.kind !== 'text') return null
  const colour = panelFor(resolvePaint(content.style.colour, brandKit))
  return { text: content.text, item: { kind: 'overlay', id }, fix: { kind: 'text-panel', overlayId: id, colour } }
}

function captionText({ captions, captionTracks, brandKit }: LessonDocument, id: CaptionId): ShownText | null {
  const caption = captions[id]
  const track = caption && captionTracks[caption.captionTrackId]
  if (!track) return null
  const colour = panelFor(resolvePaint(track.style.text.colour, brandKit))
  return {
    text: captionWords(caption),
    item: { kind: 'caption', id },
    fix: { kind: 'caption-panel', captionTrackId: track.id, colour },
  }
}
