import { existsSync, readFileSync } from 'node:fs'
import { createCanvas } from '@napi-rs/canvas'
import { chromium, type Browser, type Page } from 'playwright'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { emojiPath, fontPath, stickerPath } from '#main/core/overlay-raster/bundled-files.ts'
import { createOverlayArt } from '#main/core/overlay-raster/overlay-art.ts'
import { measureText } from '#main/core/overlay-raster/measure-text.ts'
import { captionStyles } from '#shared/caption/styles.ts'
import { resolveCaptionStyle } from '#shared/project/brand.ts'
import { bundledFonts } from '#shared/overlay/fonts.ts'
import { layoutCaption } from '#shared/overlay/layout-caption.ts'
import type { PaintedOverlay } from '#shared/overlay/model.ts'
import { paintOverlay } from '#shared/overlay/paint-overlay.ts'
import { stickers } from '#shared/overlay/stickers.ts'
import type { CaptionStyle } from '#shared/project/schema/text.ts'
import { ticks } from '#shared/time/ticks.ts'
import { compareLuma, lumaSimilarity, type Rgba } from './luma-similarity.ts'

const chromiumPath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
const present = existsSync(chromiumPath)
if (!present) console.warn(`Skipped: no Chromium at ${chromiumPath} (npm run setup:system installs it).`)

/** A picture behind the caption that is neither black nor white. */
const ground = '#7a8b6f'
const frame = { canvas: { width: 1080, height: 1920 }, safeBox: 'lms' } as const

/** As tests/e2e/fidelity.test.ts has them. */
const squarePx = 48
const leastInSquare = 0.8

const texts = [
  'Press the two edges together and hold',
  'המחיר הוא 25.50₪ (כולל מע"מ).',
  'إلى الشمال يمكن أن نرى الـ WiFi',
  '左に見えるのは…首刈り機、すべて安全',
  'Hello 👋🏽 family 👨‍👩‍👧‍👦 🇧🇷 1️⃣',
  'AVATAR Tö ffi — “Ελλάδα” Привет',
]

function overlayOf(text: string, style: CaptionStyle): PaintedOverlay {
  const layout = layoutCaption(text, resolveCaptionStyle(style, null), frame, measureText)
  if (!layout) throw new Error('nothing laid out')
  return { id: 'a', startTicks: ticks(0), endTicks: ticks(1), box: layout.box, items: layout.items }
}

function paintWithSkia(overlay: PaintedOverlay): Rgba {
  const { x, y, width, height } = overlay.box
  const context = createCanvas(width, height).getContext('2d')
  context.fillStyle = ground
  context.fillRect(0, 0, width, height)
  context.translate(-x, -y)
  paintOverlay(context, overlay, ticks(0), createOverlayArt())
  return context.getImageData(0, 0, width, height)
}

async function bundlePainter(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: false,
      lib: { entry: new URL('paint-page.ts', import.meta.url).pathname, formats: ['iife'], name: 'page' },
    },
  })
  const output = Array.isArray(result) ? result[0] : result
  if (!output || !('output' in output)) throw new Error('no bundle')
  return output.output[0].code
}

