import { useRef, useState, type DragEvent, type ReactNode } from 'react'
import { FileDown } from 'lucide-react'
import styles from './file-drop.module.css'

type FileDropProps = {
  readonly title: string
  readonly body?: string
  readonly onFiles: (files: readonly File[]) => void
  readonly children: ReactNode
}

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files')

/** What makes an element take dropped files; one that lies within another takes them alone. `over` while files are held over it. */
export function useFileDrop(onFiles: (files: readonly File[]) => void) {
  const depth = useRef(0)
  const [over, setOver] = useState(false)
  const leave = () => {
    depth.current = 0
    setOver(false)
  }
  const listeners = {
    onDragEnter(event: DragEvent) {
      if (carriesFiles(event)) depth.current += 1
    },
    onDragLeave(event: DragEvent) {
      if (!carriesFiles(event)) return
      depth.current -= 1
      if (depth.current <= 0) leave()
    },
    onDragOver(event: DragEvent) {
      if (!carriesFiles(event)) return
      // Prevented by a smaller place within.
      setOver(!event.defaultPrevented)
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
    },
    onDrop(event: DragEvent) {
      if (!carriesFiles(event)) return
      const isTaken = event.defaultPrevented
      event.preventDefault()
      leave()
      const files = [...event.dataTransfer.files]
      if (!isTaken && files.length > 0) onFiles(files)
    },
  }
  return { over, listeners }
}

/** Fills its parent and takes files dropped anywhere on it. The keyboard's way is the file dialog. */
export function FileDrop({ title, body, onFiles, children }: FileDropProps) {
  const { over, listeners } = useFileDrop(onFiles)
  return (
    <div className={styles['zone']} {...listeners}>
      {children}
      {over && (
        <div className={styles['veil']}>
          <div className={styles['target']}>
            <FileDown size={32} aria-hidden />
            <strong>{title}</strong>
            {body !== undefined && <span className={styles['body']}>{body}</span>}
          </div>
        </div>
      )}
    </div>
  )
}
