import { Button } from '#renderer/ui/button.tsx'
import { Checkbox } from '#renderer/ui/choices.tsx'
import type { ProjectId, ProjectSummary } from '#shared/ipc/areas/library.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import styles from './lesson-picker.module.css'

type LessonPickerProps = {
  readonly projects: readonly ProjectSummary[]
  readonly chosen: readonly ProjectId[]
  readonly onToggle: (id: ProjectId, checked: boolean) => void
  readonly onAll: () => void
  readonly onNone: () => void
  /** A few words at the end of the line of a lesson; a sentence stands below. */
  readonly remark: (project: ProjectSummary) => string
}

/** Lessons of the library to be ticked. */
export function LessonPicker({ projects, chosen, onToggle, onAll, onNone, remark }: LessonPickerProps) {
  const ticked = new Set(chosen)
  return (
    <section className={styles['picker']} aria-label={text.course.lessons}>
      <h3 className={styles['heading']}>{text.course.lessons}</h3>
      <div className={styles['tools']}>
        <Button onPress={onAll}>{text.course.chooseAll}</Button>
        <Button onPress={onNone}>{text.course.chooseNone}</Button>
      </div>
      <ul className={styles['list']}>
        {projects.map((project) => (
          <li key={project.projectId} className={styles['row']}>
            <Checkbox
              label={project.title}
              checked={ticked.has(project.projectId)}
              onChange={(checked) => onToggle(project.projectId, checked)}
            />
            <Remark>{remark(project)}</Remark>
          </li>
        ))}
      </ul>
    </section>
  )
}

const fewLetters = 24

function Remark({ children }: { readonly children: string }) {
  return (
    <span className={styles['remark']} data-long={children.length > fewLetters || undefined}>
      {children}
    </span>
  )
}
