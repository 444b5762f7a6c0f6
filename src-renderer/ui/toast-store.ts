import { createStore } from 'zustand/vanilla'

export type Toast = {
  readonly id: number
  readonly message: string
  readonly action: { readonly label: string; readonly run: () => void } | null
}

type Toasts = { readonly toasts: readonly Toast[] }

/** How long a toast stays: long enough to read it and to reach its button by keyboard. */
export const toastMs = 8000
const maxToasts = 3

let nextId = 1

/** Short messages about what just happened, the newest last. */
export const toastStore = createStore<Toasts>(() => ({ toasts: [] }))

export function showToast(message: string, action: Toast['action'] = null): number {
  const id = nextId
  nextId += 1
  toastStore.setState(({ toasts }) => ({ toasts: [...toasts, { id, message, action }].slice(-maxToasts) }))
  return id
}

export function dismissToast(id: number): void {
  toastStore.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }))
}
