import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { captionStyleNames, captionStyles } from '#shared/caption/styles.ts'
import { captionsToOverlays } from '#shared/overlay/captions-to-overlays.ts'
import { itemsAt } from '#shared/overlay/pose.ts'
import { splitWords } from '#shared/overlay/split-words.ts'
import { groupWords, speakWords } from '#shared/overlay/spoken-words.ts'
import { isInsideWord } from '#shared/overlay/word-places.ts'
import { createCaptionTrack } from '#shared/project/defaults.ts'
import type { CaptionId, CaptionTrackId } from '#shared/project/ids.ts'
import type { Caption, CaptionPlacement, CaptionStyle } from '#shared/project/schema/text.ts'
import { secondsToTicks, ticks } from '#shared/time/ticks.ts'
import { documentOf } from './sample-overlays.ts'

const trackId = 'en' as CaptionTrackId
const measure = (_fontId: string, sizePx: number, text: string): number => [...text].length * sizePx * 0.5
const span = { startTicks: ticks(0), endTicks: secondsToTicks(4) }

function paintedAs(style: CaptionStyle, text: string, extra: Partial<Caption> = {}) {
  const caption: Caption = {
    id: 'c' as CaptionId,
    captionTrackId: trackId,
    anchor: { kind: 'timeline', ticks: ticks(0) },
    durationTicks: span.endTicks,
    text,
    words: [],
    speaker: '',
    done: false,
    ...extra,
  }
  const track = { ...createCaptionTrack(trackId, 'en'), style }
  return captionsToOverlays(
    { ...documentOf([]), captionTracks: { [trackId]: track }, captions: { [caption.id]: caption } },
    trackId,
    measure,
  )
}

const texts = {
  arabic: 'إلى الشمال يمكن أن نرى الـ WiFi',
  hebrew: 'המחיר הוא 25.50₪ (כולל מע"מ).',
  japanese: '左に見えるのは…首刈り機、すべて安全',
  emoji: 'Hello 👋🏽 family 👨‍👩‍👧‍👦 of 🇧🇷 1️⃣',
  mixed: 'Grüße, שלום and سلام to 東京 🎉',
}

describe('the words of a text', () => {
  test.each([
    ['Hello, big world!', ['Hello,', 'big', 'world!']],
    ['左に見えるのは…首刈り機、すべて安全', ['左に', '見えるのは…', '首刈り', '機、', 'すべて', '安全']],
    ['テレビを見ましょう', ['テレビを', '見ましょう']],
    ['「はい」と言った', ['「はい」', 'と', '言った']],
    ['重力很重要。', ['重', '力', '很', '重', '要。']],
    ['家族 👨‍👩‍👧‍👦 🇧🇷', ['家', '族', '👨‍👩‍👧‍👦', '🇧🇷']],
    ['إلى الشمال', ['إلى', 'الشمال']],
  ])('%s', (text, words) => {
    expect(splitWords(text)).toEqual(words)
  })

  test('are all of the text, in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        expect(splitWords(text).join('')).toBe(text.replaceAll(' ', ''))
      }),
    )
  })

  test('one at a time keep their punctuation, and nothing is left out', () => {
    const timed = [
      { text: 'Hello', startTicks: ticks(0), endTicks: secondsToTicks(1) },
      { text: 'world', startTicks: secondsToTicks(2), endTicks: secondsToTicks(3) },
    ]
    expect(
      groupWords('“Hello,” big “world”!', speakWords('“Hello,” big “world”!', timed, span), span).map(({ text }) => text),
    ).toEqual(['“Hello,” big', '“world”!'])
  })
})

