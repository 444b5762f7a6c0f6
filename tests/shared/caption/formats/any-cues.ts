import * as fc from 'fast-check'
import type { ImportedCue } from '#shared/caption/imported-captions.ts'
import type { CaptionMark, CaptionPlacement } from '#shared/project/schema/text.ts'
import { millisecondsToTicks, ticks } from '#shared/time/ticks.ts'

/** Pieces that some format takes for its own: tags, arrows, entities, escapes, times, and letters of many scripts. */
const hostile = fc.constantFrom(
  '-->',
  '00:00:01,000 --> 00:00:02,000',
  '00:01.000 --> 00:02.000',
  '<b>',
  '</b>',
  '<i',
  '<00:00:01.500>',
  '<c.red>',
  '<v Ann>',
  '<3',
  '&',
  '&amp;',
  '&lt;',
  '&#60;',
  '&#x3c;',
  '{\\an8}',
  '{',
  '}',
  '{\\',
  '\\N',
  '\\',
  '\\h',
  '{\\k20}',
  'X1:1 X2:2 Y1:3 Y2:4',
  'WEBVTT',
  'NOTE',
  'STYLE',
  '12',
  '[Script Info]',
  'Dialogue: 0,',
  ']]>',
  '<!--',
  '<p>',
  '"',
  "'",
  ',',
  ';',
  ':',
  '1:2',
  '\u2060',
  '\u200f',
  '\ufeff',
  'שלום',
  'مرحبا',
  '今日は',
  '您好',
  'สวัสดี',
  '👩‍👩‍👧‍👦',
  '🇺🇳',
  'e\u0301',
  '\u00a0',
  '\u2028',
  ' ',
  '  ',
  '\n',
  '\n\n',
  '\t',
  '\u0000',
  '\ud800',
  'word',
  'Ünï',
  'a',
  '.',
)

export const anyText = fc
  .array(fc.oneof({ weight: 3, arbitrary: hostile }, { weight: 1, arbitrary: fc.string({ maxLength: 6, unit: 'binary' }) }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((parts) => parts.join(''))

const share = fc.integer({ min: 0, max: 10_000 }).map((value) => value / 100)
const anyPlacement: fc.Arbitrary<CaptionPlacement> = fc.record({
  line: fc.option(share),
  edge: fc.constantFrom('top', 'middle', 'bottom'),
  position: share,
  align: fc.constantFrom('left', 'center', 'right'),
})
const anyMark: fc.Arbitrary<CaptionMark> = fc
  .record({
    from: fc.nat(20),
    length: fc.integer({ min: 1, max: 20 }),
    style: fc.constantFrom<CaptionMark['style']>('bold', 'italic', 'underline', '#ff0000', '#12ab9f'),
  })
  .map(({ from, length, style }) => ({ from, to: from + length, style }))

/** Any cues a document may hold, in order. */
export const anyCues: fc.Arbitrary<readonly ImportedCue[]> = fc
  .array(
    fc.record({
      gapMs: fc.nat(3000),
      lengthMs: fc.integer({ min: 600, max: 8000 }),
      text: anyText.filter((text) => text.trim() !== ''),
      speaker: fc.option(anyText, { nil: undefined }),
      placement: fc.option(anyPlacement, { nil: undefined }),
      marks: fc.option(fc.array(anyMark, { minLength: 1, maxLength: 4 }), { nil: undefined }),
      timed: fc.boolean(),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .map((records) => {
    let clock = 0
    return records.map(({ gapMs, lengthMs, text, speaker, placement, marks, timed }): ImportedCue => {
      const startTicks = millisecondsToTicks(clock + gapMs)
      clock += gapMs + lengthMs
      const words = timed ? text.split(/\s+/u).filter((word) => word !== '') : []
      const step = Math.floor(lengthMs / Math.max(1, words.length))
      return {
        startTicks,
        endTicks: millisecondsToTicks(clock),
        text,
        ...(speaker !== undefined && { speaker }),
        ...(placement && { placement }),
        ...(marks && { marks }),
        ...(words.length > 0 && {
          words: words.map((word, index) => ({
            text: word,
            offsetTicks: millisecondsToTicks(index * step),
            durationTicks: ticks(millisecondsToTicks(step)),
            confidence: null,
          })),
        }),
      }
    })
  })
