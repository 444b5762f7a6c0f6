import { describe, expect, it } from 'vitest'
import { bannerPreset, logoOverlay } from '#renderer/editor/brand/name-banner.ts'
import { brandFontOptions } from '#renderer/editor/brand/brand-fonts.ts'
import { fontFamilies } from '#renderer/ui/overlay-choices.ts'
import { captionStyleNames, captionStyles } from '#shared/caption/styles.ts'
import { fontStack } from '#shared/overlay/fonts.ts'
import { defaultBrandKit, resolveCaptionStyle } from '#shared/project/brand.ts'
import { seconds, videoAsset } from '../../../shared/project/sample-document.ts'

const textsOf = (title: string, subtitle: string) =>
  bannerPreset({ ...defaultBrandKit, nameBanner: { title, subtitle } }).items.map(({ content }) =>
    content.kind === 'text' ? content.text : content.kind,
  )

describe('the name banner', () => {
  it('begins with the name of the school style, and with a sample where none is written', () => {
    expect(textsOf('Ana Silva', 'Physics')).toEqual(['Ana Silva', 'Physics'])
    expect(textsOf('Ana Silva', ' ')).toEqual(['Ana Silva'])
    expect(textsOf('', '')).toHaveLength(2)
    expect(textsOf('', '')[0]).not.toBe('')
  })

  it('follows the school style in colours and fonts', () => {
    for (const { content } of bannerPreset(null).items)
      expect(content).toMatchObject({
        style: {
          colour: 'brand:text',
          fontFamily: expect.stringMatching(/^brand:/),
          boxColour: expect.stringMatching(/^brand:/),
        },
      })
  })
})

describe('a logo', () => {
  it('keeps its proportions in the corner', () => {
    const asset = { ...videoAsset('logo', seconds(1)), kind: 'image' as const, interpretation: null }
    for (const [width, height] of [
      [400, 100],
      [100, 400],
      [3, 2],
    ] as const) {
      const [item] = logoOverlay({ ...asset, imageSize: { width, height } })
      expect(item?.box.anchorPoint).toBe('top-right')
      expect((item?.box.width ?? 0) / (item?.box.height ?? 1)).toBeCloseTo(width / height, 1)
      expect(item?.box.width).toBeLessThanOrEqual(220)
    }
  })
})

describe('the fonts of a text', () => {
  it('offer to follow a school style where there is one, or where the text does already', () => {
    const values = (current: string, kit = false) =>
      brandFontOptions(current, kit ? defaultBrandKit : null).map(({ value }) => value)
    expect(values('Inter')).toEqual([...fontFamilies])
    expect(values('Noto Sans JP', true)).toEqual(['brand:heading', 'brand:body', ...fontFamilies, 'Noto Sans JP'])
    expect(values('brand:body')).toEqual(['brand:body', ...fontFamilies])
  })

  it('are those that the looks of captions use, each a bundled one', () => {
    for (const name of captionStyleNames) {
      const family = resolveCaptionStyle(captionStyles[name], null).text.fontFamily
      expect(fontFamilies, name).toContain(family)
    }
    const drawnWith = new Set(fontFamilies.map((family) => fontStack(family, 400)[0]?.coverage))
    expect(drawnWith.size).toBe(fontFamilies.length)
  })
})
