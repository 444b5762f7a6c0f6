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

/** Fills its parent and takes files dropped anywhere on it. The keyboard's way is the file dialog. */
export function FileDrop({ title, body, onFiles, children }: FileDropProps) {
  const depth = useRef(0)
  const [over, setOver] = useState(false)
  const leave = () => {
    depth.current = 0
    setOver(false)
  }
  return (
    <div
      className={styles['zone']}
      onDragEnter={(event) => {
        if (!carriesFiles(event)) return
        depth.current += 1
        setOver(true)
      }}
      onDragLeave={(event) => {
        if (!carriesFiles(event)) return
        depth.current -= 1
        if (depth.current <= 0) leave()
      }}
      onDragOver={(event) => {
        if (!carriesFiles(event)) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'copy'
      }}
      onDrop={(event) => {
        if (!carriesFiles(event)) return
        event.preventDefault()
        leave()
        const files = [...event.dataTransfer.files]
        if (files.length > 0) onFiles(files)
      }}
    >
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
