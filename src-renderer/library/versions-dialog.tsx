import { useEffect, useState } from 'react'
import { Clapperboard } from 'lucide-react'
import { Button } from '#renderer/ui/button.tsx'
import { Notice } from '#renderer/ui/feedback.tsx'
import { Dialog } from '#renderer/ui/overlays.tsx'
import { call } from '#renderer/ipc/client.ts'
import type { ProjectSummary, ProjectVersion } from '#shared/ipc/areas/library.ts'
import { describeError, toErrorData, type ErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { restoreVersion } from './library-store.ts'
import { describeMoment } from './moment.ts'
import styles from './library.module.css'

const words = text.library.versions

type VersionsDialogProps = { readonly project: ProjectSummary; readonly nowMs: number; readonly onClose: () => void }

/** What the library keeps of a lesson from before, and the way back to it. */
export function VersionsDialog({ project, nowMs, onClose }: VersionsDialogProps) {
  const [versions, setVersions] = useState<readonly ProjectVersion[] | null>(null)
  const [error, setError] = useState<ErrorData | null>(null)
  const { projectId, title } = project
  useEffect(() => {
    call('library.versions', { projectId }).then(
      (found) => setVersions(found.versions),
      (thrown: unknown) => setError(toErrorData(thrown)),
    )
  }, [projectId])
  const goBack = (versionId: number): void => {
    onClose()
    void restoreVersion(project, versionId)
  }
  return (
    <Dialog title={words.title(title)} open onClose={onClose} actions={<Button onPress={onClose}>{text.common.close}</Button>}>
      {error && <Notice tone="error" title={describeError(error)} />}
      {versions?.length === 0 && <p>{words.none}</p>}
      {versions && versions.length > 0 && (
        <ul className={styles['versions']} aria-label={words.listLabel}>
          {versions.map(({ versionId, name, savedAtMs, clipCount, questionCount, posterUrl }) => (
            <li key={versionId} className={styles['version']}>
              <VersionPicture posterUrl={posterUrl} />
              <div className={styles['versionFacts']}>
                <p>{name ?? words.automatic}</p>
                <p className={styles['when']}>{words.saved(describeMoment(savedAtMs, nowMs))}</p>
                <p className={styles['when']}>{words.holds(clipCount, questionCount)}</p>
              </div>
              <Button onPress={() => goBack(versionId)}>{words.goBack}</Button>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
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
