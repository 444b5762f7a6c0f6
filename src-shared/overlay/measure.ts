import type { Canvas2D } from './canvas-2d.ts'
import { setCanvasFont } from './fonts.ts'

/** The advance width in pixels of a text set in one bundled font (`overlay/fonts.ts`), shaped as the canvas shapes it. */
export type TextMeasurer = (fontId: string, sizePx: number, text: string) => number

type MeasuringCanvas2D = Pick<Canvas2D<never>, 'font' | 'fontKerning'> & { measureText(text: string): { readonly width: number } }

/** Measures with any 2D canvas that has the bundled fonts; all of them agree to half a pixel. */
export function createTextMeasurer(context: MeasuringCanvas2D): TextMeasurer {
  return (fontId, sizePx, text) => {
    setCanvasFont(context, fontId, sizePx)
    return context.measureText(text).width
  }
}
