import type { ReactNode } from 'react'
import {
  Dialog as AriaDialog,
  Heading,
  Menu as AriaMenu,
  MenuItem,
  MenuTrigger,
  Modal,
  ModalOverlay,
  Popover,
  ProgressBar as AriaProgressBar,
  Label,
} from 'react-aria-components'
import { X } from 'lucide-react'
import { text } from '#shared/messages/ui/catalogue.ts'
import { Button, IconButton } from './button.tsx'
import type { Icon } from './icon.ts'
import styles from './overlays.module.css'

type DialogProps = {
  readonly title: string
  readonly open: boolean
  readonly onClose: () => void
  /** False while leaving would lose something. */
  readonly closable?: boolean
  readonly wide?: boolean
  /** `screen` takes what room there is, for things to look at. */
  readonly size?: 'screen'
  readonly children: ReactNode
  /** The row of buttons at the bottom. */
  readonly actions?: ReactNode
}

/** A modal dialog; only for export and help, everything else is done in place. */
export function Dialog({ title, open, onClose, closable = true, wide = false, size, children, actions }: DialogProps) {
  return (
    <ModalOverlay
      className={styles['overlay'] ?? ''}
      isOpen={open}
      isDismissable={closable}
      isKeyboardDismissDisabled={!closable}
      onOpenChange={(next) => {
        if (!next) onClose()
      }}
    >
      <Modal className={styles['modal'] ?? ''} data-wide={wide || undefined} data-size={size}>
        <AriaDialog className={styles['dialog'] ?? ''}>
          <header className={styles['header']}>
            <Heading slot="title" className={styles['title'] ?? ''}>
              {title}
            </Heading>
            {closable && <IconButton icon={X} label={text.common.close} onPress={onClose} />}
          </header>
          <div className={styles['body']}>{children}</div>
          {actions && <footer className={styles['actions']}>{actions}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  )
}

export type MenuEntry = {
  readonly id: string
  readonly label: string
  readonly icon?: Icon
  readonly danger?: boolean
  readonly selected?: boolean
  readonly onAction: () => void
}

type MenuProps = {
  readonly label: string
  readonly icon: Icon
  /** Beside the icon, where the present choice should be seen. */
  readonly caption?: string
  readonly isDisabled?: boolean
  readonly entries: readonly MenuEntry[]
}

/** A menu behind an icon. */
export function Menu({ label, icon, caption, isDisabled = false, entries }: MenuProps) {
  const chosen = entries.filter((entry) => entry.selected).map((entry) => entry.id)
  return (
    <MenuTrigger>
      {caption === undefined ? (
        <IconButton icon={icon} label={label} isDisabled={isDisabled} />
      ) : (
        <Button
          icon={icon}
          variant="quiet"
          {...(label !== caption && { 'aria-label': `${label}: ${caption}` })}
          isDisabled={isDisabled}
        >
          {caption}
        </Button>
      )}
      <Popover className={styles['popover'] ?? ''} placement="bottom end" offset={4}>
        <AriaMenu
          className={styles['menu'] ?? ''}
          aria-label={label}
          selectionMode={chosen.length > 0 ? 'single' : 'none'}
          selectedKeys={chosen}
          onAction={(key) => entries.find((entry) => entry.id === key)?.onAction()}
        >
          {entries.map(({ id, label: name, icon: IconShape, danger }) => (
            <MenuItem key={id} id={id} textValue={name} className={styles['menuItem'] ?? ''} data-danger={danger || undefined}>
              {IconShape && <IconShape size={16} aria-hidden />}
              <span>{name}</span>
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}

type ProgressProps = {
  readonly label: string
  readonly labelHidden?: boolean
  /** 0 to 1; null where it cannot be told. */
  readonly fraction: number | null
  readonly remark?: string
}

export function Progress({ label, labelHidden = false, fraction, remark }: ProgressProps) {
  return (
    <AriaProgressBar
      className={styles['progress'] ?? ''}
      {...(fraction === null ? { isIndeterminate: true } : { value: Math.round(fraction * 100) })}
      {...(labelHidden && { 'aria-label': label })}
    >
      {({ percentage, valueText }) => (
        <>
          {!labelHidden && (
            <div className={styles['progressText']}>
              <Label>{label}</Label>
              <span className={styles['remark']}>{remark ?? valueText}</span>
            </div>
          )}
          <div className={styles['bar']}>
            <div
              className={styles['fill']}
              data-indeterminate={fraction === null || undefined}
              style={{ inlineSize: `${percentage ?? 30}%` }}
            />
          </div>
        </>
      )}
    </AriaProgressBar>
  )
}
