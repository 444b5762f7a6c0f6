import { brandColour, brandColourOf } from '../project/brand.ts'
import type { CaptionStyle, TextStyle } from '../project/schema/text.ts'

/** WCAG 2.2, 1.4.3: text is readable from this ratio on. */
export const readableContrast = 4.5

/** The WCAG contrast of two colours (`#rrggbb`, opacity left aside), 1 to 21. */
export function contrastOf(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

/** WCAG's relative luminance of sRGB. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = parseInt(colour.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** See-through panels let the picture's colours through; from here on they count as a ground. */
const solidAlpha = 0.6

/**
 * The contrast of letters with what surrounds them: the box where it is solid enough, else the outline. Null where they stand on
 * the picture itself, which may have any colour.
 */
export function textContrast({ colour, boxColour, outlineColour, outlineWidth }: TextStyle): number | null {
  if (boxColour !== null && alphaOf(boxColour) >= solidAlpha) return contrastOf(colour, boxColour)
  return outlineColour !== null && outlineWidth > 0 ? contrastOf(colour, outlineColour) : null
}

/** 0 to 1; also of a colour of the school style. */
export function alphaOf(paint: string): number {
  const byte = /^(?:#[0-9a-f]{6}|brand:[a-z]+\/)([0-9a-f]{2})$/.exec(paint)?.[1]
  return byte === undefined ? 1 : parseInt(byte, 16) / 255
}

/** The same colour with another opacity, 0 to 1; one that follows the school style goes on to do so. */
export function withAlpha(paint: string, alpha: number): string {
  const name = brandColourOf(paint)
  const byte = Math.round(Math.max(0, Math.min(1, alpha)) * 255)
  const hex = byte === 255 ? '' : byte.toString(16).padStart(2, '0')
  if (name === null) return `${paint.slice(0, 7)}${hex}`
  return hex === '' ? brandColour(name) : `${brandColour(name)}/${hex}`
}

/**
 * The lowest contrast of a caption with colours of its own: that of its letters and that of highlighted words. Null where they
 * stand on the picture itself.
 */
export function captionContrast({ text, highlight, highlightColour }: CaptionStyle): number | null {
  const plain = textContrast(text)
  const lit = highlight === 'box' ? contrastOf(text.colour, highlightColour) : textContrast({ ...text, colour: highlightColour })
  return plain === null || lit === null ? null : Math.min(plain, lit)
}
