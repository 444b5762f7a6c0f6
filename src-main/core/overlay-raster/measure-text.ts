import { createCanvas } from '@napi-rs/canvas'
import { canvasFont } from '#shared/overlay/fonts.ts'
import type { TextMeasurer } from '#shared/overlay/measure.ts'
import { registerBundledFonts } from './register-fonts.ts'

const context = createCanvas(1, 1).getContext('2d')

/** Measures with Skia; Chromium agrees, because both shape the same bundled fonts. */
export const measureText: TextMeasurer = (fontId, sizePx, text) => {
  registerBundledFonts()
  context.font = canvasFont(fontId, sizePx)
  return context.measureText(text).width
}
