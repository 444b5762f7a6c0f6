import { useEffect } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import styles from './announcer.module.css'

type Spoken = { readonly message: string; readonly turn: number }

const announcements = createStore<Spoken>(() => ({ message: '', turn: 0 }))

/** Speaks to a screen reader what the eye can see happen. */
export function announce(message: string): void {
  announcements.setState(({ turn }) => ({ message, turn: turn + 1 }))
}

export function Announcer() {
  const { message, turn } = useStore(announcements)
  // The same words twice are spoken twice: the text node is replaced.
  return (
    <output className={styles['announcer']} aria-live="polite">
      <span key={turn}>{message}</span>
    </output>
  )
}

/** Speaks a message whenever it changes; nothing for an empty one. */
export function Announcement({ message }: { readonly message: string }) {
  useEffect(() => {
    if (message !== '') announce(message)
  }, [message])
  return null
}
