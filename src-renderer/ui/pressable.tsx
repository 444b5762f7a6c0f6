import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components'

type PressableProps = {
  readonly label: string
  readonly className: string
  readonly onPress: () => void
  /** Whether the pointer or the keyboard's focus is on it. */
  readonly onAttention?: (attended: boolean) => void
  readonly children: ReactNode
}

/** A picture or card that can be pressed; the look is its owner's, the behaviour that of every button. */
export function Pressable({ label, className, onPress, onAttention, children }: PressableProps) {
  return (
    <AriaButton
      aria-label={label}
      className={className}
      onPress={onPress}
      {...(onAttention && { onHoverChange: onAttention, onFocusChange: onAttention })}
    >
      {children}
    </AriaButton>
  )
}
