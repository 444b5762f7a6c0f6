import { useState } from 'react'
import { call } from '#renderer/ipc/client.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Notice } from '#renderer/ui/feedback.tsx'
import { TextField } from '#renderer/ui/fields.tsx'
import { Dialog } from '#renderer/ui/overlays.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { PlaceKind, PlaceSummary } from '#shared/ipc/areas/publish.ts'
import { describeError, toErrorData, type ErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { refreshPlaces } from './places-store.ts'
import styles from './publish.module.css'

const words = text.publish

export type KeyedPlace = PlaceSummary & { readonly kind: Exclude<PlaceKind, 'folder'> }

type ReplaceKeyProps = {
  readonly place: KeyedPlace
  /** False where the key ends with the program. */
  readonly secretsLast: boolean
  readonly onClose: () => void
}

/** Another key for a place that stays as it is; the one before is forgotten. */
export function ReplaceKey({ place: { placeId, name, kind }, secretsLast, onClose }: ReplaceKeyProps) {
  const [secret, setSecret] = useState('')
  const [error, setError] = useState<ErrorData | null>(null)
  const [busy, setBusy] = useState(false)

  async function keep(): Promise<void> {
    setBusy(true)
    try {
      await call('publish.replaceSecret', { placeId, secret })
      await refreshPlaces()
      showToast(words.keyReplaced(name))
      onClose()
    } catch (thrown) {
      setError(toErrorData(thrown))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Dialog
      title={words.newKeyTitle(name)}
      open
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{words.back}</Button>
          <Button variant="primary" isDisabled={secret.trim() === '' || busy} onPress={() => void keep()}>
            {words.keep}
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <TextField label={words.secrets[kind]} hint={words.secretHints[kind]} value={secret} onChange={setSecret} secret />
        {secretsLast ? (
          <p className={styles['muted']}>{words.keptInKeychain}</p>
        ) : (
          <Notice tone="info" title={words.keptForSession} />
        )}
        {error && <Notice tone="error" title={describeError(error)} />}
      </div>
    </Dialog>
  )
}
