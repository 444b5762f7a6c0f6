import { findUncovered } from '../overlay/find-uncovered.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import { captionsInOrder, captionTracksInOrder, captionWords } from '../project/selectors.ts'
import type { LessonWarning } from './lesson-warning.ts'

/** Letters and captions are named up to here: a text in another script lacks dozens. */
const namedLetters = 12
const namedCharacters = 40

/** One warning for each caption track with letters that no bundled font draws: the first such caption, and the letters. */
export function findUncoveredLetters(document: LessonDocument): readonly LessonWarning[] {
  return captionTracksInOrder(document).flatMap((track): LessonWarning[] => {
    const letters = new Set<string>()
    const texts: string[] = []
    for (const { caption } of captionsInOrder(document, track.id)) {
      const words = captionWords(caption)
      const uncovered = findUncovered(words, track.style.text)
      for (const letter of uncovered) letters.add(letter)
      if (uncovered.length > 0) texts.push(words)
    }
    const [first] = texts
    if (first === undefined) return []
    return [
      {
        code: 'letters-uncovered',
        params: { caption: shorten(first), more: texts.length - 1, letters: nameLetters([...letters]) },
      },
    ]
  })
}

function nameLetters(letters: readonly string[]): string {
  const named = letters.slice(0, namedLetters).join(' ')
  return letters.length > namedLetters ? `${named} …` : named
}

function shorten(text: string): string {
  const characters = [...text.replace(/\s+/g, ' ').trim()]
  return characters.length > namedCharacters ? `${characters.slice(0, namedCharacters).join('')}…` : characters.join('')
}
