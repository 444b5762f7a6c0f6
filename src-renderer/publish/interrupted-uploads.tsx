import { useEffect, useState } from 'react'
import { call } from '#renderer/ipc/client.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Notice } from '#renderer/ui/feedback.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { InterruptedUpload } from '#shared/ipc/areas/publish.ts'
import { describeError, toErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import styles from './publish.module.css'

const words = text.publish.interrupted
const tell = (thrown: unknown): void => void showToast(describeError(toErrorData(thrown)))

type InterruptedProps = { readonly onGoOn: (upload: InterruptedUpload) => void }

/** Offers what an earlier run could not send to its end; nothing is sent before the user says so. */
export function InterruptedUploads({ onGoOn }: InterruptedProps) {
  const [found, setFound] = useState<readonly InterruptedUpload[]>([])
  useEffect(() => void call('publish.interrupted', {}).then(({ uploads }) => setFound(uploads), tell), [])
  const forget = async ({ jobId }: InterruptedUpload): Promise<void> => {
    await call('publish.forget', { jobId })
    setFound((uploads) => uploads.filter((upload) => upload.jobId !== jobId))
  }
  if (found.length === 0) return null
  return (
    <section aria-label={words.region} className={styles['interrupted']}>
      {found.map((upload) => (
        <Notice
          key={upload.jobId}
          tone="info"
          title={words.title(upload.fileName, upload.placeName)}
          actions={
            <>
              <Button
                variant="quiet"
                aria-label={words.forgetNamed(upload.fileName)}
                onPress={() => void forget(upload).catch(tell)}
              >
                {words.forget}
              </Button>
              <Button aria-label={words.goOnNamed(upload.fileName)} onPress={() => onGoOn(upload)}>
                {words.goOn}
              </Button>
            </>
          }
        />
      ))}
    </section>
  )
}
