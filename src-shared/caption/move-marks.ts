import type { CaptionMark } from '../project/schema/text.ts'

/**
 * The marks of a text that was changed in one place, divided, or joined to others: what stands before and after the change keeps
 * them, what was put in between takes those around it.
 */
export function moveMarks(marks: readonly CaptionMark[], before: string, after: string): readonly CaptionMark[] {
  const shortest = Math.min(before.length, after.length)
  let head = 0
  while (head < shortest && before[head] === after[head]) head += 1
  let tail = 0
  while (tail < shortest - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1
  const [changeEnd, newEnd] = [before.length - tail, after.length - tail]
  const later = after.length - before.length
  return marks.flatMap((mark) => {
    const from = mark.from <= head ? mark.from : mark.from >= changeEnd ? mark.from + later : newEnd
    const to = mark.to >= changeEnd ? Math.min(mark.to, before.length) + later : Math.min(mark.to, head)
    return from < to ? [{ ...mark, from, to }] : []
  })
}

/** The marks of each part of a caption's text, in order; a part whose words were spelled anew keeps what `moveMarks` finds. */
export function divideMarks(
  caption: { readonly text: string; readonly marks?: readonly CaptionMark[] },
  parts: readonly string[],
): readonly { marks?: readonly CaptionMark[] }[] {
  let end = 0
  return parts.map((part) => {
    const start = caption.text.indexOf(part, end)
    if (start < 0) return marksFor(caption, part)
    end = start + part.length
    const marks = (caption.marks ?? []).flatMap((mark) => {
      const [from, to] = [Math.max(0, mark.from - start), Math.min(part.length, mark.to - start)]
      return from < to ? [{ ...mark, from, to }] : []
    })
    return marks.length === 0 ? {} : { marks }
  })
}

/** The marks of a caption whose text becomes another, to be spread over it: none at all where none is left. */
export function marksFor(
  caption: { readonly text: string; readonly marks?: readonly CaptionMark[] },
  text: string,
): { marks?: readonly CaptionMark[] } {
  const marks = moveMarks(caption.marks ?? [], caption.text, text)
  return marks.length === 0 ? {} : { marks }
}
