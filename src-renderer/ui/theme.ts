import { createStore } from 'zustand/vanilla'
import { call } from '#renderer/ipc/client.ts'
import type { AppSettings } from '#shared/ipc/areas/app.ts'

export const themes = ['system', 'light', 'dark'] as const satisfies readonly AppSettings['theme'][]
type Theme = (typeof themes)[number]

/** Light, dark, or as the computer is set; the tokens follow `data-theme` of the root. */
export const themeStore = createStore<{ readonly theme: Theme }>(() => ({ theme: 'system' }))

function apply(theme: Theme): void {
  themeStore.setState({ theme })
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}

export async function loadTheme(): Promise<void> {
  const { theme } = await call('app.getSettings', {})
  apply(theme)
}

/** Takes effect at once; a preference that cannot be stored still holds for this window. */
export function setTheme(theme: Theme): void {
  apply(theme)
  void call('app.setSettings', { theme }).catch(() => undefined)
}
