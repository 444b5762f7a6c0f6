import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { writeWebVtt } from '#shared/caption/formats/webvtt/write.ts'
import type { ImportedCue } from '#shared/caption/imported-captions.ts'
import { parseCaptionText } from '#shared/caption/parse-caption-text.ts'
import { AppError } from '#shared/messages/app-error.ts'
import { describeCaptionNote } from '#shared/messages/caption-notes.ts'
import { millisecondsToTicks, ticksToMilliseconds } from '#shared/time/ticks.ts'

/** `start-end text` in milliseconds. */
const told = (source: string, fileName = 'a.srt'): string[] =>
  parseCaptionText(source, fileName).cues.map(
    ({ startTicks, endTicks, text, speaker }) =>
      `${ticksToMilliseconds(startTicks)}-${ticksToMilliseconds(endTicks)} ${speaker === undefined ? '' : `[${speaker}] `}${text}`,
  )
const codes = (source: string, fileName = 'a.srt'): string[] => parseCaptionText(source, fileName).report.map(({ code }) => code)
const cue = (times: string, text: string): string => `${times}\n${text}\n\n`
const one = '00:00:01,000 --> 00:00:02,000'

function refusal(source: string, fileName = 'a.srt'): string {
  try {
    parseCaptionText(source, fileName)
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown.code
    throw thrown
  }
  return 'accepted'
}

describe('what is as the formats have it is read', () => {
  test.each([
    [
      'SubRip',
      `1\n${cue(one, 'Hello\nthere')}2\n${cue('01:02:03,004 --> 01:02:04,500', 'Bye')}`,
      ['1000-2000 Hello\nthere', '3723004-3724500 Bye'],
    ],
    ['Windows line ends and a byte order mark', `\ufeff1\r\n${one}\r\nHello\r\n\r\n`, ['1000-2000 Hello']],
    ['old Mac line ends', `1\r${one}\rHello\r\r`, ['1000-2000 Hello']],
  ])('%s', (_name, source, expected) => {
    expect(told(source)).toEqual(expected)
    expect(codes(source)).toEqual([])
  })

  test('WebVTT with comments, styles, names, a speaker and entities', () => {
    const source =
      'WEBVTT - title\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nNOTE not shown\n\nintro\n00:01.000 --> 00:02.000\n<v Ada Lovelace>1 &lt; 2 &amp;&amp; 3</v>\n\nNOTE\nlast words\n'
    expect(told(source, 'a.vtt')).toEqual(['1000-2000 [Ada Lovelace] 1 < 2 && 3'])
    expect(codes(source, 'a.vtt')).toEqual(['look-dropped'])
  })
})

