import { describe, expect, it } from 'vitest'
import { captionLookNames, captionLooks, lookOf } from '#shared/caption/looks.ts'
import { captionStyles } from '#shared/caption/styles.ts'
import { captionContrast, readableContrast } from '#shared/overlay/contrast.ts'
import { bundledFonts, fontStack } from '#shared/overlay/fonts.ts'
import { resolveCaptionStyle, resolveFont } from '#shared/project/brand.ts'
import { captionStyleSchema } from '#shared/project/schema/text.ts'

describe('the looks of captions', () => {
  it('are twelve, each with a name of its own', () => {
    expect(captionLookNames).toHaveLength(12)
    expect(new Set(captionLookNames)).toEqual(new Set(Object.keys(captionStyles)))
    for (const name of captionLookNames) expect(captionStyleSchema.parse(captionStyles[name])).toEqual(captionStyles[name])
  })

  it('are known again, also after sizes and places were changed', () => {
    for (const name of captionLookNames) {
      const style = { ...captionStyles.boxed, ...captionLooks[name], bottomMargin: 400, maxLines: 3 }
      expect(lookOf({ ...style, text: { ...style.text, size: 60 } })).toBe(name)
    }
  })

  it('of before, which were an animation of another look, are known too', () => {
    expect(lookOf({ ...captionStyles.boxed, animation: 'karaoke' })).toBe('karaoke')
    expect(lookOf({ ...captionStyles.plain, animation: 'word' })).toBe('word')
    expect(lookOf({ ...captionStyles.boxed, preset: 'from-elsewhere' })).toBe('boxed')
  })

  it.each(captionLookNames)('%s can be read over any picture, is large enough and has its own font', (name) => {
    const style = resolveCaptionStyle(captionStyles[name], null)
    expect(captionContrast(style) ?? 0).toBeGreaterThanOrEqual(readableContrast)
    expect(style.text.size).toBeGreaterThanOrEqual(70)
    expect(style.maxCharactersPerLine).toBe(21)
    expect(style.maxLines).toBe(2)
    const [first] = fontStack(style.text.fontFamily, style.text.fontWeight)
    const family = resolveFont(captionStyles[name].text.fontFamily, null)
    expect(bundledFonts).toContainEqual(first)
    if (family !== 'Inter') expect(first?.coverage).not.toBe('inter')
  })
})
