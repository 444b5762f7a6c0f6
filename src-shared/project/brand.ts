import { isSame } from '../base/is-same.ts'
import type { BrandColourName, BrandFontName, BrandKit } from './schema/brand.ts'
import type { CaptionStyle, Overlay, TextStyle } from './schema/text.ts'

/** What `brand:…` means in a lesson without a school style: 4.5:1 and more for text on both grounds. */
export const defaultBrandKit: BrandKit = {
  name: '',
  primaryColour: '#0b7461',
  accentColour: '#ffc93c',
  textColour: '#ffffff',
  backgroundColour: '#101418',
  headingFont: 'Inter',
  bodyFont: 'Inter',
  logoAssetId: null,
  nameBanner: { title: '', subtitle: '' },
}

/** Whether two school styles look the same and are called the same. Pure. */
export function isSameBrandKit(one: BrandKit, other: BrandKit): boolean {
  return isSame(one, other)
}

/** The reference to a colour of the school style, solid. */
export function brandColour(name: BrandColourName): `brand:${BrandColourName}` {
  return `brand:${name}`
}

/** The reference to a font of the school style. */
export function brandFont(name: BrandFontName): `brand:${BrandFontName}` {
  return `brand:${name}`
}

const colourReference = /^brand:(primary|accent|text|background)(?:\/([0-9a-f]{2}))?$/

/** Which colour of the school style a colour follows; null for a colour of its own. */
export function brandColourOf(paint: string): BrandColourName | null {
  return (colourReference.exec(paint)?.[1] as BrandColourName | undefined) ?? null
}

/** A colour as `#rrggbb` or `#rrggbbaa`, whether or not it follows the school style. Pure. */
export function resolvePaint(paint: string, kit: BrandKit | null): string {
  const [, name, alpha = ''] = colourReference.exec(paint) ?? []
  if (name === undefined) return paint
  return `${(kit ?? defaultBrandKit)[`${name as BrandColourName}Colour`].slice(0, 7)}${alpha === 'ff' ? '' : alpha}`
}

/** A font family by its own name, whether or not it follows the school style. Pure. */
export function resolveFont(family: string, kit: BrandKit | null): string {
  const { headingFont, bodyFont } = kit ?? defaultBrandKit
  return family === 'brand:heading' ? headingFont : family === 'brand:body' ? bodyFont : family
}

/** The same record where nothing of it follows the school style, and the same result for the same record and kit. */
const resolved = new WeakMap<BrandKit, WeakMap<object, object>>()

function recall<T extends object>(record: T, kit: BrandKit | null, resolve: () => T): T {
  const known = resolved.get(kit ?? defaultBrandKit) ?? new WeakMap<object, object>()
  resolved.set(kit ?? defaultBrandKit, known)
  const before = known.get(record)
  if (before) return before as T
  const made = resolve()
  known.set(record, made)
  return made
}

function followsBrand(values: readonly (string | null)[]): boolean {
  return values.some((value) => value?.startsWith('brand:'))
}

/** Letters, panel and outline with colours and font of their own. Pure; the same style where nothing follows the kit. */
export function resolveTextStyle(style: TextStyle, kit: BrandKit | null): TextStyle {
  const { fontFamily, colour, outlineColour, boxColour, shadow } = style
  if (!followsBrand([fontFamily, colour, outlineColour, boxColour, shadow?.colour ?? null])) return style
  return recall(style, kit, () => ({
    ...style,
    fontFamily: resolveFont(fontFamily, kit),
    colour: resolvePaint(colour, kit),
    outlineColour: outlineColour && resolvePaint(outlineColour, kit),
    boxColour: boxColour && resolvePaint(boxColour, kit),
    shadow: shadow && { ...shadow, colour: resolvePaint(shadow.colour, kit) },
  }))
}

/** What an overlay shows, with colours and font of its own, as layout wants it. Pure; the same content where nothing follows. */
export function resolveContent(content: Overlay['content'], kit: BrandKit | null): Overlay['content'] {
  if (content.kind === 'text') {
    const style = resolveTextStyle(content.style, kit)
    return style === content.style ? content : recall(content, kit, () => ({ ...content, style }))
  }
  if (content.kind !== 'shape' || !followsBrand([content.fill, content.stroke])) return content
  const { fill, stroke } = content
  return recall(content, kit, () => ({
    ...content,
    fill: fill && resolvePaint(fill, kit),
    stroke: stroke && resolvePaint(stroke, kit),
  }))
}

/** The look of captions with colours and font of its own. Pure; the same style where nothing follows the kit. */
export function resolveCaptionStyle(style: CaptionStyle, kit: BrandKit | null): CaptionStyle {
  const text = resolveTextStyle(style.text, kit)
  if (text === style.text && !followsBrand([style.highlightColour])) return style
  return recall(style, kit, () => ({ ...style, text, highlightColour: resolvePaint(style.highlightColour, kit) }))
}
