import { useMemo, useState } from 'react'
import { LibraryBig, ListFilter, Pencil, Tag } from 'lucide-react'
import { useStore } from 'zustand'
import { Button } from '#renderer/ui/button.tsx'
import { Menu } from '#renderer/ui/overlays.tsx'
import type { ProjectSummary } from '#shared/ipc/areas/library.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { ChangeDialog } from './change/change-dialog.tsx'
import { changeStore } from './change/change-job.ts'
import { CourseDialog } from './course-dialog.tsx'
import { courseStore } from './course-job.ts'
import { lessonShows, listTags, type LessonFilter } from './filter-lessons.ts'
import { showLessons } from './library-store.ts'
import styles from './library.module.css'

const words = text.library.filter
/** No tag is called so: they are trimmed. */
const anyTag = ' '

type FilterBarProps = {
  readonly projects: readonly ProjectSummary[]
  /** Those that the filter lets through. */
  readonly shown: readonly ProjectSummary[]
  readonly filter: LessonFilter
  /** When the list was asked for. Milliseconds since 1970. */
  readonly listedAtMs: number
  /** The user has searched. */
  readonly searched: boolean
}

/** How many lessons are shown, and which. */
export function FilterBar({ projects, shown, filter: { show, tag }, listedAtMs, searched }: FilterBarProps) {
  const tags = useMemo(() => listTags(projects), [projects])
  return (
    <div className={styles['filters']}>
      <p className={styles['count']}>{text.library.count(shown.length)}</p>
      <Menu
        label={words.show}
        caption={words.shows[show]}
        icon={ListFilter}
        entries={lessonShows.map((id) => ({
          id,
          label: words.shows[id],
          selected: id === show,
          onAction: () => showLessons({ show: id, tag: null }),
        }))}
      />
      {(tags.length > 0 || tag !== null) && (
        <Menu
          label={words.tag}
          caption={tag ?? words.anyTag}
          icon={Tag}
          entries={[anyTag, ...tags].map((id) => ({
            id,
            label: id === anyTag ? words.anyTag : id,
            selected: id === (tag ?? anyTag),
            onAction: () => showLessons({ tag: id === anyTag ? null : id }),
          }))}
        />
      )}
      {show !== 'deleted' && <ChangeButton projects={shown} nowMs={listedAtMs} />}
      {show !== 'deleted' && <CourseButton projects={shown} chooseAll={searched || tag !== null || show !== 'all'} />}
    </div>
  )
}

/** Opens the export of several lessons, and tells how far one has come. */
function CourseButton({ projects, chooseAll }: { readonly projects: readonly ProjectSummary[]; readonly chooseAll: boolean }) {
  const [open, setOpen] = useState(false)
  const state = useStore(courseStore)
  const isRunning = state.kind === 'running'
  if (projects.length === 0 && !isRunning) return null
  return (
    <>
      <Button icon={LibraryBig} onPress={() => setOpen(true)}>
        {isRunning ? text.course.running(text.common.percent(state.fraction ?? 0)) : text.course.open}
      </Button>
      {open && <CourseDialog projects={projects} chooseAll={chooseAll} onClose={() => setOpen(false)} />}
    </>
  )
}

/** Opens one change to several lessons, and tells how far it has come. */
function ChangeButton({ projects, nowMs }: { readonly projects: readonly ProjectSummary[]; readonly nowMs: number }) {
  const [open, setOpen] = useState(false)
  const state = useStore(changeStore)
  const isRunning = state.kind === 'running'
  if (projects.length === 0 && !isRunning) return null
  return (
    <>
      <Button icon={Pencil} onPress={() => setOpen(true)}>
        {isRunning ? text.libraryEdit.running(text.common.percent(state.fraction ?? 0)) : text.libraryEdit.open}
      </Button>
      {open && <ChangeDialog projects={projects} nowMs={nowMs} onClose={() => setOpen(false)} />}
    </>
  )
}
