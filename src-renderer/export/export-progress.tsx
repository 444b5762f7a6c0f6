import { CircleCheck, CloudUpload, FolderOpen, MonitorPlay, Pause, Play } from 'lucide-react'
import { call } from '#renderer/ipc/client.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Notice } from '#renderer/ui/feedback.tsx'
import { Dialog, Progress } from '#renderer/ui/overlays.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { JobId } from '#shared/ipc/areas/jobs.ts'
import { describeError, toErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { describeFinding } from '#shared/messages/ui/findings.ts'
import { describeCopies } from '#shared/render-plan/smart/sum-copies.ts'
import type { ExportJob, ExportState } from './export-job.ts'
import styles from './export.module.css'

type ProgressProps = {
  readonly job: ExportJob
  readonly onTry: (jobId: JobId) => void
  /** Sends what was exported to a place of the user's choice. */
  readonly onPublish: (jobId: JobId, fileName: string) => void
  readonly open: boolean
  readonly onClose: () => void
  readonly state: Exclude<ExportState, { kind: 'choosing' }>
}

/** From the start of an export to what to do with its result. */
export function ExportProgress({ state, job, onTry, onPublish, open, onClose }: ProgressProps) {
  const again = <Button onPress={() => job.reset()}>{text.export.again}</Button>
  switch (state.kind) {
    case 'saving':
      return (
        <Dialog title={text.export.title} open={open} onClose={onClose}>
          <Progress label={text.export.saving} fraction={null} />
        </Dialog>
      )
    case 'running':
      return (
        <Dialog
          title={state.fileName}
          open={open}
          onClose={onClose}
          actions={
            <>
              <Button onPress={() => void job.stop()}>{text.export.stop}</Button>
              <Button
                icon={state.paused ? Play : Pause}
                isDisabled={state.stage === 'queued'}
                onPress={() => void job.setPaused(!state.paused)}
              >
                {state.paused ? text.export.resume : text.export.pause}
              </Button>
            </>
          }
        >
          <div className={styles['running']}>
            <Progress
              label={state.paused ? text.export.paused : stageName(state.stage)}
              fraction={state.fraction}
              remark={progressRemark(state.fraction, state.paused ? null : state.leftMs)}
            />
            <p className={styles['muted']}>{text.export.keepEditing}</p>
          </div>
        </Dialog>
      )
    case 'done':
      return <Done state={state} onTry={onTry} onPublish={onPublish} open={open} onClose={onClose} again={again} />
    case 'stopped':
      return (
        <Dialog title={text.export.title} open={open} onClose={onClose} actions={again}>
          <Notice tone="info" title={text.export.stopped} />
        </Dialog>
      )
    case 'failed':
      return (
        <Dialog title={text.export.title} open={open} onClose={onClose} actions={again}>
          <Notice tone="error" title={text.export.failedTitle}>
            <p>{state.error ? describeError(state.error) : text.export.saveFirst}</p>
          </Notice>
        </Dialog>
      )
  }
}

type DoneProps = Pick<ProgressProps, 'open' | 'onClose' | 'onTry' | 'onPublish'> & {
  readonly state: Extract<ExportState, { kind: 'done' }>
  readonly again: React.ReactNode
}

function Done({
  state: { jobId, platform, files, damagedClips, copied, encoder },
  onTry,
  onPublish,
  open,
  onClose,
  again,
}: DoneProps) {
  const [first] = files
  const reveal = (): void => {
    call('export.reveal', { jobId }).catch((thrown: unknown) => showToast(describeError(toErrorData(thrown))))
  }
  return (
    <Dialog
      title={text.export.doneTitle}
      open={open}
      onClose={onClose}
      wide
      actions={
        <>
          {again}
          {platform.format !== null && (
            <Button icon={MonitorPlay} onPress={() => onTry(jobId)}>
              {text.try.afterExport}
            </Button>
          )}
          {first && (
            <Button icon={CloudUpload} onPress={() => onPublish(jobId, first.fileName)}>
              {text.publish.open}
            </Button>
          )}
          <Button variant="primary" icon={FolderOpen} onPress={reveal}>
            {text.export.show}
          </Button>
        </>
      }
    >
      <ul className={styles['files']}>
        {files.map((file) => (
          <li key={file.fileName}>
            <CircleCheck size={18} className={styles['done']} aria-hidden />
            <span className={styles['fileName']}>{file.fileName}</span>
            <span className={styles['muted']}>{text.common.fileSize(file.byteLength)}</span>
          </li>
        ))}
      </ul>
      {copied && copied.copiedSeconds > 0 && <p className={styles['muted']}>{describeCopies(copied)}.</p>}
      {damagedClips.map((fileName) => (
        <Notice key={fileName} tone="warning" title={fileName}>
          <p>{describeFinding({ code: 'media.picture-damaged', params: {} })}</p>
        </Notice>
      ))}
      {encoder?.hardware && <p className={styles['muted']}>{text.export.hardwareUsed}</p>}
      <h3 className={styles['stepsTitle']}>{text.export.stepsTitle(platform.name)}</h3>
      <ol className={styles['steps']}>
        {platform.uploadSteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </Dialog>
  )
}

function stageName(stage: string | null): string {
  return stage !== null && Object.hasOwn(text.export.stages, stage)
    ? text.export.stages[stage as keyof typeof text.export.stages]
    : text.export.working
}

function progressRemark(fraction: number | null, leftMs: number | null): string {
  if (fraction === null) return ''
  const percent = text.common.percent(fraction)
  if (leftMs === null) return percent
  return `${percent}, ${text.common.timeLeft(leftMs)}`
}