describe.each(captionStyleNames)('%s', (name) => {
  const style = captionStyles[name]

  test.each(Object.entries(texts))('%s looks as written', (_script, text) => {
    const shown = paintedAs(style, text, { emphasis: ['family', 'الشمال', '安全'] }).map((overlay) =>
      itemsAt(overlay, overlay.startTicks)
        .flatMap((item) => {
          if (item.kind === 'emoji') return [item.key]
          if (item.kind !== 'text' || item.ground) return []
          return [`${item.direction === 'rtl' ? '←' : ''}${item.text}${item.fill === style.text.colour ? '' : '*'}`]
        })
        .join('|'),
    )
    expect(shown).toMatchSnapshot()
  })

  test('what is said changes colours only: no letter moves or is cut from its neighbour', () => {
    const piece = fc.constantFrom(...Object.values(texts).flatMap((text) => text.split(' ')), 'سلام،', 'a', '左', '🎉')
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 9 }), (pieces) => {
        for (const overlay of paintedAs(style, pieces.join(' '), { emphasis: pieces.slice(0, 1) })) {
          const look = (share: number) => {
            const at = Math.floor(overlay.startTicks + (overlay.endTicks - overlay.startTicks - 1) * share)
            return itemsAt(overlay, ticks(at)).flatMap((item) =>
              item.kind === 'text' && !item.ground ? [[item.text, item.fontId, item.x, item.y, item.sizePx]] : [],
            )
          }
          for (const share of [0.3, 0.7, 1]) expect(look(share)).toEqual(look(0))
        }
      }),
      { numRuns: 25 },
    )
  })
})

test('an emphasised word stands out all the time, whatever its case, and parts of words do not', () => {
  const [overlay] = paintedAs(captionStyles.boxed, 'Lava, not lavatory lava', { emphasis: ['lava'] })
  const lit = overlay?.items.flatMap((item) =>
    item.kind === 'text' && item.fill === captionStyles.boxed.highlightColour ? [item.text] : [],
  )
  expect(lit).toEqual(['Lava', 'lava'])
})

test.each(['well-known', 'and/or', 'C++', '(sic)', '50%', 'a.b', '$5', '[x]', 'x^2', 'a\\b', '{y}', 'p|q', 'why?'])(
  'a word with signs stands out as it is written: %s',
  (word) => {
    const lit = (paintedAs(captionStyles.plain, `so ${word} too`, { emphasis: [word] })[0]?.items ?? []).flatMap((item) =>
      item.kind === 'text' && item.fill === captionStyles.plain.highlightColour ? [item.text] : [],
    )
    expect(lit.join('')).toBe(word)
  },
)

