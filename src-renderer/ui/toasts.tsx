import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { X } from 'lucide-react'
import { text } from '#shared/messages/ui/catalogue.ts'
import { Button, IconButton } from './button.tsx'
import { useKeepFocus } from './keep-focus.ts'
import { dismissToast, toastMs, toastStore, type Toast } from './toast-store.ts'
import styles from './toasts.module.css'

/** Where toasts appear (`raised`: at the top); a polite live region, so that they are spoken. */
export function Toasts({ raised }: { readonly raised: boolean }) {
  const toasts = useStore(toastStore, (state) => state.toasts)
  const region = useRef<HTMLElement>(null)
  useKeepFocus(region, { parts: '[data-toast]', last: (cameFrom) => cameFrom })
  return (
    <section
      ref={region}
      className={styles['region']}
      data-raised={raised || undefined}
      aria-live="polite"
      aria-label={text.common.notifications}
    >
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  )
}

function ToastCard({ toast }: { readonly toast: Toast }) {
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => dismissToast(toast.id), toastMs)
    return () => clearTimeout(timer)
  }, [held, toast.id])
  return (
    <div
      className={styles['toast']}
      data-toast
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className={styles['message']}>{toast.message}</span>
      {toast.action && (
        <Button
          onPress={() => {
            toast.action?.run()
            dismissToast(toast.id)
          }}
        >
          {toast.action.label}
        </Button>
      )}
      <IconButton icon={X} label={text.common.dismiss} onPress={() => dismissToast(toast.id)} />
    </div>
  )
}
