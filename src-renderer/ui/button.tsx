import type { ReactNode, Ref } from 'react'
import {
  Button as AriaButton,
  ToggleButton as AriaToggleButton,
  Tooltip as AriaTooltip,
  TooltipTrigger,
  type ButtonProps as AriaButtonProps,
  type ToggleButtonProps as AriaToggleButtonProps,
} from 'react-aria-components'
import type { Icon } from './icon.ts'
import styles from './button.module.css'

type Look = {
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'danger'
  readonly size?: 'medium' | 'large'
  readonly icon?: Icon
}

type ButtonProps = Omit<AriaButtonProps, 'children' | 'className' | 'style'> &
  Look & { readonly children: ReactNode; readonly wide?: boolean; readonly ref?: Ref<HTMLButtonElement> }

/** A button with words; every press in the product goes through this or `IconButton`. */
export function Button({
  variant = 'secondary',
  size = 'medium',
  icon: IconShape,
  wide = false,
  children,
  ...rest
}: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      className={styles['button'] ?? ''}
      data-variant={variant}
      data-size={size}
      data-wide={wide || undefined}
    >
      {IconShape && <IconShape size={size === 'large' ? 18 : 16} aria-hidden />}
      <span className={styles['label']}>{children}</span>
    </AriaButton>
  )
}

type IconButtonProps = Omit<AriaButtonProps, 'children' | 'className' | 'style' | 'aria-label'> &
  Omit<Look, 'icon'> & {
    readonly icon: Icon
    /** Its accessible name, shown as a tooltip. */
    readonly label: string
    /** The key that does the same, shown beside the name. */
    readonly keys?: string
    readonly ref?: Ref<HTMLButtonElement>
  }

/** A button of one icon, named by a tooltip. */
export function IconButton({ variant = 'quiet', size = 'medium', icon: IconShape, label, keys, ...rest }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={80}>
      <AriaButton
        {...rest}
        aria-label={label}
        className={styles['button'] ?? ''}
        data-variant={variant}
        data-size={size}
        data-icon-only
      >
        <IconShape size={size === 'large' ? 20 : 16} aria-hidden />
      </AriaButton>
      <Tooltip label={label} keys={keys} />
    </TooltipTrigger>
  )
}

type IconToggleProps = Omit<AriaToggleButtonProps, 'children' | 'className' | 'style' | 'aria-label'> & {
  readonly icon: Icon
  readonly label: string
  readonly keys?: string
}

/** An icon that stays pressed. */
export function IconToggle({ icon: IconShape, label, keys, ...rest }: IconToggleProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={80}>
      <AriaToggleButton {...rest} aria-label={label} className={styles['button'] ?? ''} data-variant="quiet" data-icon-only>
        <IconShape size={16} aria-hidden />
      </AriaToggleButton>
      <Tooltip label={label} keys={keys} />
    </TooltipTrigger>
  )
}

function Tooltip({ label, keys }: { readonly label: string; readonly keys: string | undefined }) {
  return (
    <AriaTooltip className={styles['tooltip'] ?? ''} offset={6}>
      {label}
      {keys !== undefined && <kbd className={styles['keys']}>{keys}</kbd>}
    </AriaTooltip>
  )
}
