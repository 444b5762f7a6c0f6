import { coversCodePoint } from './coverage.ts'
import { matchEmoji, pictureOf } from './emoji.ts'
import type { BundledFont } from './fonts.ts'

/** What is drawn as a whole: a letter with its marks, or an emoji. Offsets are UTF-16 code units of the text. */
export type Cluster = {
  readonly start: number
  readonly end: number
  readonly glyphs:
    | { readonly kind: 'font'; readonly fontId: string; readonly text: string }
    | { readonly kind: 'emoji'; readonly key: string }
    /** A control character: it steers line breaks or bidi and draws nothing. */
    | { readonly kind: 'nothing' }
  readonly space: boolean
}

export type ClusteredText = { readonly clusters: readonly Cluster[]; readonly uncovered: readonly string[] }

const mark = /^\p{M}$/u
const space = /^\p{Zs}$/u
const punctuation = /^\p{P}/u
const ignorable = /^[\p{Default_Ignorable_Code_Point}\p{Cc}]$/u
/** Joiners shape Arabic, so they stay in the text that is drawn. */
const joiners = new Set([0x200c, 0x200d])
const replacement = '\ufffd'

/**
 * Splits text into clusters and finds for each the first font of the stack that covers it. What no font covers is tried in
 * its compatibility form (a fancy letter becomes the plain one), then as a picture, then drawn as U+FFFD and reported.
 */
export function clusterText(text: string, stack: readonly BundledFont[]): ClusteredText {
  const characters = [...text]
  const codePoints = characters.map((character) => character.codePointAt(0) ?? 0)
  const clusters: Cluster[] = []
  const uncovered = new Set<string>()
  let previousFont: BundledFont | null = null
  let offset = 0
  let index = 0
  while (index < characters.length) {
    const emoji = matchEmoji(codePoints, index)
    const count: number = emoji?.codePointCount ?? clusterLength(characters, index)
    const content = characters.slice(index, index + count).join('')
    const start = offset
    index += count
    offset += content.length
    if (emoji) {
      clusters.push({ start, end: offset, glyphs: { kind: 'emoji', key: emoji.key }, space: false })
      continue
    }
    const isSpace = space.test(content)
    // A space or a full stop looks like the script it follows.
    const follows: boolean = isSpace || punctuation.test(content)
    const face = findFace(content, follows && previousFont ? [previousFont, ...stack] : stack)
    if (face.missing) uncovered.add(face.missing)
    if (face.font) previousFont = face.font
    clusters.push({ start, end: offset, glyphs: face.glyphs, space: isSpace })
  }
  return { clusters, uncovered: [...uncovered] }
}

function clusterLength(characters: readonly string[], index: number): number {
  let count = 1
  while (index + count < characters.length) {
    const next = characters[index + count] ?? ''
    if (!mark.test(next) && !joiners.has(next.codePointAt(0) ?? 0)) break
    count += 1
  }
  return count
}

type Face = { readonly glyphs: Cluster['glyphs']; readonly font: BundledFont | null; readonly missing: string | null }

function findFace(content: string, stack: readonly BundledFont[]): Face {
  const visible = visibleText(content)
  if (visible === '') return { glyphs: { kind: 'nothing' }, font: null, missing: null }
  const direct = findCovering(content, stack) ?? findCovering(content.normalize('NFKC'), stack)
  if (direct) return { ...direct, missing: null }
  const picture = pictureOf(visible.codePointAt(0) ?? 0)
  if (picture !== null) return { glyphs: { kind: 'emoji', key: picture }, font: null, missing: null }
  // The letter without the marks that no font has, rather than none at all.
  const [base = ''] = visible
  const partial = findCovering(base, stack) ?? findCovering(replacement, stack)
  return partial ? { ...partial, missing: content } : { glyphs: { kind: 'nothing' }, font: null, missing: content }
}

function findCovering(
  content: string,
  stack: readonly BundledFont[],
): { readonly glyphs: Cluster['glyphs']; readonly font: BundledFont } | null {
  const visible = visibleText(content)
  const needed = [...visible].map((character) => character.codePointAt(0) ?? 0)
  const font = stack.find((candidate) => needed.every((codePoint) => coversCodePoint(candidate.coverage, codePoint)))
  if (!font) return null
  const kept = [...content].filter((character) => {
    const codePoint = character.codePointAt(0) ?? 0
    return !ignorable.test(character) || (joiners.has(codePoint) && coversCodePoint(font.coverage, codePoint))
  })
  return { glyphs: { kind: 'font', fontId: font.id, text: kept.join('') }, font }
}

function visibleText(content: string): string {
  return [...content].filter((character) => !ignorable.test(character)).join('')
}
