import { useId } from 'react'
import { Group, ToggleButton } from 'react-aria-components'
import { emphasisable, emphasiseWords, isEmphasised } from '#shared/edit/commands/emphasise-words.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Caption } from '#shared/project/schema/text.ts'
import { useDocument, useEditor } from '../editor-context.tsx'
import labelled from '#renderer/ui/labelled.module.css'
import styles from './captions.module.css'

const words = text.captions.emphasis

/** The words of a caption, each a switch that lets it stand out. */
export function EmphasisWords({ caption }: { readonly caption: Caption }) {
  const editor = useEditor()
  const labelId = useId()
  const language = useDocument().captionTracks[caption.captionTrackId]?.language
  const choices = emphasisable(caption.text)
  return (
    <Group aria-labelledby={labelId} className={labelled['field'] ?? ''}>
      <span id={labelId} className={labelled['label']}>
        {words.title}
      </span>
      {choices.length > 0 && (
        <div className={styles['words']} lang={language} dir="auto">
          {choices.map((word) => (
            <ToggleButton
              key={word}
              className={styles['word'] ?? ''}
              isSelected={isEmphasised(caption, word)}
              onChange={() => editor.run(emphasiseWords, { captionId: caption.id, words: [word] })}
            >
              {word}
            </ToggleButton>
          ))}
        </div>
      )}
      <span className={labelled['hint']}>{choices.length > 0 ? words.hint : words.empty}</span>
    </Group>
  )
}
