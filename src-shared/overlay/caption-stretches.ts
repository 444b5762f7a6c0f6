import type { LessonDocument } from '../project/schema/document.ts'
import type { Caption, CaptionStyle } from '../project/schema/text.ts'
import { captionWords } from '../project/selectors.ts'
import type { Span } from '../project/timeline.ts'
import type { Ticks } from '../time/ticks.ts'
import { drawnMarks, placeMarks, type InkMark } from './caption-marks.ts'
import { prepareLines } from './prepare-text.ts'
import { groupWords, speakWords, timedWords } from './spoken-words.ts'
import { findEvery, placeWords, widenToWords, type WordPlace } from './word-places.ts'

/** A part of a text (UTF-16 units). */
export type Stretch = { readonly from: number; readonly to: number }
export type SpokenStretch = Stretch & { readonly startTicks: Ticks; readonly endTicks: Ticks }

export type CaptionStretches = {
  /** The caption as it is shown; lines are parted by line feeds. */
  readonly text: string
  /** What is said when, in order: with `word`, all that shows at that time. */
  readonly words: readonly SpokenStretch[]
  /** What stands out all the time. */
  readonly emphasis: readonly Stretch[]
  /** What is set apart: underlined, or in a colour. */
  readonly marks: readonly (Stretch & { readonly style: InkMark['style'] })[]
}

/** The words of a caption as something else than `paintOverlay` draws them: the player. `span` is its time on the timeline. */
export function stretchesOf(document: LessonDocument, caption: Caption, span: Span, style: CaptionStyle): CaptionStretches {
  const { animation } = style
  const written = captionWords(caption)
  const wanted = caption.emphasis ?? []
  const drawn = drawnMarks(caption, style)
  if (animation === 'plain' && wanted.length === 0 && drawn.length === 0)
    return { text: written, words: [], emphasis: [], marks: [] }
  const lines = prepareLines(written)
  const paragraphs = animation === 'word' ? [lines.join(' ')] : lines
  const toStretch = ({ paragraph, start, end }: WordPlace): Stretch => {
    const before = paragraphs.slice(0, paragraph).reduce((sum, line) => sum + line.length + 1, 0)
    return { from: before + start, to: before + end }
  }
  const text = paragraphs.join('\n')
  const emphasis = findEvery(paragraphs, wanted).map(toStretch)
  const marks = placeMarks(paragraphs, drawn).map((place) => ({ ...toStretch(place), style: place.style }))
  if (animation === 'plain') return { text, words: [], emphasis, marks }
  const spoken = speakWords(written, timedWords(document, caption), span)
  if (animation === 'karaoke') {
    const places = widenToWords(paragraphs, placeWords(paragraphs, spoken))
    const words = places.flatMap((place, index) => {
      const said = spoken[index]
      return said ? [{ ...toStretch(place), startTicks: said.startTicks, endTicks: said.endTicks }] : []
    })
    return { text, words, emphasis, marks }
  }
  let from = 0
  const words = groupWords(written, spoken, span).map((group) => {
    const start = text.indexOf(group.text, from)
    from = start + group.text.length
    return { from: start, to: from, ...group.span }
  })
  return { text, words, emphasis, marks }
}
