import { useEffect, useMemo, useRef, useState } from 'react'
import { ArrowDown, ArrowUp, CircleCheck, FolderOpen } from 'lucide-react'
import { useStore } from 'zustand'
import { call } from '#renderer/ipc/client.ts'
import { announce } from '#renderer/ui/announcer.tsx'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { Select } from '#renderer/ui/choices.tsx'
import { Notice } from '#renderer/ui/feedback.tsx'
import { TextField } from '#renderer/ui/fields.tsx'
import { Dialog, Progress } from '#renderer/ui/overlays.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { ProjectId, ProjectSummary } from '#shared/ipc/areas/library.ts'
import { describeError, toErrorData, type ErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { courseFormats, maxCourseLessons, type CourseFormat } from '#shared/package/course/course.ts'
import { formatLength } from '#shared/time/timecode.ts'
import { addTicks, zeroTicks } from '#shared/time/ticks.ts'
import { courseStore, resetCourse, startCourse, stopCourse, type CourseState } from './course-job.ts'
import { moveLesson, orderLessons } from './course-order.ts'
import { LessonPicker } from './lesson-picker.tsx'
import styles from './course.module.css'

const words = text.course
const presets = ['lms', 'low', 'archive'] as const
type CoursePreset = (typeof presets)[number]

type CourseDialogProps = {
  /** What the library shows. */
  readonly projects: readonly ProjectSummary[]
  /** Begins with all of them: the user has searched or filtered for them. */
  readonly chooseAll: boolean
  readonly onClose: () => void
}

/** From which lessons to what to do with the finished course. */
export function CourseDialog(props: CourseDialogProps) {
  const state = useStore(courseStore)
  return state.kind === 'choosing' ? <Choose {...props} /> : <Follow state={state} onClose={props.onClose} />
}

function Choose({ projects, chooseAll, onClose }: CourseDialogProps) {
  const [chosen, setChosen] = useState<readonly ProjectId[]>(() => (chooseAll ? orderLessons(projects) : []))
  const [title, setTitle] = useState('')
  const [format, setFormat] = useState<CourseFormat>('mbz')
  const [preset, setPreset] = useState<CoursePreset>('lms')
  const byId = useMemo(() => new Map(projects.map((project) => [project.projectId, project])), [projects])
  const inOrder = chosen.flatMap((id) => byId.get(id) ?? [])
  const check = useCourseCheck(chosen, format)
  const suggestedName = title.trim() || inOrder[0]?.title || words.title
  const toggle = (id: ProjectId, checked: boolean): void =>
    setChosen(
      checked
        ? orderLessons(
            projects.filter(({ projectId }) => projectId === id || chosen.includes(projectId)),
            chosen,
          )
        : chosen.filter((each) => each !== id),
    )
  const start = (): void => void startCourse({ projectIds: chosen, title: title.trim(), format, preset, suggestedName })
  const length = inOrder.reduce((sum, { durationTicks }) => addTicks(sum, durationTicks), zeroTicks)
  return (
    <Dialog
      title={words.title}
      open
      wide
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{text.common.cancel}</Button>
          <Button
            variant="primary"
            isDisabled={chosen.length === 0 || chosen.length > maxCourseLessons || check.problem !== null}
            onPress={start}
          >
            {words.start}
          </Button>
        </>
      }
    >
      <p className={styles['intro']}>{words.intro}</p>
      <div className={styles['columns']}>
        <LessonPicker
          projects={projects}
          chosen={chosen}
          onToggle={toggle}
          onAll={() => setChosen(orderLessons(projects))}
          onNone={() => setChosen([])}
          remark={({ durationTicks }) => formatLength(durationTicks)}
        />
        <section className={styles['order']} aria-label={words.order}>
          <h3 className={styles['heading']}>{words.order}</h3>
          <p className={styles['sum']}>
            {chosen.length === 0 ? words.noneChosen : words.sum(inOrder.length, formatLength(length))}
          </p>
          <Order lessons={inOrder} onChange={setChosen} />
        </section>
      </div>
      <div className={styles['fields']}>
        <TextField label={words.name} hint={words.nameHint} value={title} onChange={(next) => setTitle(next.slice(0, 200))} />
        <Select
          label={words.kind}
          value={format}
          options={courseFormats.map((value) => ({ value, label: words.kinds[value], description: words.kindHints[value] }))}
          onChange={setFormat}
        />
        <Select
          label={words.quality}
          value={preset}
          options={presets.map((value) => ({
            value,
            label: text.export.qualities[value],
            description: text.export.qualityHints[value],
          }))}
          onChange={setPreset}
        />
      </div>
      {check.problem && (
        <Notice tone="warning" title={words.problem}>
          <p>{describeError(check.problem)}</p>
        </Notice>
      )}
      {check.losses.length > 0 && (
        <Notice tone="info" title={text.export.losesTitle}>
          <ul className={styles['losses']}>
            {check.losses.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Notice>
      )}
    </Dialog>
  )
}

type OrderProps = { readonly lessons: readonly ProjectSummary[]; readonly onChange: (order: readonly ProjectId[]) => void }

function Order({ lessons, onChange }: OrderProps) {
  const order = lessons.map(({ projectId }) => projectId)
  const move = (index: number, to: number): void => {
    onChange(moveLesson(order, index, to))
    announce(words.moved(lessons[index]?.title ?? '', to + 1, lessons.length))
  }
  return (
    <ol className={styles['list']}>
      {lessons.map(({ projectId, title }, index) => (
        <li key={projectId} className={styles['row']}>
          <span className={styles['number']}>{index + 1}</span>
          <span className={styles['name']}>{title}</span>
          <IconButton
            icon={ArrowUp}
            label={words.moveUp(title)}
            isDisabled={index === 0}
            onPress={() => move(index, index - 1)}
          />
          <IconButton
            icon={ArrowDown}
            label={words.moveDown(title)}
            isDisabled={index === lessons.length - 1}
            onPress={() => move(index, index + 1)}
          />
        </li>
      ))}
    </ol>
  )
}

type Check = { readonly problem: ErrorData | null; readonly losses: readonly string[] }
const nothingFound: Check = { problem: null, losses: [] }
/** The user is choosing still. */
const checkDelayMs = 300

/** What keeps the chosen lessons from going along, asked anew when they change. */
function useCourseCheck(projectIds: readonly ProjectId[], format: CourseFormat): Check {
  const [check, setCheck] = useState(nothingFound)
  const newest = useRef(0)
  useEffect(() => {
    newest.current += 1
    const asked = newest.current
    if (projectIds.length === 0) return undefined
    const timer = setTimeout(() => {
      call('course.check', { projectIds, format })
        .catch((thrown: unknown): Check => ({ problem: toErrorData(thrown), losses: [] }))
        .then((answer) => {
          if (asked === newest.current) setCheck(answer)
        })
        .catch(() => undefined)
    }, checkDelayMs)
    return () => clearTimeout(timer)
  }, [projectIds, format])
  return projectIds.length === 0 ? nothingFound : check
}

type FollowProps = { readonly state: Exclude<CourseState, { kind: 'choosing' }>; readonly onClose: () => void }

function Follow({ state, onClose }: FollowProps) {
  const again = <Button onPress={resetCourse}>{words.again}</Button>
  switch (state.kind) {
    case 'running':
      return (
        <Dialog
          title={state.fileName}
          open
          onClose={onClose}
          actions={<Button onPress={() => void stopCourse()}>{words.stop}</Button>}
        >
          <Progress
            label={words.working}
            fraction={state.fraction}
            remark={state.fraction === null ? '' : text.common.percent(state.fraction)}
          />
          <p className={styles['remark']}>{words.keepWorking}</p>
        </Dialog>
      )
    case 'done':
      return <Done state={state} again={again} onClose={onClose} />
    case 'stopped':
      return (
        <Dialog title={words.title} open onClose={onClose} actions={again}>
          <Notice tone="info" title={words.stopped} />
        </Dialog>
      )
    case 'failed':
      return (
        <Dialog title={words.title} open onClose={onClose} actions={again}>
          <Notice tone="error" title={words.failed}>
            <p>{describeError(state.error)}</p>
          </Notice>
        </Dialog>
      )
  }
}

type DoneProps = {
  readonly state: Extract<CourseState, { kind: 'done' }>
  readonly again: React.ReactNode
  readonly onClose: () => void
}

function Done({ state: { jobId, format, fileName, byteLength }, again, onClose }: DoneProps) {
  const reveal = (): void => {
    call('export.reveal', { jobId }).catch((thrown: unknown) => showToast(describeError(toErrorData(thrown))))
  }
  return (
    <Dialog
      title={words.done}
      open
      onClose={onClose}
      actions={
        <>
          {again}
          <Button variant="primary" icon={FolderOpen} onPress={reveal}>
            {words.show}
          </Button>
        </>
      }
    >
      <p className={styles['file']}>
        <CircleCheck size={18} className={styles['check']} aria-hidden />
        <span className={styles['name']}>{fileName}</span>
        <span className={styles['muted']}>{text.common.fileSize(byteLength)}</span>
      </p>
      <h3 className={styles['heading']}>{words.next}</h3>
      <ol className={styles['steps']}>
        {words.steps[format].map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </Dialog>
  )
}
