/** The advance width in pixels of a text set in one bundled font (`overlay/fonts.ts`), shaped as the canvas shapes it. */
export type TextMeasurer = (fontId: string, sizePx: number, text: string) => number