describe('larger words', () => {
  const { headline, plain, marker } = captionStyles
  const lettersOf = (text: string, style: CaptionStyle, emphasis: readonly string[]) =>
    (paintedAs(style, text, { emphasis })[0]?.items ?? []).flatMap((item) => (item.kind === 'text' && !item.ground ? [item] : []))

  test('stand on the line of the others, which make room for them', () => {
    const letters = lettersOf('the lava flow', plain, ['lava'])
    expect(letters.map(({ text, sizePx }) => [text, sizePx])).toEqual([
      ['the ', 76],
      ['lava', Math.round(76 * plain.emphasisScale)],
      [' flow', 76],
    ])
    expect(new Set(letters.map(({ y }) => y)).size).toBe(1)
    for (const [index, { x, text, fontId, sizePx }] of letters.entries())
      expect(letters[index + 1]?.x ?? Infinity).toBeGreaterThanOrEqual(x + measure(fontId, sizePx, text) - 1)
  })

  test('move lines apart, and leave the last one where it was', () => {
    const text = 'Nobody knows of\nthe lava flow'
    const baselines = (emphasis: readonly string[]) => [...new Set(lettersOf(text, headline, emphasis).map(({ y }) => y))]
    const [usual, larger] = [baselines([]), baselines(['lava'])]
    const step = ([first = 0, second = 0]: readonly number[]): number => second - first
    expect(step(larger)).toBeGreaterThan(step(usual) + 10)
    expect(step(baselines(['Nobody']))).toBeGreaterThan(step(usual))
    expect(larger[1]).toBeGreaterThanOrEqual((usual[1] ?? 0) - 6)
  })

  test('count in the breaking of lines: nothing leaves the safe area', () => {
    const words = 'wide words make lines that are nearly full of letters'.split(' ')
    fc.assert(
      fc.property(fc.shuffledSubarray(words, { minLength: 3 }), fc.subarray(words), (said, emphasis) => {
        for (const overlay of paintedAs({ ...headline, emphasisScale: 1.6 }, said.join(' '), { emphasis }))
          for (const item of overlay.items) {
            if (item.kind !== 'text' || item.ground) continue
            expect(item.x).toBeGreaterThanOrEqual(60)
            expect(item.x + measure(item.fontId, item.sizePx, item.text)).toBeLessThanOrEqual(1020)
          }
      }),
    )
  })

  test('of an Arabic text are never cut from letters that join them', () => {
    for (const { text } of lettersOf('والسلام عليكم سلام', headline, ['سلام'])) expect(text).not.toMatch(/^لسلام|وال$/u)
    expect(lettersOf('والسلام عليكم سلام', headline, ['سلام']).filter(({ sizePx }) => sizePx > 88)).toHaveLength(1)
  })

  test('have a box of their own size behind them', () => {
    const boxHeight = (emphasisScale: number): number => {
      const style: CaptionStyle = { ...marker, animation: 'plain', emphasisScale }
      const ends = (paintedAs(style, 'One two', { emphasis: ['two'] })[0]?.items ?? []).flatMap((item) =>
        item.kind === 'shape' ? item.corners.map(({ y }) => y) : [],
      )
      return Math.max(...ends) - Math.min(...ends)
    }
    expect(boxHeight(1.5) / boxHeight(1)).toBeCloseTo(1.5, 1)
  })

  test('are as large as the others where the look does not say', () => {
    expect(new Set(lettersOf('the lava flow', captionStyles.boxed, ['lava']).map(({ sizePx }) => sizePx)).size).toBe(1)
  })
})

test('a time for a part of an Arabic word lights the whole word', () => {
  const text = 'والسلام عليكم'
  const words = [{ text: 'سلام', offsetTicks: ticks(0), durationTicks: secondsToTicks(1), confidence: null }]
  const [overlay] = paintedAs(captionStyles.karaoke, text, { words })
  const runs = overlay ? itemsAt(overlay, ticks(10)).flatMap((item) => (item.kind === 'text' ? [item.text.trim()] : [])) : []
  for (const run of runs) {
    const at = text.indexOf(run)
    expect(isInsideWord(text, at) || isInsideWord(text, at + run.length)).toBe(false)
  }
  expect(runs).toContain('والسلام')
})

test('a box stands behind the spoken word, below all letters, and nowhere else', () => {
  const [overlay] = paintedAs(captionStyles.marker, 'One two')
  const at = (second: number) => (overlay ? itemsAt(overlay, secondsToTicks(second)) : [])
  const boxOf = (second: number) =>
    at(second).find((item) => item.kind === 'shape' && item.fill === captionStyles.marker.highlightColour)
  const xOf = (word: string) => at(1).flatMap((item) => (item.kind === 'text' && item.text === word ? [item.x] : []))[0] ?? NaN
  const left = (second: number): number => {
    const box = boxOf(second)
    return box?.kind === 'shape' ? Math.min(...box.corners.map(({ x }) => x)) : NaN
  }
  expect(left(1)).toBeLessThan(xOf('One'))
  expect(left(1)).toBeGreaterThan(xOf('One') - 20)
  expect(left(3)).toBeGreaterThan(xOf('One'))
  expect(left(3)).toBeLessThan(xOf('two'))
  expect(at(1).findIndex((item) => item.kind === 'shape')).toBeLessThan(at(1).findIndex((item) => item.kind === 'text'))
})

test('letters that were said stay coloured where the line fills up', () => {
  const [overlay] = paintedAs(captionStyles.singalong, 'One two three')
  const lit = (share: number) =>
    overlay
      ? itemsAt(overlay, ticks(Math.floor(span.endTicks * share))).filter(
          (item) => item.kind === 'text' && item.fill === captionStyles.singalong.highlightColour,
        ).length
      : 0
  expect([lit(0.05), lit(0.5), lit(0.95)]).toEqual([1, 2, 3])
})

