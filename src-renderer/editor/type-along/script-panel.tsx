import { useEffect, useRef, useState } from 'react'
import { AudioLines, FileText, X } from 'lucide-react'
import { call } from '#renderer/ipc/client.ts'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { Notice } from '#renderer/ui/feedback.tsx'
import { TextField } from '#renderer/ui/fields.tsx'
import { Progress } from '#renderer/ui/overlays.tsx'
import { toErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { SpeechModelId } from '#shared/speech/models.ts'
import { useEditor } from '../editor-context.tsx'
import { useLessonVoice } from './lesson-voice.ts'
import { showCaptionWork } from './open.ts'
import { captionByModel, captionByPauses, findScriptModel } from './script-work.ts'
import styles from './type-along.module.css'
import panel from '../panel.module.css'

const words = text.typeAlong.script

/** A text that is spoken in the lesson becomes its captions. */
export function ScriptPanel() {
  const editor = useEditor()
  const voice = useLessonVoice()
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const [script, setScript] = useState('')
  /** Undefined until it is known. */
  const [modelId, setModelId] = useState<SpeechModelId | null | undefined>(undefined)
  const [listening, setListening] = useState<{ readonly giveUp: AbortController; readonly fraction: number } | null>(null)
  const close = (): void => showCaptionWork(editor, 'list')
  useEffect(() => {
    field.current?.focus()
    let current = true
    findScriptModel(editor)
      .catch(() => null)
      .then((found) => {
        if (current) setModelId(found)
      })
    return () => {
      current = false
    }
  }, [editor])
  const running = listening?.giveUp
  useEffect(() => () => running?.abort(), [running])
  const isDeaf = modelId === null && voice.length === 0
  const how = modelId ? words.withModel : isDeaf ? words.noVoice : words.withoutModel
  const tell = (thrown: unknown): void => editor.tellError(toErrorData(thrown))
  const open = async (): Promise<void> => {
    const { file } = await call('textFiles.open', { purpose: 'script' })
    if (file) setScript(file.text)
    field.current?.focus()
  }
  const make = async (): Promise<void> => {
    const giveUp = new AbortController()
    const onProgress = (fraction: number): void => setListening({ giveUp, fraction })
    onProgress(0)
    try {
      const isDone = await (modelId
        ? captionByModel(editor, script, modelId, voice, giveUp.signal, onProgress)
        : captionByPauses(editor, script, voice, giveUp.signal))
      if (isDone) close()
    } finally {
      setListening(null)
    }
  }
  return (
    <div className={styles['panel']}>
      <header className={panel['header']}>
        <h2>{words.title}</h2>
        <IconButton icon={X} label={text.typeAlong.close} onPress={close} />
      </header>
      <div className={styles['script']}>
        <div className={styles['scriptField']} dir="auto">
          <TextField
            label={words.field}
            lines={12}
            inputRef={field}
            value={script}
            placeholder={words.placeholder}
            hint={words.hint}
            onChange={setScript}
          />
        </div>
        <Button icon={FileText} onPress={() => void open().catch(tell)}>
          {words.file}
        </Button>
        {modelId !== undefined && <Notice tone={modelId === null ? 'warning' : 'info'} title={how} />}
        <p className={styles['remark']}>{words.replaces}</p>
        {listening && (
          <>
            <Progress label={words.listening} fraction={listening.fraction} remark={text.common.percent(listening.fraction)} />
            <Button onPress={() => listening.giveUp.abort()}>{text.common.cancel}</Button>
          </>
        )}
      </div>
      <footer className={panel['footer']}>
        {/* Stays where it is: a second press of a double click must neither begin again nor cancel. */}
        <Button
          icon={AudioLines}
          variant="primary"
          wide
          isDisabled={script.trim() === '' || modelId === undefined || isDeaf || listening !== null}
          onPress={() => void make().catch(tell)}
        >
          {words.run}
        </Button>
      </footer>
    </div>
  )
}
