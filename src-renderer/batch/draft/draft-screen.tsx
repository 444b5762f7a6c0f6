import { useEffect, useState } from 'react'
import { ChevronLeft, Layers, Redo2, Undo2 } from 'lucide-react'
import { useStore } from 'zustand'
import type { BatchStart } from '#renderer/batch-on-its-way.ts'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { EmptyState, Notice } from '#renderer/ui/feedback.tsx'
import { FileDrop } from '#renderer/ui/file-drop.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { ProjectId } from '#shared/ipc/areas/library.ts'
import { describeError, toErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { countRows } from './count-rows.ts'
import { DraftSession } from './draft-session.ts'
import { keepDraft, takeDraft } from './kept-drafts.ts'
import { OutcomeTable } from './outcome-table.tsx'
import { RowPanel } from './row-panel.tsx'
import { StepsPanel } from './steps-panel.tsx'
import { useUndoKeys } from './use-undo-keys.ts'
import styles from './draft.module.css'

const words = text.batchDraft
const tell = (thrown: unknown): void => void showToast(describeError(toErrorData(thrown)))

type DraftScreenProps = {
  /** The recipe of a lesson, or nothing yet. */
  readonly start: BatchStart
  /** One that was left, to go on with. */
  readonly left: DraftSession | null
  readonly onBack: () => void
  /** The batch is in the queue. */
  readonly onStarted: () => void
  readonly onOpenLesson: (projectId: ProjectId) => void
}

/** From batch steps and clips to what would come of each; nothing is made before it is asked for. */
export function DraftScreen({ start, left, onBack, onStarted, onOpenLesson }: DraftScreenProps) {
  const [session] = useState(() => left ?? new DraftSession(start))
  useEffect(() => {
    takeDraft(session)
    // The clips may have changed meanwhile.
    if (left) session.refresh()
    return () => void (keepDraft(session) && showToast(words.kept))
  }, [session, left])
  useUndoKeys(session)
  const recipe = useStore(session.state, (state) => state.recipe)
  const rows = useStore(session.state, (state) => state.rows)
  const error = useStore(session.state, (state) => state.error)
  const starting = useStore(session.state, (state) => state.starting)
  const canUndo = useStore(session.state, (state) => state.canUndo)
  const canRedo = useStore(session.state, (state) => state.canRedo)
  const [line, setLine] = useState<number | null>(null)
  const chosen = rows?.find((row) => row.line === line) ?? null
  return (
    <FileDrop title={words.drop.title} body={words.drop.body} onFiles={(files) => void session.takeDropped(files).catch(tell)}>
      <div className={styles['screen']}>
        <header className={styles['bar']}>
          {/* What is on its way into the queue is not kept as if it were not. */}
          <IconButton icon={ChevronLeft} label={words.back} isDisabled={starting} onPress={onBack} />
          <h1>{words.title}</h1>
          <span className={styles['spring']} />
          <IconButton icon={Undo2} label={text.common.undo} isDisabled={!canUndo} onPress={() => session.undo()} />
          <IconButton icon={Redo2} label={text.common.redo} isDisabled={!canRedo} onPress={() => session.redo()} />
          <MakeButton session={session} onStarted={onStarted} />
        </header>
        <div className={styles['body']}>
          <StepsPanel session={session} onFailed={tell} />
          <main className={styles['main']}>
            {error && (
              <Notice tone="error" title={words.failed}>
                <p>{describeError(error)}</p>
              </Notice>
            )}
            {recipe && rows ? (
              <OutcomeTable session={session} recipe={recipe} rows={rows} line={line} onLine={setLine} />
            ) : (
              !error && <EmptyState icon={Layers} size="screen" title={words.empty.title} body={words.empty.body} />
            )}
          </main>
          {recipe && chosen && (
            <RowPanel key={chosen.line} session={session} row={chosen} onOpenLesson={onOpenLesson} onFailed={tell} />
          )}
        </div>
      </div>
    </FileDrop>
  )
}

/** Says how many lessons it makes; those that are made already are looked at again and stay. */
function MakeButton({ session, onStarted }: { readonly session: DraftSession; readonly onStarted: () => void }) {
  const rows = useStore(session.state, (state) => state.rows)
  const checking = useStore(session.state, (state) => state.checking)
  const starting = useStore(session.state, (state) => state.starting)
  const { make, unchanged } = countRows(rows ?? [])
  const start = async (): Promise<void> => {
    if (!(await session.start())) return
    showToast(make === 0 ? words.nothingNew(unchanged) : words.started(make))
    onStarted()
  }
  return (
    <Button
      variant="primary"
      isDisabled={make + unchanged === 0 || checking || starting}
      onPress={() => void start().catch(tell)}
    >
      {words.make(make)}
    </Button>
  )
}
