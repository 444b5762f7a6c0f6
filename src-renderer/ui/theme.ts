import { createStore } from 'zustand/vanilla'
import { call } from '#renderer/ipc/client.ts'
import { defaultAppSettings, type AppSettings } from '#shared/ipc/areas/app.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { announce } from './announcer.tsx'

export const themes = ['system', 'light', 'dark', 'contrast'] as const satisfies readonly AppSettings['theme'][]
export const textSizes = [0.9, 1, 1.1, 1.25, 1.5, 1.75, 2] as const

/**
 * Light, dark, high contrast, or all of it as the computer is set; the tokens follow `data-theme` and `data-contrast` of the root.
 * High contrast is light or dark as the computer is.
 */
export const themeStore = createStore<AppSettings>(() => defaultAppSettings)

const wantsContrast = (): MediaQueryList => window.matchMedia('(prefers-contrast: more)')
const wantsDark = (): MediaQueryList => window.matchMedia('(prefers-color-scheme: dark)')

function apply(settings: AppSettings): void {
  const { theme } = settings
  const { dataset } = document.documentElement
  if (theme === 'light' || theme === 'dark') dataset['theme'] = theme
  else delete dataset['theme']
  if (theme === 'contrast' || (theme === 'system' && wantsContrast().matches)) dataset['contrast'] = ''
  else delete dataset['contrast']
  // Always another object: what is painted by hand is painted anew for it.
  themeStore.setState({ ...settings }, true)
}

/** As the user chose it, and from then on as the computer changes and Ctrl with +, - and 0 ask for. */
export async function loadAppearance(): Promise<void> {
  apply(themeStore.getState())
  for (const wish of [wantsContrast(), wantsDark()]) wish.addEventListener('change', () => apply(themeStore.getState()))
  window.addEventListener('keydown', sizeByKey, true)
  apply(await call('app.getSettings', {}))
}

/** Takes effect at once; a preference that cannot be stored still holds for this window. */
export function setAppearance(changes: Partial<AppSettings>): void {
  keepSettings(changes)
  apply(themeStore.getState())
}

/** As `setAppearance`, for what the page does not look otherwise by. */
export function keepSettings(changes: Partial<AppSettings>): void {
  const settings = { ...themeStore.getState(), ...changes }
  themeStore.setState(settings)
  void call('app.setSettings', settings).catch(() => undefined)
}

function sizeByKey(event: KeyboardEvent): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return
  const next = nextTextSize(event.key, themeStore.getState().textSize)
  if (next === null) return
  event.preventDefault()
  event.stopPropagation()
  setAppearance({ textSize: next })
  announce(text.common.textSize.now(text.common.percent(next)))
}

/** What a key makes of the size; null where it has nothing to do with it. */
export function nextTextSize(key: string, size: number): number | null {
  if (key === '0') return defaultAppSettings.textSize
  if (key === '+' || key === '=') return textSizes.find((each) => each > size) ?? size
  if (key === '-' || key === '_') return textSizes.findLast((each) => each < size) ?? size
  return null
}
