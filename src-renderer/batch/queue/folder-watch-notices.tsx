import { useCallback, useEffect, useState } from 'react'
import { call } from '#renderer/ipc/client.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Notice } from '#renderer/ui/feedback.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { FolderWatch } from '#shared/ipc/areas/batch-queue.ts'
import { describeError, toErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import styles from './queue.module.css'

const words = text.batchQueue.watch
const lookEveryMs = 5_000

/** Folders whose new clips become further batches. */
export function FolderWatchNotices() {
  const [watches, setWatches] = useState<readonly FolderWatch[]>([])
  // A list that cannot be had now is asked for again.
  const look = useCallback(
    () =>
      void call('batchQueue.watches', {}).then(
        (found) => setWatches(found.watches),
        () => undefined,
      ),
    [],
  )
  useEffect(() => {
    look()
    const timer = setInterval(look, lookEveryMs)
    return () => clearInterval(timer)
  }, [look])
  const stop = async ({ watchId, folderName }: FolderWatch): Promise<void> => {
    await call('batchQueue.stopWatching', { watchId })
    showToast(words.stopped(folderName))
    look()
  }
  if (watches.length === 0) return null
  return (
    <div className={styles['kept']}>
      {watches.map((watch) => (
        <Notice
          key={watch.watchId}
          tone={watch.problem === null ? 'info' : 'warning'}
          title={words.title(watch.name, watch.folderName)}
          actions={
            <Button
              aria-label={words.stopNamed(watch.folderName)}
              onPress={() => void stop(watch).catch((thrown: unknown) => showToast(describeError(toErrorData(thrown))))}
            >
              {words.stop}
            </Button>
          }
        >
          {watch.problem !== null && <p>{watch.problem}</p>}
        </Notice>
      ))}
    </div>
  )
}