describe('what can be repaired is, and told', () => {
  test.each([
    ['dots for commas', cue('00:00:01.000 --> 00:00:02.000', 'a'), ['1000-2000 a'], ['times-repaired']],
    ['a short arrow', cue('00:00:01,000 -> 00:00:02,000', 'a'), ['1000-2000 a'], ['times-repaired']],
    ['short numbers', cue('0:0:5 --> 0:0:6.5', 'a'), ['5000-6500 a'], ['times-repaired']],
    [
      'no blank line',
      `1\n${one}\na\n2\n00:00:03,000 --> 00:00:04,000\nb`,
      ['1000-2000 a', '3000-4000 b'],
      ['blank-line-missing'],
    ],
    [
      'no blank line, no number',
      `${one}\na\n00:00:03,000 --> 00:00:04,000\nb`,
      ['1000-2000 a', '3000-4000 b'],
      ['blank-line-missing'],
    ],
    ['end before start', cue('00:00:04,000 --> 00:00:03,000', 'a'), ['4000-5200 a'], ['ends-repaired']],
    ['no length', cue('00:00:04,000 --> 00:00:04,000', 'a'), ['4000-5200 a'], ['ends-repaired']],
    ['no end', cue('00:00:04,000 -->', 'a'), ['4000-5200 a'], ['times-repaired', 'ends-repaired']],
    ['impossible time', cue('00:99:00,000 --> 00:99:01,000', 'x') + cue(one, 'a'), ['1000-2000 a'], ['times-impossible']],
    ['no text', cue('00:00:00,000 --> 00:00:00,500', '') + cue(one, 'a'), ['1000-2000 a'], ['empty-dropped']],
    ['out of order', cue('00:00:03,000 --> 00:00:04,000', 'b') + cue(one, 'a'), ['1000-2000 a', '3000-4000 b'], ['sorted']],
    [
      'short overlap',
      cue('00:00:01,000 --> 00:00:02,400', 'a') + cue('00:00:02,000 --> 00:00:03,000', 'b'),
      ['1000-2000 a', '2000-3000 b'],
      ['overlaps-cut'],
    ],
    [
      'people at once',
      cue('00:00:01,000 --> 00:00:05,000', 'a') + cue('00:00:02,000 --> 00:00:05,000', 'b'),
      ['1000-5000 a', '2000-5000 b'],
      ['overlaps-kept'],
    ],
    [
      'tags and positions',
      cue(`${one} X1:100 X2:200 Y1:10 Y2:20`, '<i>a</b> {\\an8}<font color="#f00">red</font> 3 < 4'),
      ['1000-2000 a red 3 < 4'],
      ['formatting-dropped'],
    ],
    [
      'a blank line within a text',
      `1\n${one}\na\n\nb\n\n2\n00:00:03,000 --> 00:00:04,000\nc`,
      ['1000-2000 a\nb', '3000-4000 c'],
      [],
    ],
  ])('%s', (_name, source, cues, notes) => {
    expect(told(source)).toEqual(cues)
    expect(codes(source)).toEqual(notes)
    for (const note of parseCaptionText(source, 'a.srt').report) expect(describeCaptionNote(note)).not.toMatch(/undefined|NaN/)
  })

  test('WebVTT without its first line', () => {
    expect(told('00:01.000 --> 00:02.000\na', 'a.vtt')).toEqual(['1000-2000 a'])
    expect(codes('00:01.000 --> 00:02.000\na', 'a.vtt')).toEqual(['header-missing'])
  })

  test('an arrow in a sentence is text', () => {
    expect(told(cue(one, 'a --> b\n--> \n1:2 and 3:4'))).toEqual(['1000-2000 a --> b\n-->\n1:2 and 3:4'])
  })
})

describe('what holds no captions is refused with one sentence', () => {
  test.each([
    ['nothing', ' \n\n', 'captions.empty'],
    ['prose', 'garbage vtt file', 'captions.none-found'],
    ['no arrow', 'WEBVTT\n\n00:00.000 00:00.001\n', 'captions.none-found'],
    ['a header alone', 'WEBVTT', 'captions.none-found'],
    ['only impossible and empty cues', cue('99:99:99,999 --> 100:00:00,000', 'a') + cue(one, ''), 'captions.none-found'],
    ['SubStation Alpha without captions', '[Script Info]\nTitle: x\n\n[Events]\nComment: 0,hi', 'captions.none-found'],
    ['TTML without captions', '<?xml version="1.0"?>\n<tt xmlns="http://www.w3.org/ns/ttml"><body/></tt>', 'captions.none-found'],
    ['SAMI', '<SAMI><BODY><SYNC Start=1000><P>hi</BODY></SAMI>', 'captions.other-format'],
    [
      'drone, older',
      cue(one, 'HOME(-58.4,-34.7) 2017.07.03\nGPS(-58.4,-34.7,19) BAROMETER:20.1\nISO:100 Shutter:400'),
      'captions.telemetry',
    ],
    [
      'drone, newer',
      cue(one, '<font size="36">SrtCnt : 1, DiffTime : 16ms\n[iso : 100] [latitude: 41.4]</font>'),
      'captions.telemetry',
    ],
  ])('%s', (_name, source, code) => expect(refusal(source)).toBe(code))

  test('a talk about cameras is no flight', () => {
    expect(refusal(cue(one, 'Set ISO: 100 and shutter: 400'))).toBe('accepted')
  })
})