describe.runIf(present)('Chromium and the media process paint the same', () => {
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox'] })
    page = await browser.newPage()
    await page.route('https://fidelity.test/**', async (route) => {
      const [, kind, name] = new URL(route.request().url()).pathname.split('/')
      const font = bundledFonts.find(({ id }) => id === name)
      if (kind === 'font' && font) return route.fulfill({ body: readFileSync(fontPath(font)), contentType: 'font/ttf' })
      if (kind === 'emoji' && name) return route.fulfill({ path: emojiPath(name), contentType: 'image/svg+xml' })
      if (kind === 'stickers' && name) return route.fulfill({ path: stickerPath(name), contentType: 'image/svg+xml' })
      return route.fulfill({ body: '<!doctype html>', contentType: 'text/html' })
    })
    await page.goto('https://fidelity.test/')
    await page.addScriptTag({ content: await bundlePainter() })
  })
  afterAll(() => browser?.close())

  async function paintWithChromium(overlay: PaintedOverlay): Promise<Rgba> {
    const encoded = await page.evaluate(
      (input) => (window as unknown as { paintPage: (input: unknown) => Promise<string> }).paintPage(input),
      { overlay, ground },
    )
    return { width: overlay.box.width, height: overlay.box.height, data: Buffer.from(encoded, 'base64') }
  }

  const cases = Object.entries(captionStyles).flatMap(([name, style]) => texts.map((text) => [name, text, style] as const))

  test.each(cases)('%s: %s', async (_name, text, style) => {
    const overlay = overlayOf(text, style)
    const similarity = lumaSimilarity(await paintWithChromium(overlay), paintWithSkia(overlay))
    expect(similarity).toBeGreaterThanOrEqual(0.97)
  })

  test.each(['boxed', 'plain', 'easy', 'handwritten', 'headline'] as const)('bold and slanted words of %s', async (name) => {
    for (const text of texts) {
      const marks = (['bold', 'italic'] as const).map((style, index) => ({ from: 4 * index, to: 6 + 8 * index, style }))
      const layout = layoutCaption(text, captionStyles[name], frame, measureText, 0, { marks })
      if (!layout) throw new Error('nothing laid out')
      const overlay = { id: 'a', startTicks: ticks(0), endTicks: ticks(1), ...layout }
      const painted = paintWithSkia(overlay)
      expect(lumaSimilarity(await paintWithChromium(overlay), painted), text).toBeGreaterThanOrEqual(0.97)
      expect(lumaSimilarity(paintWithSkia({ ...overlayOf(text, captionStyles[name]), box: layout.box }), painted)).toBeLessThan(
        0.99,
      )
    }
  })

  test.each(['headline', 'marker', 'handwritten', 'pop'] as const)('larger words of %s', async (name) => {
    for (const [index, text] of texts.entries()) {
      const emphasis = [['edges'], ['הוא'], ['الشمال', 'WiFi'], ['見える'], ['family 👨‍👩‍👧‍👦'], ['Ελλάδα']][index] ?? []
      const layout = layoutCaption(text, captionStyles[name], frame, measureText, 0, { emphasis })
      if (!layout) throw new Error('nothing laid out')
      const overlay = { id: 'a', startTicks: ticks(0), endTicks: ticks(1), ...layout }
      expect(new Set(layout.items.flatMap((item) => (item.kind === 'text' ? [item.sizePx] : []))).size, text).toBe(2)
      expect(lumaSimilarity(await paintWithChromium(overlay), paintWithSkia(overlay)), text).toBeGreaterThanOrEqual(0.97)
    }
  })

  test.each(stickers.map((sticker) => [sticker.id, sticker] as const))('sticker %s', async (_id, sticker) => {
    const width = sticker.usualWidth
    const height = (width * sticker.height) / sticker.width
    const box = { x: 0, y: 0, width: Math.ceil(width / 2) * 2, height: Math.ceil(height / 2) * 2 }
    const item = { kind: 'drawing', id: sticker.id, x: 0, y: 0, width, height } as const
    const overlay = { id: 'sticker', startTicks: ticks(0), endTicks: ticks(1), box, items: [item] }
    const similarity = lumaSimilarity(await paintWithChromium(overlay), paintWithSkia(overlay))
    expect(similarity).toBeGreaterThanOrEqual(0.97)
  })

  test('text is as wide in Chromium as in the media process', async () => {
    for (const item of texts.flatMap((text) => overlayOf(text, captionStyles.boxed).items)) {
      if (item.kind !== 'text') continue
      const { text, fontId, sizePx } = item
      const width = await page.evaluate(
        (input) => (window as unknown as { measureOnPage: (...input: unknown[]) => Promise<number> }).measureOnPage(...input),
        [fontId, sizePx, text],
      )
      expect(Math.abs(width - measureText(fontId, sizePx, text)), text).toBeLessThan(0.5)
    }
  })

  test('one changed letter and a shift of 12 px are both seen', async () => {
    const overlay = overlayOf('Press the two edges', captionStyles.boxed)
    const painted = await paintWithChromium(overlay)
    const shifted = {
      ...overlay,
      items: overlay.items.map((item) => (item.kind === 'shape' ? item : { ...item, x: item.x + 12 })),
    }
    const changed = {
      ...overlay,
      items: overlay.items.map((item) => (item.kind === 'text' ? { ...item, text: item.text.replace('two', 'twa') } : item)),
    }
    expect(lumaSimilarity(painted, paintWithSkia(shifted))).toBeLessThan(0.97)
    // The mean of a whole line hides one wrong letter, the square that it stands in does not.
    const worstSquare = (other: PaintedOverlay): number => {
      const { width, height } = overlay.box
      return compareLuma(painted, paintWithSkia(other)).worst({ x: 0, y: 0, width, height }, squarePx)
    }
    expect(worstSquare(overlay)).toBeGreaterThanOrEqual(leastInSquare)
    expect(worstSquare(changed)).toBeLessThan(leastInSquare)
  })
})
