import { useEffect, useMemo, useRef, type ReactNode } from 'react'
import { Boxes, Clapperboard, Film, FlaskConical, FolderInput, LayoutTemplate, MonitorPlay, Plus, SearchX } from 'lucide-react'
import { useStore } from 'zustand'
import { Announcement } from '#renderer/ui/announcer.tsx'
import { AppearanceMenu } from '#renderer/ui/appearance-menu.tsx'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { EmptyState, Notice } from '#renderer/ui/feedback.tsx'
import { SearchField } from '#renderer/ui/fields.tsx'
import { FileDrop } from '#renderer/ui/file-drop.tsx'
import { useKeepFocus } from '#renderer/ui/keep-focus.ts'
import type { ProjectId } from '#shared/ipc/areas/library.ts'
import { describeError } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { FilterBar } from './filter-bar.tsx'
import { filterLessons, noFilter, type LessonFilter } from './filter-lessons.ts'
import { LessonGrid } from './lesson-grid.tsx'
import { libraryStore, refreshLibrary, refreshSoon, searchLibrary, showLessons } from './library-store.ts'
import styles from './library.module.css'

type LibraryScreenProps = {
  readonly onOpen: (projectId: ProjectId) => void
  readonly onNew: () => void
  /** Opens a copy of the lesson that comes with the program. */
  readonly onSample: () => void
  /** Shows the templates. */
  readonly onTemplates: () => void
  /** Starts a lesson from files that the user picks. */
  readonly onChooseClips: () => void
  /** Plays a package of any origin as a learner gets it. */
  readonly onTryPackage: () => void
  /** Takes files of colleagues into the library, which the user picks. */
  readonly onOpenFile: () => void
  /** Puts a lesson into a file for colleagues. */
  readonly onSaveFile: (projectId: ProjectId) => void
  /** Publishes a finished package, which the user picks. */
  readonly onPublish: () => void
  /** Shows the batches that are made behind everything else. */
  readonly onBatches: () => void
  readonly onDropClips: (files: readonly File[]) => void
  /** What an earlier run left to be decided, above the lessons. */
  readonly children?: ReactNode
}

export function LibraryScreen({
  onOpen,
  onNew,
  onSample,
  onTemplates,
  onChooseClips,
  onTryPackage,
  onOpenFile,
  onSaveFile,
  onPublish,
  onBatches,
  onDropClips,
  children,
}: LibraryScreenProps) {
  const { query, filter, projects, error, listedAtMs } = useStore(libraryStore)
  const shown = useMemo(() => projects && filterLessons(projects, filter), [projects, filter])
  const isFiltered = filter.show !== 'all' || filter.tag !== null
  const search = useRef<HTMLInputElement>(null)
  const lessons = useRef<HTMLElement>(null)
  useKeepFocus(lessons, { parts: 'li', last: () => search.current })
  useEffect(() => {
    void refreshLibrary()
    // Another window, or the command, may have changed the library meanwhile.
    const find = (event: KeyboardEvent): void => {
      if (event.key !== 'f' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      search.current?.focus()
    }
    window.addEventListener('focus', refreshSoon)
    window.addEventListener('keydown', find)
    return () => {
      window.removeEventListener('focus', refreshSoon)
      window.removeEventListener('keydown', find)
    }
  }, [])
  const isEmpty = projects?.length === 0 && query.trim() === '' && !isFiltered
  return (
    <FileDrop title={text.library.drop.title} body={text.library.drop.body} onFiles={onDropClips}>
      <header className={styles['bar']}>
        <h1 className={styles['brand']}>
          <Logo />
          {text.library.title}
        </h1>
        <div className={styles['search']}>
          <SearchField label={text.library.search} value={query} onChange={searchLibrary} inputRef={search} />
        </div>
        <AppearanceMenu />
        <IconButton icon={Boxes} label={text.batchQueue.open} onPress={onBatches} />
        <IconButton icon={FolderInput} label={text.projectFile.open} onPress={onOpenFile} />
        <IconButton icon={MonitorPlay} label={text.try.openPackage} onPress={onTryPackage} />
        <Button icon={LayoutTemplate} onPress={onTemplates}>
          {text.templates.start}
        </Button>
        <Button variant="primary" icon={Plus} onPress={onNew}>
          {text.library.newLesson}
        </Button>
      </header>
      <main ref={lessons} className={styles['main']}>
        {children}
        {error && (
          <Notice
            tone="error"
            title={text.library.failed.title}
            actions={<Button onPress={() => void refreshLibrary()}>{text.library.failed.retry}</Button>}
          >
            <p>{describeError(error)}</p>
          </Notice>
        )}
        {isEmpty && !error && (
          <EmptyState icon={Film} size="screen" title={text.library.empty.title} body={text.library.empty.body}>
            <Button variant="primary" size="large" icon={Clapperboard} onPress={onChooseClips}>
              {text.library.empty.choose}
            </Button>
            <Button size="large" onPress={onNew}>
              {text.library.empty.blank}
            </Button>
            <Button size="large" icon={LayoutTemplate} onPress={onTemplates}>
              {text.templates.start}
            </Button>
            <Button variant="quiet" size="large" icon={FlaskConical} onPress={onSample}>
              {text.library.empty.sample}
            </Button>
            <p className={styles['formats']}>{text.library.empty.formats}</p>
          </EmptyState>
        )}
        {projects && (projects.length > 0 || isFiltered) && (
          <FilterBar
            projects={projects}
            shown={shown ?? []}
            filter={filter}
            listedAtMs={listedAtMs}
            searched={query.trim() !== ''}
          />
        )}
        {shown?.length === 0 && isFiltered && <NothingHere filter={filter} />}
        {projects?.length === 0 && query.trim() !== '' && !isFiltered && (
          <EmptyState
            icon={SearchX}
            heading="h2"
            title={text.library.nothingFound.title(query.trim())}
            body={text.library.nothingFound.body}
          >
            <Button onPress={() => searchLibrary('')}>{text.library.nothingFound.clear}</Button>
          </EmptyState>
        )}
        {shown && shown.length > 0 && (
          <LessonGrid
            key={`${query} ${filter.show} ${filter.tag}`}
            projects={shown}
            nowMs={listedAtMs}
            onOpen={onOpen}
            onSaveFile={onSaveFile}
            onPublish={onPublish}
          />
        )}
        {shown && <Announcement message={query.trim() === '' && !isFiltered ? '' : text.library.found(shown.length)} />}
      </main>
    </FileDrop>
  )
}

function NothingHere({ filter: { show } }: { readonly filter: LessonFilter }) {
  const { none, noneDeleted } = text.library.filter
  const { title, body } = show === 'deleted' ? noneDeleted : none
  return (
    <EmptyState icon={SearchX} title={title} body={body}>
      <Button onPress={() => showLessons(noFilter)}>{none.clear}</Button>
    </EmptyState>
  )
}

function Logo() {
  return (
    <svg viewBox="0 0 24 24" className={styles['logo']} aria-hidden>
      <rect x="5" y="1" width="14" height="22" rx="3.5" fill="currentColor" />
      <path d="M10 8.2v7.6a.6.6 0 0 0 .92.5l5.6-3.8a.6.6 0 0 0 0-1l-5.6-3.8a.6.6 0 0 0-.92.5Z" className={styles['logoMark']} />
    </svg>
  )
}
