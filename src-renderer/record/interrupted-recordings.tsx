import { useEffect, useState } from 'react'
import { Trash2, X } from 'lucide-react'
import { call } from '#renderer/ipc/client.ts'
import { announce } from '#renderer/ui/announcer.tsx'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { InterruptedRecording } from '#shared/ipc/areas/recording.ts'
import { describeError, toErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import styles from './interrupted-recordings.module.css'

const words = text.record.interrupted
const tell = (thrown: unknown): void => void showToast(describeError(toErrorData(thrown)))

type InterruptedProps = { readonly onAdd: (recording: InterruptedRecording) => void }

/** Offers what an earlier run recorded and could not bring into a lesson any more. */
export function InterruptedRecordings({ onAdd }: InterruptedProps) {
  const [found, setFound] = useState<readonly InterruptedRecording[]>([])
  useEffect(() => {
    call('recording.interrupted', {}).then(({ recordings }) => {
      setFound(recordings)
      if (recordings.length > 0) announce(words.title(recordings.length))
    }, tell)
  }, [])
  const remove = ({ recordingId }: InterruptedRecording): void =>
    setFound((recordings) => recordings.filter((recording) => recording.recordingId !== recordingId))
  const discard = async (recording: InterruptedRecording): Promise<void> => {
    const { recordingId } = recording
    const bringBack = async (): Promise<void> => {
      await call('recording.restore', { recordingId })
      setFound((recordings) => [recording, ...recordings])
    }
    try {
      await call('recording.discard', { recordingId })
      remove(recording)
      showToast(words.discarded, { label: text.common.undo, run: () => void bringBack().catch(tell) })
    } catch (thrown) {
      tell(thrown)
    }
  }
  if (found.length === 0) return null
  return (
    <section className={styles['card']} aria-label={words.region}>
      <header className={styles['head']}>
        <h2>{words.title(found.length)}</h2>
        <IconButton icon={X} label={words.later} onPress={() => setFound([])} />
      </header>
      <p className={styles['body']}>{words.body}</p>
      <ul className={styles['list']}>
        {found.map((recording) => (
          <li key={recording.recordingId} className={styles['row']}>
            <span className={styles['name']}>
              <span>{recording.fileName}</span>
              <span className={styles['facts']}>
                {text.common.fileSize(recording.byteLength)},{' '}
                {recording.lessonTitle === null ? words.noLesson : words.of(recording.lessonTitle)}
              </span>
            </span>
            <IconButton icon={Trash2} label={words.discard(recording.fileName)} onPress={() => void discard(recording)} />
            <Button
              variant="primary"
              aria-label={words.addNamed(recording.fileName)}
              onPress={() => {
                remove(recording)
                onAdd(recording)
              }}
            >
              {words.add}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
