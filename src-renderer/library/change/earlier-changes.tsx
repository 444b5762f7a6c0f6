import { useEffect, useState } from 'react'
import { Undo2 } from 'lucide-react'
import { call } from '#renderer/ipc/client.ts'
import { Button } from '#renderer/ui/button.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { KeptLibraryEdit } from '#shared/ipc/areas/library-edits.ts'
import { describeError, toErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { describeMoment } from '../moment.ts'
import { takeChangeBack } from './change-job.ts'
import { describeChange } from './describe-change.ts'
import styles from './change.module.css'

const words = text.libraryEdit

/** What can still be taken back. */
export function EarlierChanges({ nowMs }: { readonly nowMs: number }) {
  const [changes, setChanges] = useState<readonly KeptLibraryEdit[]>([])
  useEffect(() => {
    call('libraryEdits.list', {}).then(
      (listed) => setChanges(listed.changes),
      (thrown: unknown) => void showToast(describeError(toErrorData(thrown))),
    )
  }, [])
  if (changes.length === 0) return null
  return (
    <section aria-label={words.earlier}>
      <h3 className={styles['heading']}>{words.earlier}</h3>
      <ul className={styles['earlier']}>
        {changes.map(({ changeId, edit, lessonCount, madeAtMs }) => (
          <li key={changeId} className={styles['change']}>
            <span className={styles['name']}>{describeChange(edit)}</span>
            <span className={styles['hint']}>{words.earlierIn(lessonCount, describeMoment(madeAtMs, nowMs))}</span>
            <Button
              icon={Undo2}
              aria-label={words.takeBackOf(describeChange(edit))}
              onPress={() => void takeChangeBack(changeId, edit.kind === 'export-again' ? 'put-back' : 'take-back')}
            >
              {text.common.undo}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
