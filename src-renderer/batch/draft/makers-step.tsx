import { useCallback, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { call } from '#renderer/ipc/client.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Select } from '#renderer/ui/choices.tsx'
import { Notice } from '#renderer/ui/feedback.tsx'
import type { BatchMakerKind } from '#shared/ipc/areas/batch-draft.ts'
import type { ChannelOutput } from '#shared/ipc/contract.ts'
import { describeError, toErrorData, type ErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { DraftSession } from './draft-session.ts'
import { SharedQueueDialog } from './shared-queue-dialog.tsx'
import styles from './draft.module.css'

const words = text.sharedQueue.step

const lookAgainMs = 10_000

type StepProps = { readonly session: DraftSession; readonly onFailed: (thrown: unknown) => void }

/** This computer, or those that take work from a shared queue. */
export function MakersStep({ session, onFailed }: StepProps) {
  const madeBy = useStore(session.state, (state) => state.madeBy)
  const [queue, setQueue] = useState<ChannelOutput<'sharedQueue.read'> | null>(null)
  const [open, setOpen] = useState(false)
  const [asked, setAsked] = useState(0)
  const read = useCallback(() => void call('sharedQueue.read', {}).then(setQueue, onFailed), [onFailed])
  useEffect(read, [read])

  const changed = (maker: BatchMakerKind): void => {
    setOpen(false)
    session.chooseMaker(maker)
    setAsked(asked + 1)
    read()
  }
  if (!queue) return null
  const { setup } = queue
  return (
    <section className={styles['step']}>
      <h2>{words.title}</h2>
      {setup ? (
        <>
          <Select
            label={words.madeBy}
            value={madeBy}
            options={[
              { value: 'here', label: words.makers.here },
              { value: 'shared-queue', label: words.makers.sharedQueue(URL.parse(setup.url)?.host ?? setup.url) },
            ]}
            onChange={(maker) => session.chooseMaker(maker)}
          />
          {madeBy === 'shared-queue' && <QueueState key={asked} />}
        </>
      ) : (
        <p className={styles['muted']}>{words.body}</p>
      )}
      <div className={styles['buttons']}>
        <Button onPress={() => setOpen(true)}>{setup ? words.change : words.setUp}</Button>
      </div>
      {open && (
        <SharedQueueDialog
          {...queue}
          onKept={() => changed('shared-queue')}
          onForgotten={() => changed('here')}
          onClose={() => setOpen(false)}
        />
      )}
    </section>
  )
}

/** Whether anybody would take the work. */
function QueueState() {
  const [answer, setAnswer] = useState<{ readonly hasWorkers: boolean } | { readonly error: ErrorData } | null>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let isGone = false
    const look = async (): Promise<void> => {
      const found = await call('sharedQueue.look', {}).catch((thrown: unknown) => ({ error: toErrorData(thrown) }))
      if (isGone) return
      setAnswer(found)
      // Workers come and go.
      timer = setTimeout(() => void look(), lookAgainMs)
    }
    void look()
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [])
  if (answer !== null && 'error' in answer)
    return (
      <Notice tone="warning" title={words.notThere}>
        <p>{describeError(answer.error)}</p>
      </Notice>
    )
  return (
    <output className={styles['muted']}>{answer === null ? words.looking : answer.hasWorkers ? words.ready : words.empty}</output>
  )
}
