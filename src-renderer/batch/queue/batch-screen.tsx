import { useEffect, useState } from 'react'
import { ChevronLeft, Layers, Plus } from 'lucide-react'
import { useStore } from 'zustand'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { EmptyState, Notice } from '#renderer/ui/feedback.tsx'
import { describeError } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { DraftSession } from '#renderer/batch/draft/draft-session.ts'
import { BatchList } from './batch-list.tsx'
import { batchStore, followBatches } from './batch-store.ts'
import { FolderWatchNotices } from './folder-watch-notices.tsx'
import { KeptDraftNotices } from './kept-draft-notices.tsx'
import { OpenBatch } from './open-batch.tsx'
import { useProgressAnnouncements } from './progress-announcements.ts'
import styles from './queue.module.css'

const words = text.batchQueue

type BatchScreenProps = {
  readonly onBack: () => void
  /** Begins another batch. */
  readonly onNew: () => void
  readonly onGoOn: (session: DraftSession) => void
}

/** All batches, and the lessons of the chosen one. */
export function BatchScreen({ onBack, onNew, onGoOn }: BatchScreenProps) {
  const { batches, error } = useStore(batchStore)
  const [chosenId, setChosenId] = useState<string | null>(null)
  useEffect(followBatches, [])
  useProgressAnnouncements(batches)
  // What is made now is what people come to see.
  const shown =
    batches?.find(({ batchId }) => batchId === chosenId) ?? batches?.find(({ state }) => state === 'running') ?? batches?.at(-1)
  return (
    <div className={styles['screen']}>
      <header className={styles['bar']}>
        <IconButton icon={ChevronLeft} label={words.back} onPress={onBack} />
        <h1>{words.title}</h1>
        <span className={styles['spring']} />
        <Button variant="primary" icon={Plus} onPress={onNew}>
          {words.newBatch}
        </Button>
      </header>
      <KeptDraftNotices onGoOn={onGoOn} />
      <FolderWatchNotices />
      {error && (
        <main className={styles['alone']}>
          <Notice tone="error" title={text.library.failed.title}>
            <p>{describeError(error)}</p>
          </Notice>
        </main>
      )}
      {batches?.length === 0 && (
        <main className={styles['alone']}>
          <EmptyState icon={Layers} size="screen" title={words.empty.title} body={words.empty.body}>
            <Button variant="primary" size="large" icon={Plus} onPress={onNew}>
              {words.newBatch}
            </Button>
          </EmptyState>
        </main>
      )}
      {batches && shown && (
        <div className={styles['body']}>
          <BatchList batches={batches} shownId={shown.batchId} onShow={setChosenId} />
          <OpenBatch key={shown.batchId} batch={shown} />
        </div>
      )}
    </div>
  )
}
