import { useRef } from 'react'
import { Trash2 } from 'lucide-react'
import { IconButton } from '#renderer/ui/button.tsx'
import { NumberField, TextField } from '#renderer/ui/fields.tsx'
import { captionStretch } from '#shared/project/place-caption.ts'
import { editCaption, retimeCaption } from '#shared/edit/commands/captions.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Caption } from '#shared/project/schema/text.ts'
import { addTicks, secondsToTicks, subtractTicks, ticksToSeconds } from '#shared/time/ticks.ts'
import { deleteSelection } from '../actions/clips.ts'
import { useDocument, useEditor } from '../editor-context.tsx'
import { captionWarning } from './caption-warnings.ts'
import { EmphasisWords } from './emphasis-words.tsx'
import styles from '../inspector/inspector.module.css'
import { useKeys } from '../shortcuts/use-keys.ts'

export function CaptionInspector({ caption }: { readonly caption: Caption }) {
  const editor = useEditor()
  const document = useDocument()
  const words = text.inspector.caption
  const span = captionStretch(document, caption)
  const lengthTicks = subtractTicks(span.endTicks, span.startTicks)
  const style = document.captionTracks[caption.captionTrackId]?.style
  /** As it was when the cursor came: the field takes letters back by itself. */
  const began = useRef(caption)
  const edit = (changes: Partial<Pick<Caption, 'text' | 'speaker'>>, field: string): void => {
    editor.run(
      editCaption,
      { captionId: caption.id, changes, began: began.current },
      { mergeKey: `caption:${caption.id}:${field}` },
    )
  }
  return (
    <section className={styles['section']}>
      <h2 className={styles['heading']}>
        {words.title}
        <IconButton icon={Trash2} label={words.delete} {...useKeys('delete')} onPress={() => deleteSelection(editor)} />
      </h2>
      <TextField
        label={words.text}
        lines={3}
        value={caption.text}
        onFocus={() => {
          began.current = caption
        }}
        onChange={(next) => edit({ text: next }, 'text')}
        warning={
          style && captionWarning(caption.text, span, style.maxCharactersPerLine, style.maxLines, document.settings.audience)
        }
      />
      <div className={styles['pair']}>
        <NumberField
          label={words.start}
          unit="s"
          min={0}
          step={0.1}
          decimals={2}
          value={ticksToSeconds(span.startTicks)}
          onChange={(seconds) => {
            const startTicks = secondsToTicks(seconds)
            editor.run(
              retimeCaption,
              { captionId: caption.id, startTicks, endTicks: addTicks(startTicks, lengthTicks) },
              { mergeKey: `retime:${caption.id}` },
            )
          }}
        />
        <NumberField
          label={words.length}
          unit="s"
          min={0.1}
          step={0.1}
          decimals={2}
          value={ticksToSeconds(lengthTicks)}
          onChange={(seconds) =>
            editor.run(
              retimeCaption,
              { captionId: caption.id, endTicks: addTicks(span.startTicks, secondsToTicks(seconds)) },
              { mergeKey: `retime:${caption.id}` },
            )
          }
        />
      </div>
      <EmphasisWords caption={caption} />
      <TextField label={words.speaker} value={caption.speaker} onChange={(speaker) => edit({ speaker }, 'speaker')} />
    </section>
  )
}
