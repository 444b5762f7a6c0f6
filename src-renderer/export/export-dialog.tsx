import { useMemo, useState, type ReactNode } from 'react'
import { Check, Globe, GraduationCap, School, Smartphone, University } from 'lucide-react'
import { useStore } from 'zustand'
import { Button } from '#renderer/ui/button.tsx'
import { RadioCards } from '#renderer/ui/choices.tsx'
import { Notice } from '#renderer/ui/feedback.tsx'
import { Dialog } from '#renderer/ui/overlays.tsx'
import { today } from '#renderer/ui/today.ts'
import { findChallengeProblems } from '#shared/challenge/problems.ts'
import type { JobId } from '#shared/ipc/areas/jobs.ts'
import type { ProjectId } from '#shared/ipc/areas/library.ts'
import { describeError } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { findLosses, findRefusals, formatCapabilities } from '#shared/package/capabilities.ts'
import type { PackageFormat } from '#shared/package/package-plan.ts'
import type { PlatformId } from '#shared/package/platform-ids.ts'
import { platforms, platformWith, type Platform } from '#shared/package/platforms.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { findOpenSlots } from '#shared/template/judge-template.ts'
import { fileNameOf } from './file-name.ts'
import { platformFormat, type ExportJob } from './export-job.ts'
import { ExportOptions } from './export-options.tsx'
import { ExportProgress } from './export-progress.tsx'
import { detailsOf, firstWish, sizeProblem } from './export-wish.ts'
import { SinceLastExport, useLastExport } from './since-last-export.tsx'
import styles from './export.module.css'

type ExportDialogProps = {
  readonly open: boolean
  readonly onClose: () => void
  readonly job: ExportJob
  /** Plays the package that an export made. */
  readonly onTry: (jobId: JobId) => void
  readonly onPublish: (jobId: JobId, fileName: string) => void
  /** What the check of the lesson found. */
  readonly check: ReactNode
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
export function ExportDialog({ open, onClose, job, onTry, onPublish, check, projectId, document, save }: ExportDialogProps) {
  const state = useStore(job.state)
  const [platformId, setPlatformId] = useState<PlatformId>('moodle')
  const [wish, setWish] = useState(firstWish)
  const platform = useMemo(() => platformWith(platformId, wish.format), [platformId, wish.format])
  const refusal = useMemo(
    () => (open ? findRefusals(document, platform.format ?? undefined)[0] : undefined),
    [open, document, platform],
  )
  const details = useMemo(() => detailsOf(wish, platform, document), [wish, platform, document])
  // Asked again after each export, which may be followed by another without closing the dialog.
  const last = useLastExport(projectId, open && state.kind === 'choosing')
  // What is new in one version is not new in the next.
  const since = last?.version ?? 0
  const [written, setWritten] = useState({ since, note: '' })
  const note = written.since === since ? written.note : ''
  const start = (): void => {
    void job.start({ projectId, platform, details, note, suggestedName: fileNameOf(document.metadata.title), save })
  }
  if (state.kind === 'choosing') {
    const tooSmall = sizeProblem(document, details) !== null
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
            <Button variant="primary" isDisabled={blocked || tooSmall} onPress={start}>
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
            {open && check}
            {platform.format !== null && <ChallengeNotes document={document} />}
            <OpenSlots document={document} />
            {platform.format !== null && last && (
              <SinceLastExport
                last={last}
                document={document}
                note={note}
                onNote={(words) => setWritten({ since, note: words })}
              />
            )}
            <Outcome platform={platform} document={document} />
            <ExportOptions platform={platform} document={document} wish={wish} onChange={setWish} />
          </div>
        </div>
      </Dialog>
    )
  }
  return <ExportProgress state={state} job={job} onTry={onTry} onPublish={onPublish} open={open} onClose={onClose} />
}

/** What the challenge still lacks; it may go out as it is. */
function ChallengeNotes({ document }: { readonly document: LessonDocument }) {
  const problems = document.challenge ? findChallengeProblems(document.challenge, today()) : []
  if (problems.length === 0) return null
  const isSerious = problems.some(({ severity }) => severity === 'warning')
  return (
    <Notice tone={isSerious ? 'warning' : 'info'} title={text.export.challengeTitle}>
      {problems.map(({ code }) => (
        <p key={code}>{text.challenge.problems[code]}</p>
      ))}
    </Notice>
  )
}

/** What a template asked for and nobody filled in; the lesson may go out as it is. */
function OpenSlots({ document }: { readonly document: LessonDocument }) {
  const names = findOpenSlots(document)
  if (names.length === 0) return null
  return (
    <Notice tone="warning" title={text.templates.open.title}>
      {names.map((name, index) => (
        <p key={index}>{text.templates.open.slot(name)}</p>
      ))}
    </Notice>
  )
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
    ...(document.challenge && can.challenge === 'full' ? [carries.challenge] : []),
    ...(can.resume === 'full' ? [carries.resume] : []),
  ]
}

function videoLosses(document: LessonDocument): readonly string[] {
  const { videoLoses } = text.export
  const questions = Object.keys(document.questions).length
  const hasCaptions = Object.keys(document.captions).length > 0
  return [
    ...(questions > 0 ? [videoLoses.questions(questions)] : []),
    ...(hasCaptions ? [videoLoses.captions] : []),
    ...(document.challenge ? [videoLoses.challenge] : []),
  ]
}
