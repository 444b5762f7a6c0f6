import { useEffect, useState } from 'react'
import { call, followJob } from '#renderer/ipc/client.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Segmented } from '#renderer/ui/choices.tsx'
import { Notice } from '#renderer/ui/feedback.tsx'
import { Progress } from '#renderer/ui/overlays.tsx'
import type { JobId } from '#shared/ipc/areas/jobs.ts'
import type { ProjectId } from '#shared/ipc/areas/library.ts'
import { AppError, toErrorData, type ErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { triedFormats, type TriedFormat } from '#shared/trial/package-kind.ts'
import { TryFailed, TryFrame, TryScreen } from './try-screen.tsx'
import styles from './try.module.css'

const words = text.try

type Preparation =
  | { readonly kind: 'running'; readonly jobId: JobId | null; readonly fraction: number | null; readonly queued: boolean }
  | { readonly kind: 'ready'; readonly revision: number }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'failed'; readonly error: ErrorData | null }

const beginning: Preparation = { kind: 'running', jobId: null, fraction: null, queued: false }

type TryLessonProps = {
  readonly projectId: ProjectId
  readonly title: string
  /** Stores what is unsaved; the stored revision, or null where that failed. */
  readonly save: () => Promise<number | null>
  readonly onBack: () => void
}

/** A lesson of the library as a learner gets it: a small package is made first, where there is none of this revision. */
export function TryLesson({ projectId, title, save, onBack }: TryLessonProps) {
  const [format, setFormat] = useState<TriedFormat>('scorm12')
  return (
    <PreparedLesson
      key={format}
      {...{ projectId, title, save, onBack, format }}
      choices={
        <Segmented
          label={words.format}
          labelHidden
          value={format}
          options={triedFormats.map((value) => ({ value, label: words.kinds[value] }))}
          onChange={setFormat}
        />
      }
    />
  )
}

type PreparedProps = TryLessonProps & { readonly format: TriedFormat; readonly choices: React.ReactNode }

function PreparedLesson({ projectId, title, save, onBack, format, choices }: PreparedProps) {
  const [state, setState] = useState<Preparation>(beginning)
  const [turn, setTurn] = useState(0)
  const again = (): void => {
    setState(beginning)
    setTurn((before) => before + 1)
  }
  useEffect(() => {
    let isOver = false
    let running: JobId | null = null
    const show = (next: Preparation): void => void (isOver || setState(next))
    const prepare = async (): Promise<void> => {
      const revision = await save()
      if (revision === null) return show({ kind: 'failed', error: null })
      const { jobId } = await call('trial.prepare', { projectId, revision, format })
      running = jobId
      if (jobId !== null && isOver) return void (await call('jobs.cancel', { jobId }))
      if (jobId !== null) {
        const job = await followJob(jobId, ({ fraction, state: jobState }) =>
          show({ kind: 'running', jobId, fraction, queued: jobState === 'queued' }),
        )
        running = null
        if (job.state === 'cancelled') return show({ kind: 'stopped' })
        if (job.state !== 'succeeded') throw job.error ? new AppError(job.error) : new Error('The package was not made')
      }
      show({ kind: 'ready', revision })
    }
    prepare().catch((thrown: unknown) => show({ kind: 'failed', error: toErrorData(thrown) }))
    return () => {
      isOver = true
      if (running !== null) call('jobs.cancel', { jobId: running }).catch(() => undefined)
    }
    // Once for each turn: what `save` closes over does not matter.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [turn])
  if (state.kind === 'ready')
    return (
      <TryScreen
        source={{ kind: 'lesson', lesson: { projectId, revision: state.revision, format } }}
        onBack={onBack}
        choices={choices}
      />
    )
  return (
    <TryFrame title={title} kind={null} onBack={onBack} tools={choices}>
      {state.kind === 'running' ? (
        <main className={styles['waiting']}>
          <div className={styles['preparing']}>
            <Progress label={state.queued ? words.waiting : words.preparing} fraction={state.fraction} />
            <p className={styles['muted']}>{words.preparingHint}</p>
            <Button
              isDisabled={state.jobId === null}
              onPress={() => {
                const { jobId } = state
                if (jobId) call('jobs.cancel', { jobId }).catch(() => undefined)
              }}
            >
              {words.stop}
            </Button>
          </div>
        </main>
      ) : state.kind === 'stopped' ? (
        <main className={styles['waiting']}>
          <Notice tone="info" title={words.stopped} actions={<Button onPress={again}>{words.again}</Button>} />
        </main>
      ) : (
        <TryFailed error={state.error}>
          <Button onPress={again}>{words.again}</Button>
        </TryFailed>
      )}
    </TryFrame>
  )
}
