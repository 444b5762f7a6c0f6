import { appError } from '#shared/messages/app-error.ts'
import { captionsToOverlays } from '#shared/overlay/captions-to-overlays.ts'
import { documentOverlays } from '#shared/overlay/document-overlays.ts'
import { findUncovered } from '#shared/overlay/find-uncovered.ts'
import type { PaintedOverlay } from '#shared/overlay/model.ts'
import { readStickerArt } from '#shared/overlay/stickers.ts'
import type { CanvasSize, LessonDocument } from '#shared/project/schema/document.ts'
import type { TextStyle } from '#shared/project/schema/text.ts'
import { captionsInOrder, captionWords, mainCaptionTrack } from '#shared/project/selectors.ts'
import { measureText } from '../overlay-raster/measure-text.ts'

/**
 * What is drawn into the picture of a canvas that is rendered, back to front: titles, stickers, shapes and pictures always,
 * and the main captions where they are burned in. Throws `export.letters-uncovered`, `export.title-letters-uncovered`,
 * `export.sticker-unknown` and `export.overlay-no-picture`: a lesson is never rendered without something it asks for.
 */
export function layOutOverlays(document: LessonDocument, canvas: CanvasSize, burnCaptions: boolean): readonly PaintedOverlay[] {
  const laidOut = { ...document, settings: { ...document.settings, canvas } }
  const track = burnCaptions ? mainCaptionTrack(document) : null
  const titles = Object.values(document.overlays).flatMap(({ content }) => (content.kind === 'text' ? [content] : []))
  refuseUncovered('title', titles)
  refusePictureless(document)
  if (!track) return documentOverlays(laidOut, measureText)
  const captions = captionsInOrder(document, track.id).map(({ caption }) => captionWords(caption))
  refuseUncovered(
    'caption',
    captions.map((text) => ({ text, style: track.style.text })),
  )
  return [...documentOverlays(laidOut, measureText), ...captionsToOverlays(laidOut, track.id, measureText)]
}

function refusePictureless({ overlays, assets }: LessonDocument): void {
  for (const { content } of Object.values(overlays)) {
    if (content.kind === 'sticker' && readStickerArt(content.name) === null)
      throw appError('export.sticker-unknown', { name: content.name })
    const asset = content.kind === 'image' ? assets[content.assetId] : null
    if (asset && !asset.imageSize) throw appError('export.overlay-no-picture', { file: asset.fileName })
  }
}

/** A letter that no font draws would be burned in as a placeholder. */
function refuseUncovered(
  kind: 'title' | 'caption',
  texts: readonly { readonly text: string; readonly style: TextStyle }[],
): void {
  const uncovered = texts
    .map(({ text, style }) => ({ text, letters: findUncovered(text, style) }))
    .filter(({ letters }) => letters.length > 0)
  const [first] = uncovered
  if (!first) return
  const letters = [...new Set(uncovered.flatMap((each) => each.letters))].map((letter) => `“${letter}”`).join(', ')
  throw appError(kind === 'title' ? 'export.title-letters-uncovered' : 'export.letters-uncovered', { letters, text: first.text })
}
