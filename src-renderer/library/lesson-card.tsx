import { useState } from 'react'
import {
  CircleHelp,
  Clapperboard,
  CloudUpload,
  Copy,
  EllipsisVertical,
  FileBox,
  FolderOpen,
  History,
  Tag,
  Trash2,
  TriangleAlert,
  Undo2,
} from 'lucide-react'
import { LatePicture } from '#renderer/ui/late-picture.tsx'
import { Menu, type MenuEntry } from '#renderer/ui/overlays.tsx'
import { Pressable } from '#renderer/ui/pressable.tsx'
import type { ProjectSummary } from '#shared/ipc/areas/library.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { formatLength } from '#shared/time/timecode.ts'
import { deleteProject, duplicateProject, keepVersion, restoreProject, restoreVersion } from './library-store.ts'
import { describeMoment } from './moment.ts'
import { TagsDialog } from './tags-dialog.tsx'
import { VersionsDialog } from './versions-dialog.tsx'
import styles from './library.module.css'

type LessonCardProps = {
  readonly project: ProjectSummary
  /** Among all cards, also those that are not drawn yet. */
  readonly place: { readonly index: number; readonly count: number }
  readonly nowMs: number
  readonly onOpen: () => void
  readonly onSaveFile: () => void
  readonly onPublish: () => void
}

export function LessonCard({ project, place, nowMs, onOpen, onSaveFile, onPublish }: LessonCardProps) {
  const { title, durationTicks, questionCount, state } = project
  const length = formatLength(durationTicks)
  const [versionsOpen, setVersionsOpen] = useState(false)
  const [tagsOpen, setTagsOpen] = useState(false)
  const openLabel = durationTicks > 0 ? text.library.openLong(title, length) : text.library.open(title)
  const isDeleted = project.deletedAtMs !== null
  const restore = (): void => void restoreProject(project)
  const binned: readonly MenuEntry[] = [{ id: 'restore', label: text.library.menu.restore, icon: Undo2, onAction: restore }]
  const kept: readonly MenuEntry[] = [
    { id: 'open', label: text.library.menu.open, icon: FolderOpen, onAction: onOpen },
    { id: 'duplicate', label: text.library.menu.duplicate, icon: Copy, onAction: () => void duplicateProject(project) },
    { id: 'file', label: text.projectFile.save, icon: FileBox, onAction: onSaveFile },
    { id: 'publish', label: text.publish.openFile, icon: CloudUpload, onAction: onPublish },
    { id: 'tags', label: text.library.menu.tags, icon: Tag, onAction: () => setTagsOpen(true) },
    { id: 'versions', label: text.library.menu.versions, icon: History, onAction: () => setVersionsOpen(true) },
    {
      id: 'delete',
      label: text.library.menu.delete,
      icon: Trash2,
      danger: true,
      onAction: () => void deleteProject(project),
    },
  ]
  return (
    <li className={styles['card']} aria-posinset={place.index + 1} aria-setsize={place.count}>
      <Pressable
        className={styles['cardOpen'] ?? ''}
        label={isDeleted ? text.library.takeBack(title) : openLabel}
        onPress={isDeleted ? restore : onOpen}
      >
        <Poster project={project} />
        {durationTicks > 0 && (
          <span className={styles['length']} aria-hidden>
            {length}
          </span>
        )}
      </Pressable>
      <div className={styles['cardText']}>
        <h2 className={styles['cardTitle']} title={title}>
          {title}
        </h2>
        <Menu label={text.library.more(title)} icon={EllipsisVertical} entries={isDeleted ? binned : kept} />
        <p className={styles['cardFacts']}>
          <span className={styles['state']} data-state={state}>
            {text.library.states[state]}
          </span>
          {(project.missingMedia || project.newer) && (
            <span className={styles['warning']}>
              <TriangleAlert size={12} aria-hidden />
              {project.newer ? text.library.newer : text.library.missingMedia}
            </span>
          )}
          {questionCount > 0 && (
            <span className={styles['fact']} title={text.quiz.count(questionCount)}>
              <CircleHelp size={12} aria-hidden />
              {text.quiz.count(questionCount)}
            </span>
          )}
        </p>
        {project.tags.length > 0 && (
          <p className={styles['tags']} title={text.library.tags.of(project.tags)}>
            <Tag size={12} aria-hidden />
            <span>{project.tags.join(', ')}</span>
          </p>
        )}
        <p className={styles['when']}>{text.library.edited(describeMoment(project.updatedAtMs, nowMs))}</p>
      </div>
      {tagsOpen && <TagsDialog project={project} onClose={() => setTagsOpen(false)} />}
      {versionsOpen && (
        <VersionsDialog
          projectId={project.projectId}
          title={title}
          onKeep={(name) => keepVersion(project, name)}
          onGoBack={(versionId) => void restoreVersion(project, versionId)}
          onClose={() => setVersionsOpen(false)}
        />
      )}
    </li>
  )
}

function Poster({ project: { posterUrl } }: Pick<LessonCardProps, 'project'>) {
  const standIn = <Clapperboard size={36} strokeWidth={1.25} className={styles['noPoster']} aria-hidden />
  if (posterUrl === null) return standIn
  return <LatePicture key={posterUrl} src={posterUrl} alt="" className={styles['poster']} standIn={standIn} />
}
