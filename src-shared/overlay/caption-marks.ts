import type { Caption, CaptionMark, CaptionStyle } from '../project/schema/text.ts'
import { captionWords } from '../project/selectors.ts'
import { readableContrast, textContrast } from './contrast.ts'
import { prepareLines } from './prepare-text.ts'
import { isInsideWord, type WordPlace } from './word-places.ts'

/** Its ends count what is seen of a text, without spaces and line breaks, which change when the text is laid out. */
export type InkMark = Pick<CaptionMark, 'from' | 'to' | 'style'>

/** How a stretch is set apart. */
export type MarkLook = {
  readonly colour: string | null
  readonly underlined: boolean
  readonly bold: boolean
  readonly slanted: boolean
}

const plainLook: MarkLook = { colour: null, underlined: false, bold: false, slanted: false }

const seen = /\S/

/** Characters that are seen (UTF-16 units). */
export function inkLength(text: string): number {
  return prepareLines(text).join('').replace(/\s/g, '').length
}

/** The marks of a caption that are drawn: bold and slanted words, lines below words, and colours that can be read where they stand. */
export function drawnMarks(caption: Caption, { text }: CaptionStyle): readonly InkMark[] {
  const { marks = [] } = caption
  if (marks.length === 0) return []
  const lead = inkLength(captionWords(caption)) - inkLength(caption.text)
  const at = (offset: number): number => lead + inkLength(caption.text.slice(0, offset))
  return marks.flatMap(({ from, to, style }) => {
    const contrast = style.startsWith('#') ? textContrast({ ...text, colour: style }) : null
    if (contrast !== null && !(contrast >= readableContrast)) return []
    return [{ from: at(from), to: at(to), style }]
  })
}

/** The same marks counted from a later place of the text. */
export function marksBehind(marks: readonly InkMark[], inkBefore: number): readonly InkMark[] {
  return marks.map((mark) => ({ ...mark, from: mark.from - inkBefore, to: mark.to - inkBefore })).filter(({ to }) => to > 0)
}

/** Where marks stand in paragraphs, as whole words: letters that join must not be drawn apart. */
export function placeMarks(
  paragraphs: readonly string[],
  marks: readonly InkMark[],
): readonly (WordPlace & { readonly style: InkMark['style'] })[] {
  return marks.flatMap(({ from, to, style }) => {
    let ink = 0
    return paragraphs.flatMap((text, paragraph) => {
      let start = -1
      let end = -1
      for (let offset = 0; offset < text.length; offset += 1) {
        if (!seen.test(text.charAt(offset))) continue
        if (ink >= from && ink < to) {
          if (start < 0) start = offset
          end = offset + 1
        }
        ink += 1
      }
      if (start < 0) return []
      while (isInsideWord(text, start)) start -= 1
      while (isInsideWord(text, end)) end += 1
      return [{ paragraph, start, end, style }]
    })
  })
}

/** How each character of each paragraph is set apart; the sum of its marks, of colours the last one. */
export function markLooks(paragraphs: readonly string[], marks: readonly InkMark[]): readonly (readonly (MarkLook | null)[])[] {
  const looks = paragraphs.map((text) => Array.from(text.split(''), (): MarkLook | null => null))
  for (const { paragraph, start, end, style } of placeMarks(paragraphs, marks)) {
    const own = looks[paragraph] ?? []
    for (let at = start; at < end; at += 1) {
      own[at] = { ...(own[at] ?? plainLook), ...lookOf(style) }
    }
  }
  return looks
}

function lookOf(style: InkMark['style']): Partial<MarkLook> {
  if (style === 'underline') return { underlined: true }
  if (style === 'bold') return { bold: true }
  return style === 'italic' ? { slanted: true } : { colour: style }
}
