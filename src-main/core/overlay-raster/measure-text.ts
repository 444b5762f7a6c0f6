import { createCanvas } from '@napi-rs/canvas'
import { createTextMeasurer, type TextMeasurer } from '#shared/overlay/measure.ts'
import { registerBundledFonts } from './register-fonts.ts'

const measure = createTextMeasurer(createCanvas(1, 1).getContext('2d'))

/** Measures with the fonts of this process, which are registered on first use. */
export const measureText: TextMeasurer = (fontId, sizePx, text) => {
  registerBundledFonts()
  return measure(fontId, sizePx, text)
}
