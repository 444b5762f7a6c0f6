import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultCaptionStyle } from '#shared/project/defaults.ts'
import { coversCodePoint } from '#shared/overlay/coverage.ts'
import { findUncovered } from '#shared/overlay/find-uncovered.ts'
import { bundledFonts } from '#shared/overlay/fonts.ts'
import { layoutCaption, type CaptionFrame } from '#shared/overlay/layout-caption.ts'
import type { TextMeasurer } from '#shared/overlay/measure.ts'
import { paintedOverlaySchema, type PaintItem } from '#shared/overlay/model.ts'

const portrait: CaptionFrame = { canvas: { width: 1080, height: 1920 }, safeBox: 'lms' }

/** Latin-like letters are half as wide as high, ideographs square. */
const measure: TextMeasurer = (_fontId, sizePx, text) =>
  [...text].reduce((width, character) => width + (/[\u3000-\u9fff]/.test(character) ? 1 : 0.5) * sizePx, 0)

function layOut(text: string, frame = portrait, style = defaultCaptionStyle) {
  const layout = layoutCaption(text, style, frame, measure)
  if (!layout) throw new Error('nothing laid out')
  return layout
}

/** Each line from left to right: runs with their font and direction, emoji by key. */
function describeLines(items: readonly PaintItem[]): string[] {
  const lines = new Map<number, string[]>()
  for (const item of items) {
    if (item.kind !== 'text' && item.kind !== 'emoji') continue
    const y = item.kind === 'text' ? item.y : item.y + item.sizePx / 2 + (76 * 0.727) / 2
    const key = Math.round(y)
    const told = item.kind === 'emoji' ? `:${item.key}:` : `${item.direction === 'rtl' ? '←' : ''}${item.fontId}|${item.text}`
    lines.set(key, [...(lines.get(key) ?? []), told])
  }
  return [...lines].toSorted(([a], [b]) => a - b).map(([, runs]) => runs.join(' '))
}

describe('lines, fonts and order', () => {
  test.each([
    [
      'Latin, balanced',
      'Press the two edges together and hold',
      ['inter-700|Press the two edges', 'inter-700|together and hold'],
    ],
    [
      'a break between phrases',
      'Yes, and now: turn it gently over',
      ['inter-700|Yes, and now:', 'inter-700|turn it gently over'],
    ],
    [
      'Hebrew with a price and brackets',
      'המחיר הוא 25.50₪ (כולל מע"מ).',
      // Left to right as seen: the number is one piece left of the words, its sign at the number's right.
      ['inter-700|25.50₪ ←noto-sans-hebrew-700|המחיר הוא ', '←noto-sans-hebrew-700|כולל מע"מ). ←inter-700|('],
    ],
    [
      'Hebrew with Latin inside',
      'אני גר ב-New York, ברחוב 5th Avenue.',
      [
        '←inter-700|, inter-700|New York ←noto-sans-hebrew-700|אני גר ב-',
        '←inter-700|. inter-700|5th Avenue ←noto-sans-hebrew-700|ברחוב ',
      ],
    ],
    ['Arabic', 'إلى الشمال يمكن أن نرى', ['←noto-sans-arabic-700|إلى الشمال', '←noto-sans-arabic-700|يمكن أن نرى']],
    [
      'Japanese',
      '左に見えるのは…首刈り機、すべて安全',
      ['noto-sans-jp-700|左に見えるのは…', 'noto-sans-jp-700|首刈り機、すべて安全'],
    ],
    ['Cyrillic and Greek', 'Привет Ελλάδα', ['inter-700|Привет Ελλάδα']],
    [
      'emoji: skin tone, family, flags, keycap, joined heart',
      '👋🏽 👨‍👩‍👧‍👦 🇧🇷 🏴󠁧󠁢󠁥󠁮󠁧󠁿 1️⃣ ❤️‍🔥',
      [
        ':1f44b-1f3fd: :1f468-200d-1f469-200d-1f467-200d-1f466: :1f1e7-1f1f7: ' +
          ':1f3f4-e0067-e0062-e0065-e006e-e0067-e007f: :31-20e3: :2764-fe0f-200d-1f525:',
      ],
    ],
    ['text digits and signs are no emoji', '1 © ™ #', ['inter-700|1 © ™ #']],
  ])('%s', (_name, text, expected) => {
    expect(describeLines(layOut(text).items)).toEqual(expected)
  })
})

const textOf = (items: readonly PaintItem[]): string =>
  items
    .map((item) => (item.kind === 'text' ? item.text : ''))
    .join('')
    .replace(/\s/g, '')

