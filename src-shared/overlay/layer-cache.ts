import type { Canvas2D, OverlayArt, Sized } from './canvas-2d.ts'

/** More than move at one time; a layer of a title has 3 to 6 MB. */
const maxLayers = 6

/**
 * The layers of overlays that are turned or move: each is drawn once and then moved. The oldest go when there are many; clear
 * it where something that was missing when they were drawn has come.
 */
export class LayerCache<Image, Canvas extends Image & Sized> {
  readonly #open: (width: number, height: number) => { readonly image: Canvas; readonly context: Canvas2D<Image> }
  readonly #layers = new Map<object, Canvas>()

  constructor(open: (width: number, height: number) => { readonly image: Canvas; readonly context: Canvas2D<Image> }) {
    this.#open = open
  }

  readonly layer: OverlayArt<Image>['layer'] = (content, width, height, paint) => {
    const known = this.#layers.get(content)
    if (known?.width === width && known.height === height) return known
    const { image, context } = this.#open(width, height)
    paint(context)
    this.#layers.delete(content)
    this.#layers.set(content, image)
    const [oldest] = this.#layers.keys()
    if (this.#layers.size > maxLayers && oldest) this.#layers.delete(oldest)
    return image
  }

  clear(): void {
    this.#layers.clear()
  }
}
