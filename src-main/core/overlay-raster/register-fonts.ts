import { GlobalFonts } from '@napi-rs/canvas'
import { bundledFonts } from '#shared/overlay/fonts.ts'
import { fontPath } from './bundled-files.ts'

let registered = false

/** Gives this process the bundled fonts under the family names of `overlay/fonts.ts`; a second call does nothing. */
export function registerBundledFonts(): void {
  if (registered) return
  for (const font of bundledFonts) {
    // Fonts are the process's: another thread may have brought them (load-raster-aside.ts).
    if (GlobalFonts.has(font.family)) continue
    if (!GlobalFonts.registerFromPath(fontPath(font), font.family)) throw new Error(`The font ${font.file} cannot be read`)
  }
  registered = true
}
