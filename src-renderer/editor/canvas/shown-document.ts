import { defaultPicture } from '#shared/project/defaults.ts'
import type { ClipId, OverlayId } from '#shared/project/ids.ts'
import type { Clip } from '#shared/project/schema/clip.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { Overlay } from '#shared/project/schema/text.ts'
import { unitOf } from '#shared/overlay/place-box.ts'
import { zeroTicks } from '#shared/time/ticks.ts'
import type { LessonEditor } from '../lesson-editor.ts'
import { canvasStateOf, type CanvasState } from './canvas-state.ts'

type Work = Pick<CanvasState, 'editing' | 'cropping'>

/** The same object as long as neither the lesson nor the work on its picture changes. */
const shown = new WeakMap<LessonDocument, { readonly work: Work; readonly document: LessonDocument }>()

/** The lesson as the preview shows it while its picture is worked on. */
export function shownDocument(editor: LessonEditor): LessonDocument {
  const { document } = editor
  const { editing, cropping } = canvasStateOf(editor).getState()
  if (editing === null && cropping === null) return document
  const known = shown.get(document)
  if (known && known.work.editing === editing && known.work.cropping === cropping) return known.document
  const work = { editing, cropping }
  const made = documentDuring(document, work)
  shown.set(document, { work, document: made })
  return made
}

/** Without the text that is written just now, and with what is cropped whole and by itself. */
export function documentDuring(document: LessonDocument, { editing, cropping }: Work): LessonDocument {
  const { clip, picture } = croppedIn(document, cropping)
  if (clip) return showWhole(document, clip)
  if (picture) return showWholePicture(document, picture)
  if (editing === null) return document
  const { [editing]: _written, ...overlays } = document.overlays
  return { ...document, overlays }
}

function showWhole(document: LessonDocument, clip: Clip): LessonDocument {
  const tracks = Object.fromEntries(
    Object.values(document.tracks).map((track) => [
      track.id,
      track.band === 'picture-in-picture' && track.id !== clip.trackId ? { ...track, hidden: true } : track,
    ]),
  )
  return {
    ...document,
    tracks,
    clips: { ...document.clips, [clip.id]: { ...clip, picture: wholePicture(clip.picture) } },
    overlays: {},
    captions: {},
  }
}

/** What is cropped: a clip, or a picture over the clips. */
export function croppedIn(
  { clips, overlays }: LessonDocument,
  id: CanvasState['cropping'],
): { readonly clip?: Clip; readonly picture?: PictureOverlay } {
  const [clip, overlay] = [clips[id as ClipId], overlays[id as OverlayId]]
  return { ...(clip && { clip }), ...(overlay && isPicture(overlay) && { picture: overlay }) }
}

export type PictureOverlay = Overlay & { readonly content: Extract<Overlay['content'], { kind: 'image' }> }

export function isPicture(overlay: Overlay): overlay is PictureOverlay {
  return overlay.content.kind === 'image'
}

/** As large as the canvas allows, at rest. */
function showWholePicture(document: LessonDocument, picture: PictureOverlay): LessonDocument {
  const { canvas } = document.settings
  const unit = unitOf(canvas)
  const still = { kind: 'none', durationTicks: zeroTicks } as const
  const whole: Overlay = {
    ...picture,
    content: { kind: 'image', assetId: picture.content.assetId },
    box: { anchorPoint: 'center', x: 0, y: 0, width: canvas.width / unit, height: canvas.height / unit },
    rotationDegrees: 0,
    opacity: 1,
    placementKeyframes: [],
    enter: still,
    leave: still,
  }
  return { ...document, overlays: { [whole.id]: whole }, captions: {} }
}

/** The picture as it is before cropping: all of it, upright, inside the canvas. */
export function wholePicture(picture: Clip['picture']): Clip['picture'] {
  const { placement } = defaultPicture
  return { ...picture, fit: 'fit', crop: null, placement, placementKeyframes: [], followKeyframes: [] }
}