describe('fitting', () => {
  test('keeps the lines of the author where they fit and reflows them where they do not', () => {
    expect(describeLines(layOut('One\ntwo three four').items)).toEqual(['inter-700|One', 'inter-700|two three four'])
    expect(layOut('One\ntwo\nthree').lineCount).toBeLessThan(3)
    expect(layOut('- Who is it?\n- Me.').lineCount).toBe(2)
  })

  test('shrinks to 54 units before it takes more lines, and never loses text', () => {
    const slightlyLong = layOut('Forty-seven letters take a slightly smaller size')
    expect(slightlyLong.lineCount).toBe(2)
    expect(slightlyLong.size).toBeGreaterThanOrEqual(54)
    expect(slightlyLong.size).toBeLessThan(76)
    const long = 'This caption was made for a television set and is much longer than two lines of a phone can hold'
    const layout = layOut(long)
    expect(layout.lineCount).toBeGreaterThan(2)
    expect(layout.size).toBeGreaterThanOrEqual(54)
    expect(textOf(layout.items)).toBe(long.replaceAll(' ', ''))
  })

  test('10,000 characters stay on the canvas and take no time', () => {
    for (const text of ['word '.repeat(2000), 'あ'.repeat(10_000), 'x'.repeat(10_000), 'אב1(c '.repeat(1700), '👨‍👩‍👧‍👦'.repeat(900)]) {
      // Of the processor: a busy machine makes nothing slower by that.
      const before = process.cpuUsage()
      const layout = layOut(text)
      const { user, system } = process.cpuUsage(before)
      expect((user + system) / 1000).toBeLessThan(5000)
      expect(layout.top).toBeGreaterThanOrEqual(0)
      if (!text.startsWith('👨')) expect(textOf(layout.items)).toHaveLength(text.replace(/\s/g, '').length)
    }
  })

  test.each([
    ['portrait', portrait],
    ['social', { canvas: { width: 1080, height: 1920 }, safeBox: 'social' }],
    ['square', { canvas: { width: 1080, height: 1080 }, safeBox: 'lms' }],
    ['landscape', { canvas: { width: 1920, height: 1080 }, safeBox: 'lms' }],
    ['small', { canvas: { width: 540, height: 960 }, safeBox: 'lms' }],
    ['odd', { canvas: { width: 607, height: 1079 }, safeBox: 'lms' }],
  ] as const)('%s: inside the safe box, and a valid overlay', (_name, frame) => {
    const { items, box } = layOut('Press the two edges together and hold', frame)
    paintedOverlaySchema.parse({ id: 'a', startTicks: 0, endTicks: 1, items, box })
    const unit = Math.min(frame.canvas.width, frame.canvas.height) / 1080
    const margins = frame.safeBox === 'lms' ? { left: 64, right: 64, bottom: 260 } : { left: 60, right: 170, bottom: 420 }
    const corners = items.flatMap((item) => (item.kind === 'shape' ? item.corners : []))
    expect(corners.length).toBeGreaterThanOrEqual(4)
    for (const { x, y } of corners) {
      expect(x).toBeGreaterThanOrEqual(margins.left * unit - 0.01)
      expect(x).toBeLessThanOrEqual(frame.canvas.width - margins.right * unit + 0.01)
      const share = Math.min(1, frame.canvas.height / unit / 1920)
      expect(y).toBeLessThanOrEqual(frame.canvas.height - margins.bottom * unit * share + 0.01)
      expect(x).toBeGreaterThanOrEqual(box.x)
      expect(y).toBeLessThanOrEqual(box.y + box.height)
    }
    expect(box.x + box.width).toBeLessThanOrEqual(frame.canvas.width)
    expect(box.y + box.height).toBeLessThanOrEqual(frame.canvas.height)
  })

  test.each(['', ' \n\t', '\u200b', '\ufeff\u00ad', '\u202e\n\u200d'])('%j shows nothing', (text) => {
    expect(layoutCaption(text, defaultCaptionStyle, portrait, measure)).toBeNull()
  })
})

describe('coverage', () => {
  const style = defaultCaptionStyle.text

  test('names the letters that no bundled font has', () => {
    expect(findUncovered('Grüße, שלום, سلام, 日本, Ελλάδα 👋🏽', style)).toEqual([])
    expect(findUncovered('한국 ok 한', style)).toEqual(['한', '국'])
    expect(findUncovered('𝒻𝒶𝓃𝒸𝓎', style)).toEqual([])
  })

  test('draws a replacement sign from a bundled font, never the letter itself', () => {
    const { items } = layOut('a한b')
    expect(describeLines(items)).toEqual(['inter-700|a noto-sans-700|\ufffd inter-700|b'])
  })

  test('fancy letters become plain ones and lone surrogates a sign', () => {
    expect(describeLines(layOut('𝒻𝒶𝓃𝒸𝓎').items)).toEqual(['inter-700|fancy'])
    expect(describeLines(layOut('\ud83d').items)).toEqual(['noto-sans-700|\ufffd'])
  })
})

describe('properties', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 6 }),
    fc.constantFrom(
      ' ',
      '\n',
      '- ',
      'שלום',
      'سلام',
      '左',
      '👨‍👩‍👧‍👦',
      '🇧🇷',
      '\u202e',
      '\u2067',
      '\u200d',
      '\u0301',
      '\ufe0f',
      '1️⃣',
      '(',
      ')',
      '\u00ad',
      'word',
    ),
  )

  test('any text becomes a valid overlay of covered letters within the box, or nothing', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), fc.constantFrom('start', 'center', 'end'), (pieces, align) => {
        const style = { ...defaultCaptionStyle, text: { ...defaultCaptionStyle.text, align } } as const
        const layout = layoutCaption(pieces.join(''), style, portrait, measure)
        if (!layout) return
        const { box, items } = layout
        paintedOverlaySchema.parse({ id: 'a', startTicks: 0, endTicks: 1, box, items })
        for (const item of items) {
          if (item.kind === 'shape') continue
          expect(item.x).toBeGreaterThanOrEqual(box.x)
          expect(item.x).toBeLessThanOrEqual(box.x + box.width)
          if (item.kind !== 'text') continue
          const coverage = bundledFonts.find(({ id }) => id === item.fontId)?.coverage
          for (const letter of item.text)
            expect(coverage && coversCodePoint(coverage, letter.codePointAt(0) ?? 0), letter).toBe(true)
        }
      }),
      { numRuns: 1000 },
    )
  })
})
