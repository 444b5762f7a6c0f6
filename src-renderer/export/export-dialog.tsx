import { useMemo, useState } from 'react'
import { Check, CircleCheck, FolderOpen, Globe, GraduationCap, School, Smartphone, University } from 'lucide-react'
import { Disclosure, DisclosurePanel } from 'react-aria-components'
import { useStore } from 'zustand'
import { call } from '#renderer/ipc/client.ts'
import { Button } from '#renderer/ui/button.tsx'
import { RadioCards, Segmented } from '#renderer/ui/choices.tsx'
import { Notice } from '#renderer/ui/feedback.tsx'
import { Dialog, Progress } from '#renderer/ui/overlays.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { ProjectId } from '#shared/ipc/areas/library.ts'
import { describeError, toErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { describeFinding } from '#shared/messages/ui/findings.ts'
import { findLosses, findRefusals, formatCapabilities } from '#shared/package/capabilities.ts'
import type { PackageFormat } from '#shared/package/package-plan.ts'
import { platformById, platforms, type Platform, type PlatformId } from '#shared/package/platforms.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { describeCopies } from '#shared/render-plan/smart/sum-copies.ts'
import { fileNameOf } from './file-name.ts'
import { platformFormat, type ExportJob, type ExportState } from './export-job.ts'
import styles from './export.module.css'

type ExportDialogProps = {
  readonly open: boolean
  readonly onClose: () => void
  readonly job: ExportJob
  readonly projectId: ProjectId
  readonly document: LessonDocument
  readonly save: () => Promise<number | null>
}

const icons = {
  moodle: GraduationCap,
  canvas: University,
  'other-platform': School,
  website: Globe,
  social: Smartphone,
} as const satisfies Record<PlatformId, unknown>

/** From "Where will learners open it?" to the steps for putting it there. */
export function ExportDialog({ open, onClose, job, projectId, document, save }: ExportDialogProps) {
  const state = useStore(job.state)
  const [platformId, setPlatformId] = useState<PlatformId>('moodle')
  const [quality, setQuality] = useState<'standard' | 'low'>('standard')
  const platform = platformById(platformId)
  const refusal = useMemo(() => (open ? findRefusals(document)[0] : undefined), [open, document])
  const start = (): void => {
    const preset = quality === 'low' && platform.preset === 'lms' ? 'low' : platform.preset
    void job.start({ projectId, platform, preset, suggestedName: fileNameOf(document.metadata.title), save })
  }
  if (state.kind === 'choosing') {
    const blocked = refusal !== undefined && (platform.format !== null || document.mainTrack.length === 0)
    return (
      <Dialog
        title={text.export.title}
        open={open}
        onClose={onClose}
        wide
        actions={
          <>
            <Button onPress={onClose}>{text.common.cancel}</Button>
            <Button variant="primary" isDisabled={blocked} onPress={start}>
              {text.export.start}
            </Button>
          </>
        }
      >
        <div className={styles['columns']}>
          <RadioCards
            label={text.export.where}
            value={platformId}
            options={platforms.map(({ id, name, hint }) => {
              const IconShape = icons[id]
              return { value: id, label: name, description: hint, icon: <IconShape size={22} strokeWidth={1.75} aria-hidden /> }
            })}
            onChange={setPlatformId}
          />
          <div className={styles['outcome']}>
            {blocked && (
              <Notice tone="warning" title={text.export.blockedTitle}>
                <p>{describeError(refusal)}</p>
              </Notice>
            )}
            <Outcome platform={platform} document={document} />
            {platform.preset === 'lms' && (
              <Segmented
                label={text.export.quality}
                value={quality}
                options={(['standard', 'low'] as const).map((value) => ({ value, label: text.export.qualities[value] }))}
                hint={text.export.qualityHints[quality]}
                onChange={setQuality}
              />
            )}
            <Technical sentence={text.export.technical[platformFormat(platform)]} />
          </div>
        </div>
      </Dialog>
    )
  }
  return <Progressing state={state} job={job} open={open} onClose={onClose} />
}

function Outcome({ platform, document }: { readonly platform: Platform; readonly document: LessonDocument }) {
  const losses =
    platform.format === null ? videoLosses(document) : findLosses(document, platform.format).map((loss) => loss.sentence)
  const carried = platform.format === null ? [] : carriedParts(document, platform.format)
  return (
    <>
      <div>
        <h3 className={styles['label']}>{text.export.makes}</h3>
        <p>{text.export.formats[platformFormat(platform)]}</p>
      </div>
      {carried.length > 0 && (
        <div>
          <h3 className={styles['label']}>{text.export.carriesTitle}</h3>
          <ul className={styles['carried']}>
            {carried.map((sentence) => (
              <li key={sentence}>
                <Check size={14} aria-hidden />
                {sentence}
              </li>
            ))}
          </ul>
        </div>
      )}
      {losses.length > 0 && (
        <div>
          <h3 className={styles['label']}>{text.export.losesTitle}</h3>
          <ul className={styles['losses']}>
            {losses.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}

/** What the lesson has and a package keeps whole. */
function carriedParts(document: LessonDocument, format: PackageFormat): readonly string[] {
  const { carries } = text.export
  const can = formatCapabilities[format]
  const questions = Object.values(document.questions)
  return [
    ...(questions.length > 0 ? [carries.questions] : []),
    ...(can.score === 'full' && questions.some((question) => question.scored) ? [carries.score] : []),
    ...(can.captions === 'full' && Object.keys(document.captions).length > 0 ? [carries.captions] : []),
    ...(can.resume === 'full' ? [carries.resume] : []),
  ]
}

function videoLosses(document: LessonDocument): readonly string[] {
  const { videoLoses } = text.export
  const questions = Object.keys(document.questions).length
  const hasCaptions = Object.keys(document.captions).length > 0
  return [...(questions > 0 ? [videoLoses.questions(questions)] : []), ...(hasCaptions ? [videoLoses.captions] : [])]
}

function Technical({ sentence }: { readonly sentence: string }) {
  return (
    <Disclosure className={styles['technical'] ?? ''}>
      {({ isExpanded }) => (
        <>
          <Button variant="quiet" slot="trigger">
            {text.common.details} {isExpanded ? '▴' : '▾'}
          </Button>
          <DisclosurePanel>
            <p className={styles['technicalText']}>{sentence}</p>
          </DisclosurePanel>
        </>
      )}
    </Disclosure>
  )
}

type ProgressingProps = Pick<ExportDialogProps, 'job' | 'open' | 'onClose'> & {
  readonly state: Exclude<ExportState, { kind: 'choosing' }>
}

function Progressing({ state, job, open, onClose }: ProgressingProps) {
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
          actions={<Button onPress={() => void job.stop()}>{text.export.stop}</Button>}
        >
          <div className={styles['running']}>
            <Progress
              label={stageName(state.stage)}
              fraction={state.fraction}
              remark={progressRemark(state.fraction, state.leftMs)}
            />
            <p className={styles['muted']}>{text.export.keepEditing}</p>
          </div>
        </Dialog>
      )
    case 'done':
      return <Done state={state} open={open} onClose={onClose} again={again} />
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

type DoneProps = Pick<ExportDialogProps, 'open' | 'onClose'> & {
  readonly state: Extract<ExportState, { kind: 'done' }>
  readonly again: React.ReactNode
}

function Done({ state: { jobId, platform, files, damagedClips, copied }, open, onClose, again }: DoneProps) {
  const reveal = (): void => {
    call('export.reveal', { jobId }).catch((thrown: unknown) => showToast(describeError(toErrorData(thrown))))
  }
  return (
    <Dialog
      title={text.export.doneTitle}
      open={open}
      onClose={onClose}
      actions={
        <>
          {again}
          <Button variant="primary" icon={FolderOpen} onPress={reveal}>
            {text.export.show}
          </Button>
        </>
      }
    >
      <ul className={styles['files']}>
        {files.map((file) => (
          <li key={file.fileName}>
            <CircleCheck size={18} className={styles['check']} aria-hidden />
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
  const seconds = Math.max(1, Math.round(leftMs / 1000))
  return `${percent}, ${seconds < 60 ? text.common.secondsLeft(seconds) : text.common.minutesLeft(Math.round(seconds / 60))}`
}
