import { useState } from 'react'
import { FolderOpen } from 'lucide-react'
import { call } from '#renderer/ipc/client.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Segmented } from '#renderer/ui/choices.tsx'
import { Notice } from '#renderer/ui/feedback.tsx'
import { TextField } from '#renderer/ui/fields.tsx'
import { Dialog } from '#renderer/ui/overlays.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { ChannelInput, ChannelOutput } from '#shared/ipc/contract.ts'
import { describeError, toErrorData, type ErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import styles from './recipe-dialog.module.css'

const words = text.sharedQueue

type DialogProps = ChannelOutput<'sharedQueue.read'> & {
  readonly onKept: () => void
  readonly onForgotten: () => void
  readonly onClose: () => void
}

type Folder = NonNullable<ChannelOutput<'sharedQueue.chooseFolder'>['folder']>
type Order = ChannelInput<'sharedQueue.save'>

/** Where the queue is and what files go through; its secrets go to the main process and do not come back. */
export function SharedQueueDialog({ setup, secretsLast, onKept, onForgotten, onClose }: DialogProps) {
  const before = setup?.store
  const [url, setUrl] = useState(setup?.url ?? '')
  const [password, setPassword] = useState('')
  const [kind, setKind] = useState(before?.kind ?? 'folder')
  const [folder, setFolder] = useState<Folder | null>(null)
  const [s3, setS3] = useState(
    before?.kind === 's3' ? { ...before, key: '' } : { address: '', endpoint: '', region: '', keyId: '', key: '' },
  )
  const [error, setError] = useState<ErrorData | null>(null)
  const [busy, setBusy] = useState(false)
  const hasFolder = folder !== null || before?.kind === 'folder'
  const folderName = folder?.name ?? (before?.kind === 'folder' ? before.name : null)
  const isWhole =
    url.trim() !== '' &&
    (kind === 'folder'
      ? hasFolder
      : s3.address.trim() !== '' && s3.keyId.trim() !== '' && (s3.key !== '' || before?.kind === 's3'))

  function order(): Order {
    const queue = { url, password: secretOf(password, setup !== null) }
    if (kind === 'folder') return { ...queue, store: { kind, grantId: folder?.grantId ?? null } }
    const { address, endpoint, region, keyId } = s3
    return { ...queue, store: { kind, address, endpoint, region, keyId, key: secretOf(s3.key, before?.kind === 's3') } }
  }

  async function attempt(work: () => Promise<void>): Promise<void> {
    setBusy(true)
    setError(null)
    try {
      await work()
    } catch (thrown) {
      setError(toErrorData(thrown))
    } finally {
      setBusy(false)
    }
  }

  const save = (): Promise<void> =>
    attempt(async () => {
      const { hasWorkers } = await call('sharedQueue.save', order())
      showToast(hasWorkers ? words.saved.ready : words.saved.empty)
      onKept()
    })
  const forget = (): Promise<void> =>
    attempt(async () => {
      await call('sharedQueue.forget', {})
      showToast(words.forgotten)
      onForgotten()
    })
  const chooseFolder = (): Promise<void> =>
    attempt(async () => {
      const chosen = await call('sharedQueue.chooseFolder', {})
      if (chosen.folder) setFolder(chosen.folder)
    })
  const s3Field = (key: 'address' | 'endpoint' | 'region' | 'keyId', hint?: string) => (
    <TextField label={words[key]} hint={hint} value={s3[key]} onChange={(value) => setS3({ ...s3, [key]: value })} />
  )

  return (
    <Dialog
      title={words.title}
      open
      onClose={onClose}
      actions={
        <>
          {setup && (
            <Button isDisabled={busy} onPress={() => void forget()}>
              {words.forget}
            </Button>
          )}
          <Button onPress={onClose}>{text.common.cancel}</Button>
          <Button variant="primary" isDisabled={!isWhole || busy} onPress={() => void save()}>
            {busy ? words.trying : words.save}
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <p className={styles['hint']}>{words.body}</p>
        <TextField label={words.url} hint={words.urlHint} value={url} onChange={setUrl} />
        <TextField
          label={words.password}
          hint={setup && url.trim() === setup.url ? words.asBefore : words.passwordHint}
          value={password}
          onChange={setPassword}
          secret
        />
        <Segmented
          label={words.store}
          value={kind}
          options={(['folder', 's3'] as const).map((value) => ({ value, label: words.stores[value] }))}
          onChange={setKind}
        />
        {kind === 'folder' ? (
          <div className={styles['chosen']}>
            <Button icon={FolderOpen} onPress={() => void chooseFolder()}>
              {words.chooseFolder}
            </Button>
            <span>{folderName === null ? words.noFolder : words.folder(folderName)}</span>
          </div>
        ) : (
          <>
            {s3Field('address', words.addressHint)}
            <div className={styles['row']}>
              {s3Field('endpoint', words.endpointHint)}
              {s3Field('region', words.regionHint)}
            </div>
            <div className={styles['row']}>
              {s3Field('keyId')}
              <TextField
                label={words.key}
                hint={before?.kind === 's3' ? words.asBefore : undefined}
                value={s3.key}
                onChange={(key) => setS3({ ...s3, key })}
                secret
              />
            </div>
          </>
        )}
        {secretsLast ? (
          <p className={styles['hint']}>{words.keptInKeychain}</p>
        ) : (
          <Notice tone="info" title={words.keptForSession} />
        )}
        {error && <Notice tone="error" title={describeError(error)} />}
      </div>
    </Dialog>
  )
}

/** One that was given before is kept where none is typed. */
function secretOf(typed: string, given: boolean): string | null {
  return typed === '' && given ? null : typed
}
