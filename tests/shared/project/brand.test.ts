import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { captionsToOverlays } from '#shared/overlay/captions-to-overlays.ts'
import { documentOverlays } from '#shared/overlay/document-overlays.ts'
import { paintedOverlaySchema } from '#shared/overlay/model.ts'
import {
  brandColourOf,
  defaultBrandKit,
  isSameBrandKit,
  resolveCaptionStyle,
  resolveContent,
  resolvePaint,
  resolveTextStyle,
} from '#shared/project/brand.ts'
import { createCaptionTrack, defaultCaptionStyle } from '#shared/project/defaults.ts'
import type { AssetId, CaptionId, CaptionTrackId } from '#shared/project/ids.ts'
import { brandColourNames, type BrandKit } from '#shared/project/schema/brand.ts'
import { colourSchema, paintSchema } from '#shared/project/schema/geometry.ts'
import { overlaySchema, type CaptionStyle, type TextStyle } from '#shared/project/schema/text.ts'
import { secondsToTicks, zeroTicks } from '#shared/time/ticks.ts'
import { documentOf, overlayOf, titleStyle } from '../overlay/sample-overlays.ts'

const kit: BrandKit = {
  ...defaultBrandKit,
  primaryColour: '#102030',
  accentColour: '#ff8800',
  textColour: '#fafafa',
  backgroundColour: '#000040',
  headingFont: 'Noto Sans',
}
const follower: TextStyle = {
  ...titleStyle,
  fontFamily: 'brand:heading',
  colour: 'brand:text',
  boxColour: 'brand:primary/d9',
  outlineColour: 'brand:accent',
}
const measure = (_fontId: string, sizePx: number, text: string): number => [...text].length * sizePx * 0.5

describe('the school style', () => {
  test('gives what follows it colours and a font, opacity kept', () => {
    expect(resolveTextStyle(follower, kit)).toMatchObject({
      fontFamily: 'Noto Sans',
      colour: '#fafafa',
      boxColour: '#102030d9',
      outlineColour: '#ff8800',
    })
    expect(resolveTextStyle(follower, null)).toMatchObject({ colour: '#ffffff', boxColour: '#0b7461d9' })
  })

  test('leaves what has colours of its own as it is, and gives the same result twice', () => {
    expect(resolveTextStyle(titleStyle, kit)).toBe(titleStyle)
    expect(resolveCaptionStyle(defaultCaptionStyle, kit)).toBe(defaultCaptionStyle)
    const content = { kind: 'text', text: 'A', style: follower } as const
    expect(resolveContent(content, kit)).toBe(resolveContent(content, kit))
    expect(resolveContent(content, { ...kit })).not.toBe(resolveContent(content, kit))
  })

  test('makes a colour of any reference, whatever the kit', () => {
    const byte = fc.integer({ min: 0, max: 255 }).map((value) => value.toString(16).padStart(2, '0'))
    const colour = fc.tuple(byte, byte, byte).map((parts) => `#${parts.join('')}`)
    const paint = fc.oneof(
      colour,
      fc
        .tuple(fc.constantFrom(...brandColourNames), fc.option(byte))
        .map(([name, alpha]) => `brand:${name}${alpha === null ? '' : `/${alpha}`}`),
    )
    fc.assert(
      fc.property(paint, colour, (value, primaryColour) => {
        expect(paintSchema.parse(value)).toBe(value)
        const made = resolvePaint(value, { ...kit, primaryColour })
        expect(colourSchema.parse(made)).toBe(made)
        expect(brandColourOf(value) === null).toBe(made === value)
      }),
    )
  })

  test('refuses a reference to what is no part of it', () => {
    for (const wrong of ['brand:', 'brand:logo', 'brand:primary/d', 'brand:primary/xx', 'primary'])
      expect(paintSchema.safeParse(wrong).success).toBe(false)
  })

  test('is drawn in titles and shapes, and nothing unresolved reaches a plan', () => {
    const shape = { kind: 'shape', shape: 'rectangle', stroke: null, strokeWidth: 0, radius: 0 } as const
    const overlays = [
      overlayOf('a', { content: { kind: 'text', text: 'Title', style: follower } }),
      overlayOf('b', { content: { ...shape, fill: 'brand:background/80' } }),
    ].map((overlay) => overlaySchema.parse(overlay))
    const document = documentOf(overlays)
    const painted = (brandKit: BrandKit | null) => documentOverlays({ ...document, brandKit }, measure)
    for (const overlay of [...painted(kit), ...painted(null)])
      expect(paintedOverlaySchema.parse(JSON.parse(JSON.stringify(overlay)))).toEqual(overlay)
    const fills = (brandKit: BrandKit) =>
      painted(brandKit).map(({ items }) => items.map((item) => ('fill' in item ? item.fill : null)))
    expect(fills(kit)).toEqual([['#102030d9', '#fafafa'], ['#00004080']])
    expect(fills({ ...kit, textColour: '#00ff00' })).toEqual([['#102030d9', '#00ff00'], ['#00004080']])
  })

  test('is drawn in captions, the spoken word among it', () => {
    const trackId = 'captions-en' as CaptionTrackId
    const id = 'caption' as CaptionId
    const style: CaptionStyle = {
      ...defaultCaptionStyle,
      animation: 'karaoke',
      highlightColour: 'brand:accent',
      text: { ...defaultCaptionStyle.text, colour: 'brand:text', boxColour: 'brand:background' },
    }
    const document = {
      ...documentOf([]),
      captionTracks: { [trackId]: { ...createCaptionTrack(trackId, 'en'), style } },
      captions: {
        [id]: {
          id,
          captionTrackId: trackId,
          anchor: { kind: 'timeline', ticks: zeroTicks } as const,
          durationTicks: secondsToTicks(2),
          text: 'Two words',
          words: [],
          speaker: '',
          done: false,
        },
      },
      brandKit: kit,
    }
    const fills = captionsToOverlays(document, trackId, measure).flatMap(({ items }) =>
      items.map((item) => ('fill' in item ? item.fill : null)),
    )
    expect(new Set(fills)).toEqual(new Set(['#000040', '#fafafa', '#ff8800']))
  })
})

test('two styles are the same only where all of both is', () => {
  expect(isSameBrandKit(kit, JSON.parse(JSON.stringify({ ...kit, name: kit.name })) as BrandKit)).toBe(true)
  const others: readonly Partial<BrandKit>[] = [
    { name: 'Another' },
    { accentColour: '#ff8801' },
    { bodyFont: 'Noto Sans' },
    { logoAssetId: 'logo' as AssetId },
    { nameBanner: { title: 'Ana', subtitle: '' } },
    { nameBanner: { title: '', subtitle: 'Physics' } },
  ]
  for (const other of others) expect(isSameBrandKit(kit, { ...kit, ...other })).toBe(false)
})
