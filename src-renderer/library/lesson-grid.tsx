import { startTransition, useEffect, useEffectEvent, useRef, useState } from 'react'
import type { ProjectId, ProjectSummary } from '#shared/ipc/areas/library.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { LessonCard } from './lesson-card.tsx'
import styles from './library.module.css'

/** The rows that are looked at first, so that they are there soon; the rest is drawn as it comes near. */
const firstCards = 12
const moreCards = 60
/** How far below the window the next cards are drawn. */
const nearby = '1200px'

type LessonGridProps = {
  readonly projects: readonly ProjectSummary[]
  readonly nowMs: number
  readonly onOpen: (projectId: ProjectId) => void
  readonly onSaveFile: (projectId: ProjectId) => void
  readonly onPublish: () => void
}

/** The cards of the library. A thousand at once would keep the first ones waiting for the last. */
export function LessonGrid({ projects, nowMs, onOpen, onSaveFile, onPublish }: LessonGridProps) {
  const [shown, setShown] = useState(firstCards)
  const isWhole = shown >= projects.length
  return (
    <ul className={styles['grid']} aria-label={text.library.listLabel}>
      {projects.slice(0, shown).map((project, index) => (
        <LessonCard
          key={project.projectId}
          project={project}
          place={{ index, count: projects.length }}
          nowMs={nowMs}
          onOpen={() => onOpen(project.projectId)}
          onSaveFile={() => onSaveFile(project.projectId)}
          onPublish={onPublish}
        />
      ))}
      {/* A new one after every step: what was near before the cards came may still be. */}
      {!isWhole && <GridEnd key={shown} onNear={() => startTransition(() => setShown(shown + moreCards))} />}
    </ul>
  )
}

/** Tells once when it comes near the window. */
function GridEnd({ onNear }: { readonly onNear: () => void }) {
  const mark = useRef<HTMLLIElement>(null)
  const near = useEffectEvent(onNear)
  useEffect(() => {
    const end = mark.current
    if (!end) return undefined
    // The margin counts only around what scrolls.
    const root = end.closest('main')
    const observer = new IntersectionObserver(([entry]) => (entry?.isIntersecting ? near() : undefined), {
      root,
      rootMargin: nearby,
    })
    observer.observe(end)
    return () => observer.disconnect()
  }, [])
  return <li ref={mark} className={styles['gridEnd']} aria-hidden />
}
