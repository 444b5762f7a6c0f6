import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseCaptions } from '#main/core/captions-import/parse-captions.ts'
import { captionExtras, captionFormatNames, captionFormats, type CaptionExtra } from '#shared/caption/formats/caption-formats.ts'
import { keypadKey } from '#shared/caption/formats/placements.ts'
import type { ImportedCue } from '#shared/caption/imported-captions.ts'
import { AppError } from '#shared/messages/app-error.ts'
import { millisecondsToTicks, ticks, type Ticks } from '#shared/time/ticks.ts'
import { describeCaptionNote } from '#shared/messages/caption-notes.ts'

const real = join(process.env.TIDBIT_MEDIA ?? join(import.meta.dirname, '../../../../shared/media'), 'subtitles')

function outcome(bytes: Uint8Array, fileName: string): string {
  try {
    return `${parseCaptions(bytes, fileName).cues.length} cues`
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown.code
    throw thrown
  }
}

const srt = '1\n00:00:01,000 --> 00:00:02,000\n'

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16()

const bytesOf = (...bytes: number[]): Buffer => Buffer.concat([Buffer.from(srt), Buffer.from(bytes)])

describe('encodings', () => {
  test.each([
    ['UTF-8', Buffer.from(`${srt}Größe €`), 'Größe €'],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${srt}Größe €`), 'Größe €'],
    ['UTF-16 LE with a mark', Buffer.from(`\ufeff${srt}Größe €`, 'utf16le'), 'Größe €'],
    ['UTF-16 BE with a mark', utf16be(`\ufeff${srt}Größe €`), 'Größe €'],
    ['UTF-16 LE without', Buffer.from(`${srt}Größe €`, 'utf16le'), 'Größe €'],
    ['UTF-16 BE without', utf16be(`${srt}Größe €`), 'Größe €'],
    ['Windows 1252', Buffer.from(`${srt}Où est passée l'été ?`, 'latin1'), "Où est passée l'été ?"],
    ['Windows 1252, one word', Buffer.from(`${srt}Größe`, 'latin1'), 'Größe'],
    [
      'Windows 1251',
      bytesOf(0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x2c, 0x20, 0xea, 0xe0, 0xea, 0x20, 0xe4, 0xe5, 0xeb, 0xe0, 0x3f),
      'Привет, как дела?',
    ],
    ['Shift_JIS', bytesOf(0x8d, 0xb6, 0x82, 0xc9, 0x8c, 0xa9, 0x82, 0xa6, 0x82, 0xe9, 0x82, 0xcc, 0x82, 0xcd), '左に見えるのは'],
  ])('%s', (_name, bytes, text) => {
    expect(parseCaptions(bytes, 'a.srt').cues.map((cue) => cue.text)).toEqual([text])
  })

  test('a long text is told by the lines that tell', () => {
    const long = Buffer.from(`${`${srt}plain\n\n`.repeat(5000)}${srt}Größe`, 'latin1')
    const { cues } = parseCaptions(long, 'a.srt')
    expect(cues.at(-1)?.text).toBe('Größe')
    expect(cues).toHaveLength(5001)
  })

  test('a guess is told', () => {
    const bytes = Buffer.from(`${srt}Où est passée l'été ?`, 'latin1')
    expect(parseCaptions(bytes, 'a.srt').report.map(describeCaptionNote).join(' ')).toContain('windows-1252')
  })
})

describe('what is no caption file is refused', () => {
  test.each([
    ['no byte', Buffer.alloc(0), 'captions.empty'],
    ['zeros', Buffer.alloc(5000), 'captions.not-text'],
    ['a picture', Buffer.from('\u0089PNG\r\n\u001a\n\u0000\u0000\u0000\rIHDR\u0000\u0000', 'latin1'), 'captions.not-text'],
    ['too large', Buffer.alloc(11 * 1024 * 1024, 65), 'captions.too-large'],
  ])('%s', (_name, bytes, code) => expect(outcome(bytes, 'a.srt')).toBe(code))

  test('any bytes are read or refused with a sentence', () => {
    const damaged = fc
      .tuple(fc.uint8Array({ maxLength: 40 }), fc.nat(60))
      .map(([noise, at]) => Buffer.concat([Buffer.from(srt.repeat(2)).subarray(0, at), noise, Buffer.from(`${srt}text`)]))
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), damaged), (bytes) => {
        expect(outcome(bytes, 'a.srt')).toMatch(/^\d+ cues$|^captions\./)
      }),
      { numRuns: 1500 },
    )
  })
})

const words = (fileName: string): string => parseCaptions(readFileSync(join(real, fileName)), fileName).cues[0]?.text ?? ''

