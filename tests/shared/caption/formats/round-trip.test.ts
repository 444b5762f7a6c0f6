import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { captionFormatNames, captionFormats, type CaptionFormatName } from '#shared/caption/formats/caption-formats.ts'
import type { ImportedCue } from '#shared/caption/imported-captions.ts'
import { parseCaptionText } from '#shared/caption/parse-caption-text.ts'
import { AppError } from '#shared/messages/app-error.ts'
import { anyCues } from './any-cues.ts'

const write = (cues: readonly ImportedCue[], format: CaptionFormatName): string =>
  captionFormats[format].write(cues, { language: 'en', title: 'A lesson' })

/** Null where nothing is left of the captions, which hostile text alone may be. */
function read(source: string, format: CaptionFormatName): readonly ImportedCue[] | null {
  try {
    return parseCaptionText(source, `a.${captionFormats[format].extensions[0]}`).cues
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code.startsWith('captions.')) return null
    throw thrown
  }
}

describe('imported, exported and imported again, captions are equal', () => {
  test.each(captionFormatNames.filter((format) => format !== 'txt'))('%s', (format) => {
    fc.assert(
      fc.property(anyCues, (cues) => {
        const once = read(write(cues, format), format)
        if (once === null) return
        const source = write(once, format)
        expect(read(source, format), source).toEqual(once)
      }),
      { numRuns: 120 },
    )
  })
})

test('a transcript that was read is written as the same paragraphs, and read as the same captions', () => {
  fc.assert(
    fc.property(anyCues, (cues) => {
      const source = write(cues, 'txt')
      // A paragraph that begins with a time is timed.
      fc.pre(!/^\W?\d/m.test(source))
      const once = read(source, 'txt')
      if (once === null) return
      expect(read(write(once, 'txt'), 'txt')).toEqual(once)
    }),
    { numRuns: 120 },
  )
})

describe('what a format carries comes back as it was', () => {
  test.each(captionFormatNames.filter((format) => format !== 'txt'))('%s: the words, whatever they are', (format) => {
    fc.assert(
      fc.property(anyCues, (cues) => {
        const tidy = (text: string): string =>
          text
            // oxlint-disable-next-line no-control-regex
            .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]|\p{Cs}/gu, '')
            .split(/[\n\r\u0085\u2028\u2029]/u)
            .map((line) => line.trim())
            .filter((line) => line !== '')
            .join('\n')
        const wanted = cues.map(({ text }) => tidy(text)).filter((text) => text !== '')
        const back = read(write(cues, format), format) ?? []
        expect(back.map(({ text }) => tidy(text)).filter((text) => text !== '')).toEqual(wanted)
      }),
      { numRuns: 120 },
    )
  })
})