test('captions stand at the top, in the middle or at the bottom, and inside the safe box', () => {
  const boxes = (['top', 'middle', 'bottom'] as const).map((place) => {
    const [overlay] = paintedAs({ ...captionStyles.boxed, place, bottomMargin: 0 }, 'One two three four five six')
    const edges = overlay?.items.flatMap((item) => (item.kind === 'shape' ? item.corners.map(({ y }) => y) : [])) ?? []
    return { top: Math.min(...edges), bottom: Math.max(...edges) }
  })
  const [top, middle, bottom] = boxes
  expect(top?.top).toBeCloseTo(96, 0)
  expect(((middle?.top ?? NaN) + (middle?.bottom ?? NaN)) / 2).toBeCloseTo(960, -1)
  expect(bottom?.bottom).toBeCloseTo(1920 - 240, 0)
})

test('two captions at the top stand one below the other', () => {
  const style = { ...captionStyles.boxed, place: 'top' } as const
  const track = { ...createCaptionTrack(trackId, 'en'), style }
  const caption = (id: string, from: number): Caption => ({
    id: id as CaptionId,
    captionTrackId: trackId,
    anchor: { kind: 'timeline', ticks: secondsToTicks(from) },
    durationTicks: secondsToTicks(3),
    text: id,
    words: [],
    speaker: '',
    done: false,
  })
  const captions = Object.fromEntries([caption('first', 0), caption('second', 1)].map((each) => [each.id, each]))
  const [first, second] = captionsToOverlays(
    { ...documentOf([]), captionTracks: { [trackId]: track }, captions },
    trackId,
    measure,
  )
  const top = (overlay: typeof first): number =>
    Math.min(...(overlay?.items ?? []).flatMap((item) => (item.kind === 'shape' ? item.corners.map(({ y }) => y) : [])))
  expect(top(second)).toBeGreaterThan(top(first) + 60)
})

describe('a place of its own', () => {
  const edgesOf = (placement: CaptionPlacement, text = 'One two') => {
    const [overlay] = paintedAs(captionStyles.boxed, text, { placement })
    const corners = (overlay?.items ?? []).flatMap((item) => (item.kind === 'shape' ? item.corners : []))
    const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)]
    return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) }
  }

  test('is where the file says, in percent of the picture', () => {
    const centre = { position: 50, align: 'center' } as const
    expect(edgesOf({ line: 10, edge: 'top', ...centre }).top).toBeCloseTo(192, 0)
    expect(edgesOf({ line: 40, edge: 'bottom', ...centre }).bottom).toBeCloseTo(768, 0)
    const { top, bottom } = edgesOf({ line: 30, edge: 'middle', ...centre })
    expect((top + bottom) / 2).toBeCloseTo(576, -1)
    expect(edgesOf({ line: null, edge: 'top', position: 20, align: 'left' }).left).toBeCloseTo(216, -1)
    expect(edgesOf({ line: null, edge: 'top', position: 90, align: 'right' }).right).toBeCloseTo(972, -1)
  })

  test('never leaves the picture', () => {
    const place = fc.record({
      line: fc.option(fc.integer({ min: 0, max: 100 })),
      edge: fc.constantFrom('top', 'middle', 'bottom'),
      position: fc.integer({ min: 0, max: 100 }),
      align: fc.constantFrom('left', 'center', 'right'),
    })
    fc.assert(
      fc.property(place, fc.constantFrom(...Object.values(texts)), (placement, text) => {
        const { left, right, top, bottom } = edgesOf(placement, text)
        for (const [low, high, most] of [
          [left, right, 1080],
          [top, bottom, 1920],
        ] as const) {
          expect(low).toBeGreaterThanOrEqual(-1)
          expect(high).toBeLessThanOrEqual(most + 1)
        }
      }),
      { numRuns: 60 },
    )
  })
})
