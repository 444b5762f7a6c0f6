import { useEffect } from 'react'
import { X } from 'lucide-react'
import { useStore } from 'zustand'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { Notice } from '#renderer/ui/feedback.tsx'
import { Progress } from '#renderer/ui/overlays.tsx'
import { describeError } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { CaptioningPhase, ClipCaptioning } from './clip-captioning.ts'
import { ModelProgress } from './model-row.tsx'
import { SpeechDialog } from './speech-dialog.tsx'
import { findModel, followSpeechModels, speechModels } from './speech-models.ts'
import styles from './speech.module.css'

const words = text.speech

/** What "Caption my clip" is doing: fetching a model, listening with the newest words, or why it stopped. Nothing while it does nothing. */
export function CaptioningStatus({ captioning }: { readonly captioning: ClipCaptioning }) {
  const { phase, isChoosing } = useStore(captioning.store)
  return (
    <>
      <Phase captioning={captioning} phase={phase} />
      {isChoosing && <SpeechDialog captioning={captioning} />}
    </>
  )
}

function Phase({ captioning, phase }: { readonly captioning: ClipCaptioning; readonly phase: CaptioningPhase }) {
  switch (phase.kind) {
    case 'idle':
      return null
    case 'awaiting-model':
      return <AwaitingModel captioning={captioning} modelId={phase.modelId} />
    case 'listening': {
      const label = phase.count === 1 ? words.listening : words.listeningOf(phase.index, phase.count)
      return (
        <section className={styles['status']} aria-label={words.listening}>
          <Progress
            label={phase.waiting ? words.waiting : label}
            fraction={phase.waiting ? null : phase.fraction}
            remark={phase.waiting ? '' : text.common.percent(phase.fraction)}
          />
          <div className={styles['recent']}>
            <p>{phase.recent === '' ? <span className={styles['muted']}>{words.notYet}</span> : phase.recent}</p>
          </div>
          <div className={styles['statusFoot']}>
            <span className={styles['muted']}>{words.keepWorking}</span>
            <Button onPress={() => captioning.cancel()}>{text.common.cancel}</Button>
          </div>
        </section>
      )
    }
    case 'nothing':
      return (
        <Problem
          captioning={captioning}
          tone="warning"
          title={words.nothing}
          body={words.nothingBody}
          onDismiss={() => captioning.dismiss()}
        />
      )
    case 'failed':
      return (
        <Problem
          captioning={captioning}
          tone="error"
          title={phase.modelId === null ? words.failed : words.notFetched}
          body={describeError(phase.error)}
          onDismiss={() => captioning.dismiss()}
        />
      )
  }
}

type ProblemProps = {
  readonly captioning: ClipCaptioning
  readonly tone: 'warning' | 'error'
  readonly title: string
  readonly body: string
  readonly onDismiss: () => void
}

function Problem({ captioning, tone, title, body, onDismiss }: ProblemProps) {
  return (
    <div className={styles['notice']}>
      <Notice
        tone={tone}
        title={title}
        actions={
          <>
            {tone === 'error' && <Button onPress={() => void captioning.retry()}>{words.retry}</Button>}
            <Button variant="quiet" onPress={() => captioning.choose()}>
              {words.otherModel}
            </Button>
            <IconButton icon={X} label={text.common.dismiss} onPress={onDismiss} />
          </>
        }
      >
        <p>{body}</p>
      </Notice>
    </div>
  )
}

function AwaitingModel({
  captioning,
  modelId,
}: {
  readonly captioning: ClipCaptioning
  readonly modelId: Extract<CaptioningPhase, { kind: 'awaiting-model' }>['modelId']
}) {
  const models = useStore(speechModels, (state) => state.models)
  useEffect(() => followSpeechModels(), [])
  const model = findModel(models, modelId)
  return (
    <section className={styles['status']} aria-label={words.downloading(model?.name ?? '')}>
      {model ? <ModelProgress model={model} /> : <Progress label={words.waiting} fraction={null} remark="" />}
      <div className={styles['statusFoot']}>
        <span className={styles['muted']}>{words.startsItself}</span>
        <Button onPress={() => captioning.cancel()}>{text.common.cancel}</Button>
      </div>
    </section>
  )
}
