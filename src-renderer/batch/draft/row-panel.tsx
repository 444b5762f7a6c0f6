import { useRef, useState } from 'react'
import { CircleAlert, FileOutput, Info, SquarePen } from 'lucide-react'
import { useStore } from 'zustand'
import { call } from '#renderer/ipc/client.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Progress } from '#renderer/ui/overlays.tsx'
import type { DraftRow } from '#shared/ipc/areas/batch-draft.ts'
import type { ProjectId } from '#shared/ipc/areas/library.ts'
import { toErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { DraftSession } from './draft-session.ts'
import { RowLook } from './row-look.tsx'
import styles from './draft.module.css'

const words = text.batchDraft.row

type RowPanelProps = {
  readonly session: DraftSession
  readonly row: DraftRow
  readonly onOpenLesson: (projectId: ProjectId) => void
  readonly onFailed: (thrown: unknown) => void
}

/** All about one row: what keeps it from being made, what it makes, and how that looks. */
export function RowPanel({ session, row, onOpenLesson, onFailed }: RowPanelProps) {
  const { line, state, errors, warnings, outputs } = row
  const isLeftOut = useStore(session.state, ({ decisions }) => decisions.leftOut.includes(line))
  const [opening, setOpening] = useState(false)
  const opened = useRef(false)
  const open = async (): Promise<void> => {
    const order = await session.order()
    if (!order || opened.current) return
    opened.current = true
    setOpening(true)
    try {
      const { projectId } = await call('batchDraft.makeLesson', { ...order, line })
      onOpenLesson(projectId)
    } catch (thrown) {
      if (toErrorData(thrown).code !== 'cancelled') throw thrown
    } finally {
      opened.current = false
      setOpening(false)
    }
  }
  const canBeMade = state === 'make' || state === 'again' || state === 'unchanged'
  return (
    <aside className={styles['row']} aria-label={words.label}>
      <h2>{words.title(line)}</h2>
      <p className={styles['clip']}>{row.values[0]}</p>
      <Sentences title={words.problems} sentences={errors} tone="error" />
      <Sentences title={words.warnings} sentences={warnings} tone="info" />
      {outputs.length > 0 && (
        <section>
          <h3>{words.outputs}</h3>
          <ul className={styles['outputs']}>
            {outputs.map((output) => (
              <li key={output}>
                <FileOutput size={14} aria-hidden />
                <span className={styles['name']}>{output}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <RowLook session={session} row={row} />
      {opening && (
        <div className={styles['opening']}>
          <Progress label={words.opening} fraction={null} />
          <Button onPress={() => void session.stopPreview().catch(() => undefined)}>{words.stopOpening}</Button>
        </div>
      )}
      <div className={styles['buttons']}>
        <Button onPress={() => session.include([line], isLeftOut)}>{isLeftOut ? words.takeIn : words.leaveOut}</Button>
        <Button icon={SquarePen} isDisabled={!canBeMade || opening} onPress={() => void open().catch(onFailed)}>
          {words.open}
        </Button>
      </div>
    </aside>
  )
}

type SentencesProps = { readonly title: string; readonly sentences: readonly string[]; readonly tone: 'error' | 'info' }

function Sentences({ title, sentences, tone }: SentencesProps) {
  if (sentences.length === 0) return null
  const Sign = tone === 'error' ? CircleAlert : Info
  return (
    <section>
      <h3>{title}</h3>
      <ul className={styles['sentences']} data-tone={tone}>
        {sentences.map((sentence) => (
          <li key={sentence}>
            <Sign size={14} aria-hidden />
            <span>{sentence}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
