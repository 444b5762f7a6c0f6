import { useStore } from 'zustand'
import { Button } from '#renderer/ui/button.tsx'
import { Dialog, Progress } from '#renderer/ui/overlays.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import { projectFileStore, stopProjectFile } from './project-file-job.ts'
import styles from './project-file.module.css'

/** While a lesson goes into a file, or comes out of one. */
export function ProjectFileDialog() {
  const running = useStore(projectFileStore)
  if (!running) return null
  const { title, label, remark, fraction } = running
  return (
    <Dialog
      title={title}
      open
      closable={false}
      onClose={() => undefined}
      actions={<Button onPress={() => void stopProjectFile()}>{text.common.cancel}</Button>}
    >
      <div className={styles['running']}>
        <Progress label={label} fraction={fraction} />
        {remark !== null && <p className={styles['remark']}>{remark}</p>}
      </div>
    </Dialog>
  )
}