const expected: Readonly<Record<string, string>> = {
  'ass_different_format2.ass': '2 cues',
  'broken_incomplete.SRT': 'captions.telemetry',
  'captions.ar.vtt': '77 cues',
  'captions.en.vtt': '78 cues',
  'captions.ja.vtt': '77 cues',
  'emoji_zwj_flags.srt': '3 cues',
  'garbage-signature.vtt': 'captions.none-found',
  'gb2312.srt': '3 cues',
  'hebrew.vtt': '1 cues',
  'hebrew_rtl_bidi.srt': '4 cues',
  'incorrect-close-tag-order.vtt': '1 cues',
  'latin1_encoded.srt': '1 cues',
  'long_string_multiple_languages.vtt': '1 cues',
  'malformed_mixed.srt': '8 cues',
  'mavic_air2.srt': 'captions.telemetry',
  'missing-separator.vtt': 'captions.none-found',
  'subtitle_with_attached_images_aegisub.ass': 'captions.none-found',
  'utf16.srt': '1 cues',
  'vtt_with_missing_text.vtt': '2 cues',
  'vtt_with_styles.vtt': '1 cues',
}

if (!existsSync(real)) console.warn(`Skipped: no caption files at ${real}.`)

describe.runIf(existsSync(real))('files from the wild', () => {
  test.each(Object.entries(expected))('%s: %s', (fileName, result) => {
    expect(outcome(readFileSync(join(real, fileName)), fileName)).toBe(result)
  })

  test('none is left out', () => expect(readdirSync(real).toSorted()).toEqual(Object.keys(expected).toSorted()))

  test('words of old encodings come out right', () => {
    expect(words('gb2312.srt')).toContain('宇宙守护神')
    expect(words('latin1_encoded.srt')).toBe("Où est passée l'été ? Ça va, señor - Größe: 5 £")
    expect(words('utf16.srt')).toContain('ترجمه')
  })

  const readable = Object.entries(expected).flatMap(([fileName, result]) => (result.endsWith('cues') ? [fileName] : []))
  /** Each thing a caption has beside its words and times, and how it is taken from one whose format does not carry it. */
  const without: Readonly<Record<CaptionExtra, (cue: ImportedCue) => ImportedCue>> = {
    times: (cue) => cue,
    speakers: ({ speaker: _, ...cue }) => cue,
    places: ({ placement: _, ...cue }) => cue,
    'places-between': ({ placement, ...cue }) => (placement && keypadKey(placement).exact ? { ...cue, placement } : cue),
    emphasis: (cue) => withMarks(cue, (style) => style.startsWith('#')),
    colours: (cue) => withMarks(cue, (style) => !style.startsWith('#')),
    words: ({ words: _, ...cue }) => cue,
  }
  const withMarks = ({ marks = [], ...cue }: ImportedCue, isKept: (style: string) => boolean): ImportedCue => {
    const kept = marks.filter(({ style }) => isKept(style))
    return kept.length === 0 ? cue : { ...cue, marks: kept }
  }

  test.each(captionFormatNames.flatMap((format) => readable.map((fileName) => [fileName, format] as const)))(
    '%s is written as %s and read again without a loss that was not told',
    (fileName, format) => {
      const { extensions, write, carries } = captionFormats[format]
      const { cues } = parseCaptions(readFileSync(join(real, fileName)), fileName)
      const carried: readonly CaptionExtra[] = carries
      const source = write(cues, { language: 'en', title: fileName })
      const again = parseCaptions(Buffer.from(source), `a.${extensions[0]}`).cues
      if (!carried.includes('times')) {
        const inked = (all: readonly ImportedCue[]): string => all.map(({ text }) => text.replace(/\s/gu, '')).join('')
        expect(inked(again)).toBe(inked(cues))
        return
      }
      const lacking = captionExtras.filter((extra) => !carried.includes(extra))
      // SubStation Alpha counts in hundredths of a second.
      const grain = millisecondsToTicks(format === 'ass' ? 10 : 1)
      const rounded = (at: Ticks): Ticks => ticks(Math.round(at / grain) * grain)
      const expectedCues = cues.map((cue): ImportedCue => {
        const kept = lacking.reduce((rest, extra) => without[extra](rest), cue)
        return { ...kept, startTicks: rounded(cue.startTicks), endTicks: rounded(cue.endTicks) }
      })
      // A place that is none of the nine of a keypad comes back as the nearest.
      const isBetween = (cue: ImportedCue | undefined): boolean => cue?.placement !== undefined && !keypadKey(cue.placement).exact
      const comparable = again.map((cue, index) =>
        lacking.includes('places-between') && isBetween(cues[index]) ? without.places(cue) : cue,
      )
      expect(comparable).toEqual(expectedCues)
      // And from there on it stays the same, byte by byte.
      expect(write(again, { language: 'en', title: fileName })).toBe(source)
    },
  )
})
