import type { PlaceChange } from '#shared/edit/commands/place-items.ts'
import { croppedRatio } from '#shared/overlay/document-overlays.ts'
import { fitInside, placeBox } from '#shared/overlay/place-box.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { Region } from '#shared/project/schema/geometry.ts'
import type { Ticks } from '#shared/time/ticks.ts'
import { changeOverlay } from './place-change.ts'
import { overlayPlace } from './scene.ts'
import type { PictureOverlay } from './shown-document.ts'

const all: Region = { x: 0, y: 0, width: 1, height: 1 }

/** Shows another part of a picture over the clips; what showed before stays where it is at the instant. Pure. */
export function cropPicture(document: LessonDocument, picture: PictureOverlay, instant: Ticks, crop: Region | null): PlaceChange {
  const { assetId, crop: before = all } = picture.content
  const size = document.assets[assetId]?.imageSize ?? { width: 1, height: 1 }
  const now = crop ?? all
  const shown = fitInside(placeBox(picture.box, document.settings.canvas), croppedRatio(size, before))
  const whole = { width: shown.width / before.width, height: shown.height / before.height }
  const across = whole.width * (now.x + now.width / 2 - before.x - before.width / 2)
  const down = whole.height * (now.y + now.height / 2 - before.y - before.height / 2)
  const still = { ...picture, placementKeyframes: [] }
  const [seen, rest] = [overlayPlace(document, picture, instant), overlayPlace(document, still, instant)]
  const scale = seen.width / rest.width
  const angle = (seen.rotationDegrees * Math.PI) / 180
  const centre = {
    x: rest.centre.x + scale * (across * Math.cos(angle) - down * Math.sin(angle)),
    y: rest.centre.y + scale * (across * Math.sin(angle) + down * Math.cos(angle)),
  }
  const wanted = { ...rest, centre, width: whole.width * now.width, height: whole.height * now.height }
  const { id, changes } = changeOverlay(document, still, instant, wanted)
  return { kind: 'overlay', id, changes: { ...changes, content: { kind: 'image', assetId, ...(crop && { crop }) } } }
}
