import { useMemo } from 'react'
import { ListFilter, Tag } from 'lucide-react'
import { Menu } from '#renderer/ui/overlays.tsx'
import type { ProjectSummary } from '#shared/ipc/areas/library.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { lessonShows, listTags, type LessonFilter } from './filter-lessons.ts'
import { showLessons } from './library-store.ts'
import styles from './library.module.css'

const words = text.library.filter
/** No tag is called so: they are trimmed. */
const anyTag = ' '

type FilterBarProps = { readonly projects: readonly ProjectSummary[]; readonly count: number; readonly filter: LessonFilter }

/** How many lessons are shown, and which. */
export function FilterBar({ projects, count, filter: { show, tag } }: FilterBarProps) {
  const tags = useMemo(() => listTags(projects), [projects])
  return (
    <div className={styles['filters']}>
      <p className={styles['count']}>{text.library.count(count)}</p>
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
    </div>
  )
}