const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
const cleanLine = word.map((text) => text.replace(/[\p{Cc}\u2028\u2029]/gu, '').trim()).filter((text) => text !== '')

const cuesInOrder = fc
  .array(
    fc.record({
      gapMs: fc.integer({ min: 0, max: 5000 }),
      lengthMs: fc.integer({ min: 1, max: 8000 }),
      lines: fc.array(cleanLine, { minLength: 1, maxLength: 3 }),
      // Blanks in a row are one in a voice of WebVTT.
      speaker: fc.option(
        cleanLine.map((line) => line.replaceAll(/\s+/gu, ' ')),
        { nil: undefined },
      ),
    }),
    { minLength: 1, maxLength: 20 },
  )
  .map((records) => {
    let clock = 0
    return records.map(({ gapMs, lengthMs, lines, speaker }): ImportedCue => {
      const startTicks = millisecondsToTicks(clock + gapMs)
      clock += gapMs + lengthMs
      const base = { startTicks, endTicks: millisecondsToTicks(clock), text: lines.join('\n') }
      return speaker === undefined ? base : { ...base, speaker }
    })
  })

describe('properties', () => {
  test('WebVTT that we write is read back as it was, whatever the words', () => {
    fc.assert(
      fc.property(cuesInOrder, (cues) => {
        const { cues: back, report } = parseCaptionText(writeWebVtt(cues, 'en'), 'a.vtt')
        expect(back).toEqual(cues)
        expect(report).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  const fragment = fc.oneof(
    fc.constantFrom(
      'WEBVTT',
      '-->',
      '00:00:01,000',
      '00:00:02.000',
      ' ',
      '\n',
      '\r\n',
      '\n\n',
      '1',
      '<i>',
      '<',
      '>',
      '{\\an8}',
      '&amp;',
      '&',
      'NOTE',
      'STYLE',
      ':',
      '99:99:99',
      '<v ',
      '\u0000',
      '\ufeff',
      '\ud800',
    ),
    fc.string({ maxLength: 10 }),
  )

  test('any text is read or refused with a sentence, and what is read is in order, positive and not empty', () => {
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 60 }), fc.constantFrom('a.srt', 'a.vtt'), (parts, fileName) => {
        const source = parts.join('')
        if (refusal(source, fileName) !== 'accepted') return
        const { cues } = parseCaptionText(source, fileName)
        expect(cues.length).toBeGreaterThan(0)
        cues.forEach(({ startTicks, endTicks, text }, index) => {
          expect(endTicks).toBeGreaterThan(startTicks)
          expect(text.trim()).toBe(text)
          expect(text).not.toBe('')
          expect(text).not.toMatch(/\n\s*\n/)
          expect(startTicks).toBeGreaterThanOrEqual(cues[index - 1]?.startTicks ?? 0)
        })
      }),
      { numRuns: 2000 },
    )
  })

  test('nothing takes long', () => {
    const hostile = [
      '<'.repeat(1_000_000),
      '<v '.repeat(300_000),
      `${one}\n`.repeat(50_000),
      `${one}\n${'<a'.repeat(500_000)}`,
      `${one}\n${'{\\'.repeat(500_000)}`,
      `${one}\n${'X1:1 '.repeat(200_000)}`,
      `${one}\n${'GPS ('.repeat(200_000)}`,
      `${one}\n${' '.repeat(1_000_000)}a`,
      '\n'.repeat(1_000_000),
      `${'1'.repeat(1_000_000)} --> 2`,
    ]
    for (const source of hostile) {
      // Of the processor: a busy machine makes nothing slower by that.
      const before = process.cpuUsage()
      refusal(source)
      const { user, system } = process.cpuUsage(before)
      expect((user + system) / 1000, source.slice(0, 40)).toBeLessThan(4000)
    }
  })
})
