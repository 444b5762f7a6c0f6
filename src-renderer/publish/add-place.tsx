import { useState } from 'react'
import { FolderOpen } from 'lucide-react'
import { call } from '#renderer/ipc/client.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Select } from '#renderer/ui/choices.tsx'
import { Notice } from '#renderer/ui/feedback.tsx'
import { TextField } from '#renderer/ui/fields.tsx'
import { Dialog } from '#renderer/ui/overlays.tsx'
import { placeKinds, type PlaceKind } from '#shared/ipc/areas/publish.ts'
import type { ChannelInput } from '#shared/ipc/contract.ts'
import { describeError, toErrorData, type ErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import styles from './publish.module.css'

const words = text.publish

type AddPlaceProps = {
  /** False where the key ends with the program. */
  readonly secretsLast: boolean
  readonly onBack: () => void
  readonly onAdded: (placeId: string) => void
}

type Folder = NonNullable<Awaited<ReturnType<typeof call<'publish.chooseFolder'>>>['folder']>
type NewPlace = ChannelInput<'publish.addPlace'>['place']

/** A place with its address and its key, which goes to the main process and does not come back. */
export function AddPlace({ secretsLast, onBack, onAdded }: AddPlaceProps) {
  const [kind, setKind] = useState<PlaceKind>('folder')
  const [name, setName] = useState('')
  const [url, setUrl] = useState('')
  const [course, setCourse] = useState('')
  const [appId, setAppId] = useState('')
  const [secret, setSecret] = useState('')
  const [folder, setFolder] = useState<Folder | null>(null)
  const [error, setError] = useState<ErrorData | null>(null)
  const [busy, setBusy] = useState(false)

  const courseId = course.trim() === '' ? null : Number(course)
  const courseIsWrong = courseId !== null && !(Number.isSafeInteger(courseId) && courseId > 0)
  const place = newPlace()
  const usualName = kind === 'folder' ? (folder?.name ?? '') : words.kinds[kind]

  function newPlace(): NewPlace | null {
    switch (kind) {
      case 'folder':
        return folder && { kind, grantId: folder.grantId }
      case 'moodle':
        return url.trim() === '' || secret.trim() === '' || courseIsWrong ? null : { kind, url, courseId, secret }
      case 'scormcloud':
        return appId.trim() === '' || secret.trim() === '' ? null : { kind, appId, secret }
      case 'tus':
        return url.trim() === '' ? null : { kind, url, secret }
    }
  }

  async function add(): Promise<void> {
    if (!place) return
    setBusy(true)
    try {
      const { placeId } = await call('publish.addPlace', { name: name.trim() || usualName, place })
      onAdded(placeId)
    } catch (thrown) {
      setError(toErrorData(thrown))
    } finally {
      setBusy(false)
    }
  }

  const chooseFolder = async (): Promise<void> => {
    const chosen = await call('publish.chooseFolder', {})
    if (chosen.folder) setFolder(chosen.folder)
  }

  return (
    <Dialog
      title={words.addTitle}
      open
      onClose={onBack}
      actions={
        <>
          <Button onPress={onBack}>{words.back}</Button>
          <Button variant="primary" isDisabled={place === null || busy} onPress={() => void add()}>
            {words.save}
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <Select
          label={words.kind}
          value={kind}
          options={placeKinds.map((value) => ({ value, label: words.kinds[value] }))}
          onChange={setKind}
        />
        {kind === 'folder' && (
          <div className={styles['folder']}>
            <Button
              icon={FolderOpen}
              onPress={() => void chooseFolder().catch((thrown: unknown) => setError(toErrorData(thrown)))}
            >
              {words.chooseFolder}
            </Button>
            {folder && <span>{words.folder(folder.name)}</span>}
          </div>
        )}
        {(kind === 'moodle' || kind === 'tus') && (
          <TextField label={words.address[kind]} hint={words.addressHint} value={url} onChange={setUrl} />
        )}
        {kind === 'scormcloud' && <TextField label={words.appId} value={appId} onChange={setAppId} />}
        {kind !== 'folder' && (
          <TextField label={words.secrets[kind]} hint={words.secretHints[kind]} value={secret} onChange={setSecret} secret />
        )}
        {kind === 'moodle' && (
          <TextField
            label={words.course}
            hint={words.courseHint}
            problem={courseIsWrong ? words.courseHint : undefined}
            value={course}
            onChange={setCourse}
          />
        )}
        <TextField label={words.name} hint={words.nameHint} value={name} onChange={setName} placeholder={usualName} />
        {kind !== 'folder' &&
          (secretsLast ? (
            <p className={styles['muted']}>{words.keptInKeychain}</p>
          ) : (
            <Notice tone="info" title={words.keptForSession} />
          ))}
        {error && <Notice tone="error" title={describeError(error)} />}
      </div>
    </Dialog>
  )
}
