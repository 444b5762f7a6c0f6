import { Undo2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '#renderer/ui/button.tsx'
import { Notice } from '#renderer/ui/feedback.tsx'
import { Dialog, Progress } from '#renderer/ui/overlays.tsx'
import { describeError } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { isStoppable, resetChange, stopChange, takeChangeBack, type ChangeState } from './change-job.ts'
import styles from './change.module.css'

const words = text.libraryEdit

type FollowProps = { readonly state: Exclude<ChangeState, { kind: 'choosing' }>; readonly onClose: () => void }

/** From the start of the work to what came of it. */
export function FollowChange({ state, onClose }: FollowProps) {
  const another = <Button onPress={resetChange}>{words.another}</Button>
  switch (state.kind) {
    case 'running':
      return (
        <Dialog
          title={words.title}
          open
          onClose={onClose}
          actions={isStoppable(state.task) && <Button onPress={() => void stopChange()}>{words.stop}</Button>}
        >
          <Progress
            label={words.working[state.task]}
            fraction={state.fraction}
            remark={state.fraction === null ? '' : text.common.percent(state.fraction)}
          />
          {isStoppable(state.task) && <p className={styles['remark']}>{words.stoppable[state.task]}</p>}
        </Dialog>
      )
    case 'done':
      return <Done state={state} another={another} onClose={onClose} />
    case 'stopped':
      return (
        <Dialog title={words.stoppedTitle} open onClose={onClose} actions={another}>
          <Notice tone="info" title={words.stopped[state.task]} />
        </Dialog>
      )
    case 'failed':
      return (
        <Dialog title={words.title} open onClose={onClose} actions={another}>
          <Notice tone="error" title={words.failed}>
            <p>{describeError(state.error)}</p>
          </Notice>
        </Dialog>
      )
  }
}

type DoneProps = {
  readonly state: Extract<ChangeState, { kind: 'done' }>
  readonly another: ReactNode
  readonly onClose: () => void
}

function Done({ state: { task, outcome }, another, onClose }: DoneProps) {
  const { changeId, count, left } = outcome
  const undoable = isStoppable(task) && count > 0 ? task : null
  return (
    <Dialog
      title={words.done[task](count)}
      open
      onClose={onClose}
      actions={
        <>
          {another}
          {undoable !== null && (
            <Button icon={Undo2} onPress={() => void takeChangeBack(changeId, undoable === 'export' ? 'put-back' : 'take-back')}>
              {words.takeBack}
            </Button>
          )}
          <Button variant="primary" onPress={onClose}>
            {text.common.close}
          </Button>
        </>
      }
    >
      {undoable !== null && <p className={styles['intro']}>{words.next[undoable]}</p>}
      {left.length > 0 && (
        <Notice tone="warning" title={words.leftTitle(left.length)}>
          <ul className={styles['left']}>
            {left.map(({ title, reason }) => (
              <li key={`${title} ${reason}`}>{reason.includes(title) ? reason : `${title}: ${reason}`}</li>
            ))}
          </ul>
        </Notice>
      )}
    </Dialog>
  )
}
