import { CircleHelp } from 'lucide-react'
import { Pressable } from '#renderer/ui/pressable.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import { useEditor } from '../editor-context.tsx'
import type { CaptionItem } from '../timeline/timeline-items.ts'
import { goToWord } from './go-to-word.ts'
import { uncertainPlaces } from './review.ts'
import styles from './speech.module.css'

const words = text.speech.review

/** The words of a caption that the engine was not sure of; each leads to its place in the text. Nothing where there are none. */
export function UncertainWords({ item }: { readonly item: CaptionItem }) {
  const editor = useEditor()
  const places = uncertainPlaces([item])
  if (places.length === 0) return null
  const { text: written } = item.caption
  return (
    <p className={styles['uncertain']}>
      <CircleHelp size={14} aria-hidden />
      <span>{words.mark}</span>
      {places.map((place, index) => {
        const word = written.slice(place.from, place.to)
        return (
          // Words may stand twice in a caption.
          // oxlint-disable-next-line react/no-array-index-key
          <Pressable
            key={`${index}${word}`}
            label={words.goTo(word)}
            className={styles['uncertainWord'] ?? ''}
            onPress={() => goToWord(editor, place)}
          >
            {word}
          </Pressable>
        )
      })}
    </p>
  )
}
