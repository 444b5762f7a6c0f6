import { ArrowDown, CircleHelp } from 'lucide-react'
import { Button } from '#renderer/ui/button.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import { useEditor } from '../editor-context.tsx'
import { useKeys } from '../shortcuts/use-keys.ts'
import { goToNextUncertain } from './go-to-word.ts'
import styles from './speech.module.css'

const words = text.speech.review

/** How many words wait to be checked, and the way to the next one. */
export function ReviewBar({ count }: { readonly count: number }) {
  const editor = useEditor()
  const { keys } = useKeys('next-uncertain')
  return (
    <section className={styles['review']} aria-label={words.title}>
      <span className={styles['reviewCount']}>
        <CircleHelp size={14} aria-hidden />
        {words.count(count)}
      </span>
      <span className={styles['reviewNext']}>
        <Button icon={ArrowDown} variant="quiet" aria-label={words.next} onPress={() => goToNextUncertain(editor)}>
          {words.nextShort}
        </Button>
        {/* Beside the button, since it is no part of its name. */}
        {keys !== undefined && <kbd className={styles['keys']}>{keys}</kbd>}
      </span>
    </section>
  )
}
