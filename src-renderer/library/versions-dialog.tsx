import { useEffect, useState, type SubmitEvent } from 'react'
import { Bookmark, Clapperboard } from 'lucide-react'
import { announce } from '#renderer/ui/announcer.tsx'
import { Button } from '#renderer/ui/button.tsx'
import { Notice } from '#renderer/ui/feedback.tsx'
import { TextField } from '#renderer/ui/fields.tsx'
import { Dialog } from '#renderer/ui/overlays.tsx'
import { call } from '#renderer/ipc/client.ts'
import type { ProjectId, ProjectVersion } from '#shared/ipc/areas/library.ts'
import { describeError, toErrorData, type ErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { describeMoment } from './moment.ts'
import styles from './library.module.css'

const words = text.library.versions
/** What the library takes. */
const longestName = 200

type VersionsDialogProps = {
  readonly projectId: ProjectId
  readonly title: string
  /** Keeps the lesson as it is now under a name. */
  readonly onKeep: (name: string) => Promise<void>
  readonly onGoBack: (versionId: number) => void
  readonly onClose: () => void
}

type Listed = { readonly versions: readonly ProjectVersion[]; readonly atMs: number }

async function listVersions(projectId: ProjectId): Promise<Listed> {
  const { versions } = await call('library.versions', { projectId })
  return { versions, atMs: Date.now() }
}

/** What the library keeps of a lesson from before, the way back to it, and a name for what is there now. */
export function VersionsDialog({ projectId, title, onKeep, onGoBack, onClose }: VersionsDialogProps) {
  const [listed, setListed] = useState<Listed | null>(null)
  const [error, setError] = useState<ErrorData | null>(null)
  useEffect(() => {
    listVersions(projectId).then(setListed, (thrown: unknown) => setError(toErrorData(thrown)))
  }, [projectId])
  const keep = async (name: string): Promise<boolean> => {
    try {
      setError(null)
      await onKeep(name)
      announce(words.kept(name))
      setListed(await listVersions(projectId))
      return true
    } catch (thrown) {
      setError(toErrorData(thrown))
      return false
    }
  }
  return (
    <Dialog title={words.title(title)} open onClose={onClose} actions={<Button onPress={onClose}>{text.common.close}</Button>}>
      <KeepForm onKeep={keep} />
      {error && <Notice tone="error" title={describeError(error)} />}
      {listed?.versions.length === 0 && <p>{words.none}</p>}
      {listed && listed.versions.length > 0 && (
        <ul className={styles['versions']} aria-label={words.listLabel}>
          {listed.versions.map((version) => (
            <Version
              key={version.versionId}
              version={version}
              nowMs={listed.atMs}
              onGoBack={() => {
                onClose()
                onGoBack(version.versionId)
              }}
            />
          ))}
        </ul>
      )}
    </Dialog>
  )
}

/** `onKeep` says whether it is kept; what is not stays to be tried again. */
function KeepForm({ onKeep }: { readonly onKeep: (name: string) => Promise<boolean> }) {
  const [typed, setTyped] = useState('')
  const name = typed.trim().slice(0, longestName)
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (name !== '') void onKeep(name).then((isKept) => isKept && setTyped(''))
  }
  return (
    <form className={styles['keepVersion']} onSubmit={submit}>
      <TextField label={words.keepName} hint={words.keepHint} value={typed} onChange={setTyped} />
      <Button type="submit" icon={Bookmark} isDisabled={name === ''}>
        {words.keep}
      </Button>
    </form>
  )
}

type VersionProps = { readonly version: ProjectVersion; readonly nowMs: number; readonly onGoBack: () => void }

function Version({ version: { name, savedAtMs, clipCount, questionCount, posterUrl }, nowMs, onGoBack }: VersionProps) {
  return (
    <li className={styles['version']} data-named={name !== null || undefined}>
      <VersionPicture posterUrl={posterUrl} />
      <div className={styles['versionFacts']}>
        <p>{name ?? words.automatic}</p>
        <p className={styles['when']}>{words.saved(describeMoment(savedAtMs, nowMs))}</p>
        <p className={styles['when']}>{words.holds(clipCount, questionCount)}</p>
      </div>
      <Button onPress={onGoBack}>{words.goBack}</Button>
    </li>
  )
}

function VersionPicture({ posterUrl }: Pick<ProjectVersion, 'posterUrl'>) {
  const [failed, setFailed] = useState(false)
  return (
    <span className={styles['versionPicture']}>
      {posterUrl === null || failed ? (
        <Clapperboard size={20} strokeWidth={1.25} aria-hidden />
      ) : (
        <img src={posterUrl} alt="" loading="lazy" onError={() => setFailed(true)} />
      )}
    </span>
  )
}
