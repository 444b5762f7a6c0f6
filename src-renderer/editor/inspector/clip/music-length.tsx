import { Repeat } from 'lucide-react'
import { announce } from '#renderer/ui/announcer.tsx'
import { Button } from '#renderer/ui/button.tsx'
import { fitMusic, isMusicUnfit } from '#shared/edit/commands/fit-music.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Clip } from '#shared/project/schema/clip.ts'
import { useDocument, useEditor } from '../../editor-context.tsx'
import styles from '../inspector.module.css'

const words = text.music

/** Offers to let music follow the lesson, where one of them has another end by now. */
export function MusicLength({ clip }: { readonly clip: Clip }) {
  const editor = useEditor()
  const document = useDocument()
  if (!isMusicUnfit(document, clip)) return null
  return (
    <section className={styles['section']}>
      <Button
        icon={Repeat}
        onPress={() => {
          if (editor.run(fitMusic, { clipId: clip.id })) announce(words.fitted)
        }}
      >
        {words.fit}
      </Button>
      <p className={styles['hint']}>{words.fitHint}</p>
    </section>
  )
}
