import createBidi from 'bidi-js'
import type { EmbeddingLevels } from 'bidi-js'
import { breakBalanced, findBreakOpportunities, type LineLimits, type Segment } from './break-lines.ts'
import { clusterText, type Cluster } from './clusters.ts'
import type { BundledFont } from './fonts.ts'
import type { TextMeasurer } from './measure.ts'

const bidi = createBidi()

/** Emoji stand a little taller than capitals, with some air on both sides (fractions of the text size). */
const emojiSize = 1.06
const emojiAdvance = 1.18

/**
 * A piece of a line in visual order; `x` counts from the line's left edge. `word` is null outside the words that were asked for;
 * `sizePx` is that of its letters, or of those that an emoji stands between.
 */
export type LineRun = { readonly x: number; readonly width: number; readonly word: number | null; readonly sizePx: number } & (
  | { readonly kind: 'text'; readonly text: string; readonly fontId: string; readonly direction: 'ltr' | 'rtl' }
  | { readonly kind: 'emoji'; readonly key: string; readonly pictureSizePx: number }
)

export type TextLine = {
  readonly width: number
  readonly direction: 'ltr' | 'rtl'
  readonly runs: readonly LineRun[]
  /** Of its largest letters. */
  readonly sizePx: number
}

/** How much larger than usual the letter at an offset of a text is. */
export type SizeFinder = (offset: number) => number

const usualSize: SizeFinder = () => 1

/** The clusters of one line, half-open. */
export type LineRange = { readonly first: number; readonly end: number }

/** A paragraph whose fonts, breaks and bidi levels are known; it can be set in any size. */
export type ShapedParagraph = {
  readonly text: string
  readonly clusters: readonly Cluster[]
  readonly levels: EmbeddingLevels
  readonly direction: 'ltr' | 'rtl'
  readonly scaleAt: SizeFinder
  /** Widths at the size `measuredSizePx`. */
  readonly segments: readonly Segment[]
  /** Width of single clusters at that size, for words that no line can hold. */
  readonly clusterWidth: (cluster: Cluster) => number
}

/** Widths that decide line breaks are measured once at this size and scaled: outlines scale without hinting. */
const measuredSizePx = 100

export function shapeParagraph(
  text: string,
  stack: readonly BundledFont[],
  measure: TextMeasurer,
  scaleAt: SizeFinder = usualSize,
): ShapedParagraph {
  const { clusters } = clusterText(text, stack)
  const levels = bidi.getEmbeddingLevels(text, 'auto')
  const direction = (levels.paragraphs[0]?.level ?? 0) % 2 === 1 ? 'rtl' : 'ltr'
  return {
    text,
    clusters,
    levels,
    direction,
    scaleAt,
    segments: measureSegments(text, clusters, measure, scaleAt),
    clusterWidth: rememberWidths(measure, scaleAt),
  }
}

