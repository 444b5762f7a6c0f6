import { GripVertical } from 'lucide-react'
import { Button } from 'react-aria-components'
import styles from './queue.module.css'

type DragHandleProps = { readonly label: string; readonly isDisabled?: boolean }

/** Where a row is taken hold of; Enter takes it by the keyboard. */
export function DragHandle({ label, isDisabled = false }: DragHandleProps) {
  return (
    <Button slot="drag" aria-label={label} isDisabled={isDisabled} className={styles['handle'] ?? ''}>
      <GripVertical size={14} aria-hidden />
    </Button>
  )
}
