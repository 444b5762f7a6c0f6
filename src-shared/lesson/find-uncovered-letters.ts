import { findUncovered } from '../overlay/find-uncovered.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import type { TextStyle } from '../project/schema/text.ts'
import { captionsInOrder, captionTracksInOrder, captionWords } from '../project/selectors.ts'
import type { LessonWarning } from './lesson-warning.ts'

/** Letters and captions are named up to here: a text in another script lacks dozens. */
const namedLetters = 12
const namedCharacters = 40

/** One warning for the titles and for each caption track with letters that no bundled font draws: the first such text, and the letters. */
export function findUncoveredLetters(document: LessonDocument): readonly LessonWarning[] {
  const titles = judge(Object.values(document.overlays).flatMap(({ content }) => (content.kind === 'text' ? [content] : [])))
  const captions = captionTracksInOrder(document).flatMap((track) => {
    const texts = captionsInOrder(document, track.id).map(({ caption }) => captionWords(caption))
    return judge(texts.map((text) => ({ text, style: track.style.text }))) ?? []
  })
  return [
    ...(titles ? [{ code: 'title-letters-uncovered' as const, params: { title: titles.first, ...titles.rest } }] : []),
    ...captions.map(({ first, rest }) => ({ code: 'letters-uncovered' as const, params: { caption: first, ...rest } })),
  ]
}

type Found = { readonly first: string; readonly rest: { readonly more: number; readonly letters: string } }

function judge(texts: readonly { readonly text: string; readonly style: TextStyle }[]): Found | null {
  const found = texts
    .map(({ text, style }) => ({ text, letters: findUncovered(text, style) }))
    .filter(({ letters }) => letters.length > 0)
  const [first] = found
  if (!first) return null
  const letters = [...new Set(found.flatMap((each) => each.letters))]
  return { first: shorten(first.text), rest: { more: found.length - 1, letters: nameLetters(letters) } }
}

function nameLetters(letters: readonly string[]): string {
  const named = letters.slice(0, namedLetters).join(' ')
  return letters.length > namedLetters ? `${named} …` : named
}

function shorten(text: string): string {
  const characters = [...text.replace(/\s+/g, ' ').trim()]
  return characters.length > namedCharacters ? `${characters.slice(0, namedCharacters).join('')}…` : characters.join('')
}
