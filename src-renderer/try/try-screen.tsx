import { useEffect, useState } from 'react'
import { ChevronLeft, CircleAlert, LogIn, Package, UserPlus } from 'lucide-react'
import { useStore } from 'zustand'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { Checkbox, Segmented, Select } from '#renderer/ui/choices.tsx'
import { EmptyState, Notice } from '#renderer/ui/feedback.tsx'
import { Progress } from '#renderer/ui/overlays.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { OpenTrial, TrialSource } from '#shared/ipc/areas/trial.ts'
import { describeError, toErrorData, type ErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { DeviceStage, tryDevices, type TryDevice } from './device-stage.tsx'
import { LogPanel } from './log-panel.tsx'
import { ResultPanel, StoredPanel } from './result-panel.tsx'
import { TrialSession } from './trial-session.ts'
import styles from './try.module.css'

const words = text.try
const tell = (thrown: unknown): void => void showToast(describeError(toErrorData(thrown)))

type TryScreenProps = {
  readonly source: TrialSource
  readonly onBack: () => void
  /** What stands beside the choice of the device: how a lesson of the library is packed. */
  readonly choices?: React.ReactNode
}

/** A package on a learning platform of one learner, with everything that it says. */
export function TryScreen({ source, onBack, choices }: TryScreenProps) {
  const [session] = useState(() => new TrialSession(source))
  const [device, setDevice] = useState<TryDevice>('phone')
  const phase = useStore(session.state, (state) => state.phase)
  const trial = useStore(session.state, (state) => state.trial)
  const error = useStore(session.state, (state) => state.error)
  useEffect(() => {
    void session.open()
    return () => session.close()
  }, [session])
  return (
    <TryFrame
      title={trial?.title ?? words.title}
      kind={trial && choices === undefined ? words.kinds[trial.kind] : null}
      onBack={onBack}
      tools={
        <>
          {choices}
          {trial && trial.starts.length > 0 && (
            <Segmented
              label={words.device}
              labelHidden
              value={device}
              options={tryDevices.map((value) => ({ value, label: words.devices[value] }))}
              onChange={setDevice}
            />
          )}
        </>
      }
    >
      {phase === 'failed' ? (
        <TryFailed error={error} />
      ) : trial === null ? (
        <div className={styles['waiting']}>
          <Progress label={words.opening} fraction={null} />
        </div>
      ) : trial.starts.length === 0 ? (
        <NotPlayed session={session} trial={trial} />
      ) : (
        <main className={styles['main']}>
          <DeviceStage session={session} device={device} />
          <aside className={styles['side']} aria-label={words.result}>
            <Actions session={session} trial={trial} />
            <ResultPanel session={session} />
            <LogPanel session={session} title={trial.title} />
            <StoredPanel session={session} />
          </aside>
        </main>
      )}
    </TryFrame>
  )
}

type FrameProps = {
  readonly title: string
  readonly kind: string | null
  readonly onBack: () => void
  readonly tools?: React.ReactNode
  readonly children: React.ReactNode
}

/** The bar of the screen, with what is below it. */
export function TryFrame({ title, kind, onBack, tools, children }: FrameProps) {
  return (
    <div className={styles['screen']}>
      <header className={styles['bar']}>
        <IconButton icon={ChevronLeft} label={words.back} onPress={onBack} />
        <h1>{title}</h1>
        {kind !== null && <span className={styles['kind']}>{kind}</span>}
        <span className={styles['spring']} />
        {tools}
      </header>
      {children}
    </div>
  )
}

/** One clear sentence instead of a lesson. */
export function TryFailed({ error, children }: { readonly error: ErrorData | null; readonly children?: React.ReactNode }) {
  return (
    <main className={styles['waiting']} role="alert">
      <EmptyState icon={CircleAlert} size="screen" title={words.failed} body={error ? describeError(error) : ''}>
        {children}
      </EmptyState>
    </main>
  )
}

/** What a package is for that is not played here, and how one of H5P gets what it lacks. */
function NotPlayed({ session, trial: { kind, title, missing } }: { readonly session: TrialSession; readonly trial: OpenTrial }) {
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const lend = (): void => {
    setBusy(true)
    setRefusal(null)
    session
      .lendLibraries()
      .then((lent) => lent && showToast(words.kept))
      .catch((thrown: unknown) => setRefusal(describeError(toErrorData(thrown))))
      .finally(() => setBusy(false))
  }
  const isH5p = kind === 'h5p'
  return (
    <main className={styles['waiting']}>
      <div className={styles['notPlayed']}>
        {' '}
        <EmptyState
          icon={Package}
          size="screen"
          title={isH5p ? words.h5pTitle : words.questionBankTitle}
          body={isH5p ? words.h5pBody(title, missing) : words.questionBankBody}
        >
          {isH5p && (
            <Button variant="primary" isDisabled={busy} onPress={lend}>
              {words.lendLibraries}
            </Button>
          )}
        </EmptyState>
        {refusal !== null && (
          <div className={styles['refusal']}>
            <Notice tone="error" title={refusal} />
          </div>
        )}
      </div>{' '}
    </main>
  )
}

function Actions({ session, trial }: { readonly session: TrialSession; readonly trial: OpenTrial }) {
  const connection = useStore(session.state, (state) => state.connection)
  const start = useStore(session.state, (state) => state.start)
  const [busy, setBusy] = useState(false)
  const run = (action: () => Promise<void>): void => {
    setBusy(true)
    action()
      .catch(tell)
      .finally(() => setBusy(false))
  }
  return (
    <section className={styles['actions']}>
      {trial.starts.length > 1 && (
        <Select
          label={words.part}
          value={String(start)}
          options={trial.starts.map(({ title }, index) => ({ value: String(index), label: title || words.part }))}
          onChange={(index) => run(() => session.startAnew(Number(index)))}
        />
      )}
      <div className={styles['buttons']}>
        <Button icon={LogIn} isDisabled={busy} onPress={() => run(() => session.leaveAndReturn())}>
          {words.leaveAndReturn}
        </Button>
        <Button icon={UserPlus} isDisabled={busy} onPress={() => run(() => session.startAnew())}>
          {words.newLearner}
        </Button>
      </div>
      {trial.lentFrom !== null && (
        <div className={styles['lent']}>
          <span className={styles['muted']}>{words.lentFrom(trial.lentFrom)}</span>
          <Button
            isDisabled={busy}
            onPress={() => run(async () => void ((await session.lendLibraries()) && (await session.startAnew())))}
          >
            {words.lendOthers}
          </Button>
        </div>
      )}
      {trial.kind !== 'cartridge' && (
        <fieldset className={styles['switches']} aria-label={words.conditions}>
          <Checkbox
            label={words.lost}
            checked={connection === 'lost'}
            onChange={(on) => run(() => session.setConnection(on ? 'lost' : 'good'))}
          />
          {trial.kind !== 'web' && (
            <Checkbox
              label={words.silent}
              checked={connection === 'silent'}
              onChange={(on) => run(() => session.setConnection(on ? 'silent' : 'good'))}
            />
          )}
        </fieldset>
      )}
    </section>
  )
}