/** Sentence and clause punctuation of the scripts that the bundled fonts cover, and quotes or brackets after it. */
const phraseEnd = /[.,;:!?\u2026\u2014\u060c\u061b\u061f\u3001\u3002\uff01\uff0c\uff1a\uff1b\uff1f][\p{Pe}\p{Pf}"']*\s*$/u

function measureSegments(
  text: string,
  clusters: readonly Cluster[],
  measure: TextMeasurer,
  scaleAt: SizeFinder,
): readonly Segment[] {
  const segments: Segment[] = []
  let first = 0
  for (const position of findBreakOpportunities(text)) {
    let end = first
    while (end < clusters.length && (clusters[end]?.end ?? 0) <= position) end += 1
    if (end === first) continue
    let inkEnd = end
    while (inkEnd > first && clusters[inkEnd - 1]?.space) inkEnd -= 1
    const inkWidth = widthOf(clusters.slice(first, inkEnd), measure, scaleAt)
    segments.push({
      endCluster: end,
      inkWidth,
      fullWidth: inkEnd === end ? inkWidth : widthOf(clusters.slice(first, end), measure, scaleAt),
      characterCount: end - first,
      endsPhrase: phraseEnd.test(text.slice(Math.max(0, position - 8), position)),
    })
    first = end
  }
  return segments
}

/** A long text repeats its letters and is set in many sizes, each of which asks again. */
function rememberWidths(measure: TextMeasurer, scaleAt: SizeFinder): (cluster: Cluster) => number {
  const known = new Map<string, number>()
  return (cluster) => {
    const { glyphs } = cluster
    const key = glyphs.kind === 'font' ? `${glyphs.fontId} ${glyphs.text}` : glyphs.kind
    const width = known.get(key) ?? widthOf([cluster], measure, usualSize)
    known.set(key, width)
    return width * scaleAt(cluster.start)
  }
}

function widthOf(clusters: readonly Cluster[], measure: TextMeasurer, scaleAt: SizeFinder): number {
  let width = 0
  let fontId = ''
  let text = ''
  let scale = 1
  const flush = (): void => {
    if (text !== '') width += measure(fontId, measuredSizePx, text) * scale
    text = ''
  }
  for (const { glyphs, start } of clusters) {
    if (glyphs.kind === 'nothing') continue
    if (glyphs.kind === 'emoji') {
      flush()
      width += emojiAdvance * measuredSizePx * scaleAt(start)
      continue
    }
    if (glyphs.fontId !== fontId || scaleAt(start) !== scale) flush()
    fontId = glyphs.fontId
    scale = scaleAt(start)
    text += glyphs.text
  }
  flush()
  return width
}

/** Pixels that the widest stretch without a break opportunity takes at a size. */
export function widestWord(paragraph: ShapedParagraph, sizePx: number): number {
  return paragraph.segments.reduce((widest, { inkWidth }) => Math.max(widest, inkWidth), 0) * (sizePx / measuredSizePx)
}

/** Cluster ranges of the lines of a paragraph at a size, balanced within the limits (width in pixels). */
export function breakParagraph(paragraph: ShapedParagraph, sizePx: number, limits: LineLimits): readonly LineRange[] {
  const width = (limits.width * measuredSizePx) / sizePx
  const segments = paragraph.segments.flatMap((segment, index) =>
    segment.inkWidth <= width ? [segment] : splitSegment(paragraph, index),
  )
  const ends = breakBalanced(segments, { width, characters: limits.characters })
  return ends.map((end, index) => ({ first: ends[index - 1] ?? 0, end }))
}

/** A word too long for any line may break between any two clusters. */
function splitSegment(paragraph: ShapedParagraph, index: number): readonly Segment[] {
  const first = paragraph.segments[index - 1]?.endCluster ?? 0
  const end = paragraph.segments[index]?.endCluster ?? first
  return paragraph.clusters.slice(first, end).map((cluster, offset) => {
    const fullWidth = paragraph.clusterWidth(cluster)
    return {
      endCluster: first + offset + 1,
      inkWidth: cluster.space ? 0 : fullWidth,
      fullWidth,
      characterCount: 1,
      endsPhrase: false,
    }
  })
}

/** One line, reordered for display by UAX 9 and measured exactly at its size. `wordOf` tells the word at an offset of the text. */
export function setLine(
  paragraph: ShapedParagraph,
  range: LineRange,
  sizePx: number,
  measure: TextMeasurer,
  wordOf: (offset: number) => number | null = () => null,
): TextLine {
  let x = 0
  const runs = visualRuns(paragraph, range, wordOf).map((piece): LineRun => {
    const left = x
    const { word, scale, ...glyphs } = piece
    // Whole pixels, as all letters.
    const size = Math.round(sizePx * scale)
    if (glyphs.kind === 'emoji') {
      const pictureSizePx = emojiSize * size
      x += emojiAdvance * size
      const inset = ((emojiAdvance - emojiSize) * size) / 2
      return { ...glyphs, pictureSizePx, x: left + inset, width: pictureSizePx, word, sizePx: size }
    }
    const width = measure(glyphs.fontId, size, glyphs.text)
    x += width
    return { ...glyphs, x: left, width, word, sizePx: size }
  })
  return {
    width: x,
    direction: paragraph.direction,
    runs,
    sizePx: runs.reduce((largest, run) => Math.max(largest, run.sizePx), sizePx),
  }
}

type VisualPiece = { readonly word: number | null; readonly scale: number } & (
  | { readonly kind: 'emoji'; readonly key: string }
  | { readonly kind: 'text'; text: string; readonly fontId: string; readonly direction: 'ltr' | 'rtl' }
)

function visualRuns(
  paragraph: ShapedParagraph,
  range: LineRange,
  wordOf: (offset: number) => number | null,
): readonly VisualPiece[] {
  const { text, clusters, levels, scaleAt } = paragraph
  const line = trimSpaces(clusters.slice(range.first, range.end))
  const start = line[0]?.start
  const last = line.at(-1)
  if (start === undefined || last === undefined) return []
  const byStart = new Map(line.map((cluster) => [cluster.start, cluster]))
  const pieces: VisualPiece[] = []
  for (const offset of bidi.getReorderedIndices(text, levels, start, last.end - 1)) {
    const cluster = byStart.get(offset)
    if (!cluster || cluster.glyphs.kind === 'nothing') continue
    const word = wordOf(offset)
    const scale = scaleAt(offset)
    if (cluster.glyphs.kind === 'emoji') {
      pieces.push({ ...cluster.glyphs, word, scale })
      continue
    }
    const { fontId, text: content } = cluster.glyphs
    const direction = (levels.levels[offset] ?? 0) % 2 === 1 ? 'rtl' : 'ltr'
    const before = pieces.at(-1)
    const joins = before?.kind === 'text' && before.fontId === fontId && before.direction === direction
    if (!joins || before.word !== word || before.scale !== scale) {
      pieces.push({ kind: 'text', text: content, fontId, direction, word, scale })
    } else {
      before.text = direction === 'rtl' ? content + before.text : before.text + content
    }
  }
  return pieces
}

function trimSpaces(clusters: readonly Cluster[]): readonly Cluster[] {
  let first = 0
  let end = clusters.length
  while (first < end && clusters[first]?.space) first += 1
  while (end > first && clusters[end - 1]?.space) end -= 1
  return clusters.slice(first, end)
}
