import { useRef } from 'react'
import { Menu, MenuItem, Popover, Separator } from 'react-aria-components'
import type { MenuEntry } from './overlays.tsx'
import styles from './overlays.module.css'

/** CSS pixels in the window. */
export type MenuPoint = { readonly x: number; readonly y: number }

/** For an action that moves the focus: the menu gives it back with the frame after it closed. */
export function afterMenu(act: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(act))
}

type ContextMenuProps = {
  readonly label: string
  readonly point: MenuPoint
  /** `divide` draws a line before an entry. */
  readonly entries: readonly (MenuEntry & { readonly divide?: boolean; readonly keys?: string; readonly disabled?: boolean })[]
  readonly onClose: () => void
}

/** A menu at the place that was pressed. Rendered while it is open; the focus goes back to what had it. */
export function ContextMenu({ label, point, entries, onClose }: ContextMenuProps) {
  const place = useRef<HTMLSpanElement>(null)
  return (
    <>
      <span ref={place} className={styles['menuPoint']} style={{ left: point.x, top: point.y }} />
      <Popover
        className={styles['popover'] ?? ''}
        aria-label={label}
        triggerRef={place}
        placement="bottom start"
        offset={2}
        isOpen
        onOpenChange={(open) => {
          if (!open) onClose()
        }}
      >
        <Menu
          className={styles['menu'] ?? ''}
          aria-label={label}
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- a menu that opens takes the focus
          autoFocus="first"
          disabledKeys={entries.filter((entry) => entry.disabled).map(({ id }) => id)}
          onAction={(key) => entries.find((entry) => entry.id === key)?.onAction()}
          onClose={onClose}
        >
          {entries.flatMap(({ id, label: name, icon: IconShape, danger, divide, keys }) => [
            ...(divide ? [<Separator key={`${id} divided`} className={styles['menuDivider'] ?? ''} />] : []),
            <MenuItem key={id} id={id} textValue={name} className={styles['menuItem'] ?? ''} data-danger={danger || undefined}>
              {IconShape && <IconShape size={16} aria-hidden />}
              <span className={styles['menuName']}>{name}</span>
              {keys !== undefined && <kbd className={styles['menuKeys']}>{keys}</kbd>}
            </MenuItem>,
          ])}
        </Menu>
      </Popover>
    </>
  )
}
