import type { CanvasSize } from '#shared/project/schema/document.ts'
import type { Clip } from '#shared/project/schema/clip.ts'
import { placeLayer } from '#shared/render-plan/place-layer.ts'
import type { Ticks } from '#shared/time/ticks.ts'
import type { OverlayLayer } from '../overlay-layer.ts'

type Picture = {
  readonly lesson: CanvasSize
  /** Pixels of the screen that the canvas covers across; 0 where that is not known. */
  readonly coveredWidth: number
  readonly shown: { readonly film: HTMLVideoElement; readonly clip: Clip } | null
  readonly overlays: OverlayLayer | null
  readonly instant: Ticks
}

/** Draws one picture of the lesson in the pixels of the screen: the film where its clip places it, and over it the overlays of the instant. */
export function drawFilm(canvas: HTMLCanvasElement, { lesson, coveredWidth, shown, overlays, instant }: Picture): void {
  const context = canvas.getContext('2d', { alpha: false })
  if (!context) return
  const width = Math.min(lesson.width, coveredWidth || lesson.width)
  const height = Math.round((width * lesson.height) / lesson.width)
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width
    canvas.height = height
  }
  context.setTransform(width / lesson.width, 0, 0, height / lesson.height, 0, 0)
  context.fillStyle = '#000000'
  context.fillRect(0, 0, lesson.width, lesson.height)
  if (shown && shown.film.videoWidth > 0) drawClip(context, lesson, shown.film, shown.clip)
  overlays?.paint(context, instant)
}

function drawClip(context: CanvasRenderingContext2D, lesson: CanvasSize, film: HTMLVideoElement, { picture }: Clip): void {
  const display = { width: film.videoWidth, height: film.videoHeight }
  const { fit, crop, placement } = picture
  const still = { fit, crop, motion: [{ atFrame: 0, value: placement, easing: 'linear' as const }], follow: [] }
  const { region, centre, width, height, rotationDegrees, opacity } = placeLayer(still, display, lesson, 0)
  context.save()
  context.globalAlpha = opacity
  context.translate(centre.x, centre.y)
  context.rotate((rotationDegrees * Math.PI) / 180)
  const source = [
    region.x * display.width,
    region.y * display.height,
    region.width * display.width,
    region.height * display.height,
  ]
  const [x = 0, y = 0, w = 0, h = 0] = source
  context.drawImage(film, x, y, w, h, -width / 2, -height / 2, width, height)
  context.restore()
}
