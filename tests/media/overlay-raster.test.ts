import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { measureText } from '#main/core/overlay-raster/measure-text.ts'
import { paintOverlayRgba, type RgbaBitmap } from '#main/core/overlay-raster/paint-overlay-rgba.ts'
import { captionStyles } from '#shared/caption/styles.ts'
import { bundledFonts } from '#shared/overlay/fonts.ts'
import { layoutCaption } from '#shared/overlay/layout-caption.ts'
import type { PaintedOverlay } from '#shared/overlay/model.ts'
import { ticks } from '#shared/time/ticks.ts'

const frame = { canvas: { width: 1080, height: 1920 }, safeBox: 'lms' } as const

function overlayOf(text: string, style = captionStyles.boxed): PaintedOverlay {
  const layout = layoutCaption(text, style, frame, measureText)
  if (!layout) throw new Error('nothing laid out')
  return { id: 'a', startTicks: ticks(10), endTicks: ticks(20), box: layout.box, items: layout.items }
}

const paint = (text: string, style = captionStyles.boxed): RgbaBitmap => paintOverlayRgba(overlayOf(text, style), ticks(10))

type Pixel = readonly [r: number, g: number, b: number, a: number]

function* pixelsOf({ rgba, width }: RgbaBitmap): Generator<{ x: number; y: number; pixel: Pixel }> {
  for (let at = 0; at < rgba.length; at += 4) {
    const pixel: Pixel = [rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0, rgba[at + 3] ?? 0]
    yield { x: (at / 4) % width, y: Math.floor(at / 4 / width), pixel }
  }
}

const isLetter = ([r, g, b, a]: Pixel): boolean => a > 250 && Math.min(r, g, b) > 240

/** WCAG 2.2 relative luminance and contrast. */
function luminance(rgb: readonly number[]): number {
  const [r = 0, g = 0, b = 0] = rgb.map((value) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

const contrast = (a: number, b: number): number => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)

describe('a painted caption', () => {
  test('its letters are in the box, with air on every side', () => {
    const bitmap = paint('Press the two edges together')
    const letters = [...pixelsOf(bitmap)].filter(({ pixel }) => isLetter(pixel))
    expect(letters.length).toBeGreaterThan(5000)
    for (const { x, y } of letters) {
      expect(x).toBeGreaterThan(20)
      expect(x).toBeLessThan(bitmap.width - 20)
      expect(y).toBeGreaterThan(20)
      expect(y).toBeLessThan(bitmap.height - 20)
    }
  })

  test('capitals stand in the optical middle of the panel', () => {
    const bitmap = paint('HHH')
    const rows = (wanted: (pixel: Pixel) => boolean): number[] =>
      [...pixelsOf(bitmap)].filter(({ pixel }) => wanted(pixel)).map(({ y }) => y)
    const letters = rows(isLetter)
    const panel = rows(([, , , a]) => a > 100)
    const above = Math.min(...letters) - Math.min(...panel)
    const below = Math.max(...panel) - Math.max(...letters)
    expect(below - above).toBeGreaterThanOrEqual(0)
    expect(below - above).toBeLessThanOrEqual(8)
  })

  test('the panel gives 4.5:1 over a white and over a black picture', () => {
    const { pixel } = [...pixelsOf(paint('HHH'))].find(({ pixel: [, , , a] }) => a > 200) ?? {}
    const [r, g, b, a] = pixel ?? [255, 255, 255, 255]
    for (const picture of [0, 255]) {
      const panel = luminance([r, g, b].map((value) => (value * a + picture * (255 - a)) / 255))
      expect(contrast(1, panel)).toBeGreaterThanOrEqual(4.5)
    }
  })

  test('the plain style has a dark edge around its letters', () => {
    const dark = [...pixelsOf(paint('HHH', captionStyles.plain))].filter(
      ({ pixel: [r, g, b, a] }) => a > 250 && Math.max(r, g, b) < 40,
    )
    expect(dark.length).toBeGreaterThan(2000)
  })

  test('one letter changes pixels, the same text does not', () => {
    expect(paint('Press the two edges').rgba.equals(paint('Press the twa edges').rgba)).toBe(false)
    expect(paint('Press the two edges').rgba.equals(paint('Press the two edges').rgba)).toBe(true)
  })

  test('alpha is straight: a half covered white edge is still white', () => {
    const edges = [
      ...pixelsOf(paint('HHH', { ...captionStyles.plain, text: { ...captionStyles.plain.text, outlineColour: null } })),
    ].filter(({ pixel: [, , , a] }) => a > 60 && a < 200)
    expect(edges.length).toBeGreaterThan(20)
    for (const { pixel } of edges) expect(Math.min(...pixel.slice(0, 3))).toBeGreaterThan(245)
  })

  test('nothing is painted before its start and from its end on', () => {
    const overlay = overlayOf('Press')
    for (const instant of [9, 20]) expect(paintOverlayRgba(overlay, ticks(instant)).rgba.every((byte) => byte === 0)).toBe(true)
    expect(paintOverlayRgba(overlay, ticks(19)).rgba.some((byte) => byte !== 0)).toBe(true)
  })

  test('emoji are pictures with colour', () => {
    const colours = [...pixelsOf(paint('❤️‍🔥 👋🏽'))].filter(({ pixel: [r, , b, a] }) => a > 250 && r - b > 80)
    expect(colours.length).toBeGreaterThan(1000)
  })

  test('every bundled font has letters of its own', () => {
    const sample = {
      inter: 'Ag',
      'noto-sans': 'Ag',
      'noto-sans-hebrew': 'שלום',
      'noto-sans-arabic': 'سلام',
      'noto-sans-jp': '日本',
      anton: 'Ag',
      atkinson: 'Ag',
      caveat: 'Ag',
      fredoka: 'Ag',
      montserrat: 'Ag',
    }
    const widths = bundledFonts.map(({ id, coverage }) => measureText(id, 100, sample[coverage]))
    for (const width of widths) expect(width).toBeGreaterThan(50)
    expect(measureText('inter-800', 100, 'Agree')).toBeGreaterThan(measureText('inter-400', 100, 'Agree'))
  })

  test('Arabic letters join: the word is narrower than its letters apart', () => {
    const apart = [...'سلام'].reduce((width, letter) => width + measureText('noto-sans-arabic-700', 100, letter), 0)
    expect(measureText('noto-sans-arabic-700', 100, 'سلام')).toBeLessThan(apart * 0.9)
  })
})

test('the machine has no say: with no system fonts at all the same pixels come out', () => {
  const script = `
    import { paintOverlayRgba } from '#main/core/overlay-raster/paint-overlay-rgba.ts'
    import { createHash } from 'node:crypto'
    const overlay = JSON.parse(process.argv[1])
    console.log(createHash('sha256').update(paintOverlayRgba(overlay, overlay.startTicks).rgba).digest('hex'))`
  const overlay = JSON.stringify(overlayOf('Aé שלום سلام 左 한 👋🏽'))
  const digest = (env: NodeJS.ProcessEnv): string =>
    execFileSync(process.execPath, ['--input-type=module', '-e', script, overlay], { env, encoding: 'utf8', timeout: 60_000 })
  expect(digest({ ...process.env, FONTCONFIG_FILE: '/dev/null', FONTCONFIG_PATH: '/nonexistent', HOME: '/nonexistent' })).toBe(
    digest(process.env),
  )
})
