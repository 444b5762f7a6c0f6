import { text } from '#shared/messages/ui/catalogue.ts'

/** The colours that the product's own presets and stickers are made of. */
export const overlayColours = Object.entries(text.overlays.inspector.colours).map(([value, label]) => ({ value, label }))

/** The families that a teacher chooses from; the others come in where a script needs them. */
export const fontFamilies = ['Inter', 'Noto Sans', 'Atkinson Hyperlegible', 'Montserrat', 'Fredoka', 'Anton', 'Caveat'] as const
