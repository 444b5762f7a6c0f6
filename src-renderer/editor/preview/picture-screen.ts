import type { CanvasSize } from '#shared/project/schema/document.ts'
import { ticksPerSecond, type Ticks } from '#shared/time/ticks.ts'
import type { OverlayLayer } from './overlay-layer.ts'
import type { PreviewPicture } from '#shared/ipc/preview-messages.ts'

/** The canvas of the preview: the engine's picture, and over it the overlays of an instant. */
export class PictureScreen {
  readonly #canvas: HTMLCanvasElement
  readonly #measuring: ResizeObserver
  #shown: VideoFrame | null = null
  #isExact = false
  /** Pixels of the screen that the canvas covers across; 0 until measured. */
  #coveredWidth = 0

  /** `onResize` is called when the canvas has to be drawn again. */
  constructor(canvas: HTMLCanvasElement, onResize: () => void) {
    this.#canvas = canvas
    this.#measuring = new ResizeObserver(([entry]) => {
      this.#coveredWidth = entry?.devicePixelContentBoxSize[0]?.inlineSize ?? 0
      onResize()
    })
    this.#measuring.observe(canvas, { box: 'device-pixel-content-box' })
  }

  /**
   * Takes a picture for the next drawing. Throws where the window has no memory left for one. One that nobody else needs is `given`
   * away, not copied: megabytes of old pictures made the window collect its garbage twice a second.
   */
  take(picture: PreviewPicture, instant: Ticks, { isExact, given }: { isExact: boolean; given: boolean }): void {
    const init: VideoFrameBufferInit & { transfer: ArrayBuffer[] } = {
      format: 'I420',
      codedWidth: picture.width,
      codedHeight: picture.height,
      timestamp: Math.round((instant / ticksPerSecond) * 1_000_000),
      colorSpace: { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false },
      transfer: given ? [picture.data.buffer] : [],
    }
    const next = new VideoFrame(picture.data, init)
    this.#shown?.close()
    this.#shown = next
    this.#isExact = isExact
  }

  /**
   * Draws in the pixels of the screen: without a graphics card the pixels of the whole lesson took 20 ms a picture, which is
   * too long for 30 a second, and were then made smaller roughly.
   */
  draw(lesson: CanvasSize, overlays: OverlayLayer | null, instant: Ticks): void {
    const context = this.#canvas.getContext('2d', { alpha: false })
    if (!context) return
    const width = Math.min(lesson.width, this.#coveredWidth || lesson.width)
    const height = Math.round((width * lesson.height) / lesson.width)
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      this.#canvas.width = width
      this.#canvas.height = height
    }
    context.setTransform(width / lesson.width, 0, 0, height / lesson.height, 0, 0)
    // Twice the time for what is replaced in a moment.
    context.imageSmoothingQuality = this.#isExact ? 'high' : 'low'
    if (this.#shown) context.drawImage(this.#shown, 0, 0, lesson.width, lesson.height)
    overlays?.paint(context, instant)
  }

  clear(): void {
    this.#shown?.close()
    this.#shown = null
    this.#canvas.getContext('2d')?.reset()
  }

  /** Tells whoever watches (tests and benches do) that a picture is on the canvas. */
  announce(drawn: DrawnPicture): void {
    this.#canvas.dispatchEvent(new CustomEvent<DrawnPicture>(drawnEvent, { detail: drawn }))
  }

  close(): void {
    this.#measuring.disconnect()
    this.#shown?.close()
    this.#shown = null
  }
}

/** Dispatched on the canvas with every new picture. */
export const drawnEvent = 'tidbit-picture-drawn'

export type DrawnPicture = {
  readonly ticks: Ticks
  readonly width: number
  readonly exact: boolean
  /** How many plans were loaded before. */
  readonly load: number
  /** When the picture was due on the play clock and what that showed; null for a standing one. */
  readonly due: { readonly playTicks: Ticks; readonly clockTicks: Ticks; readonly silent: boolean } | null
}
