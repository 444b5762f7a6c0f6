import { createStore } from 'zustand/vanilla'
import { useStore } from 'zustand'
import { themeStore } from '#renderer/ui/theme.ts'
import type { previewDevices, AppSettings } from '#shared/ipc/areas/app.ts'

export type Device = (typeof previewDevices)[number]
export type SafeChoice = AppSettings['safeZones']

/** Whether the preview fills the window; it ends with the lesson. What it is shown on is a setting of the app. */
export const viewChoices = createStore<{ readonly full: boolean }>(() => ({ full: false }))

/** Whose covered areas are shown, whatever the lesson. */
export function useSafeChoice(): SafeChoice {
  return useStore(themeStore, (settings) => settings.safeZones)
}

/**
 * The preview fills the window, and the window the screen where the system lets it. All of the page goes full screen, since
 * menus and messages are drawn beside the preview.
 */
export function setFullView(full: boolean): void {
  viewChoices.setState({ full })
  const change = full ? document.documentElement.requestFullscreen() : document.fullscreenElement && document.exitFullscreen()
  // A system that refuses leaves the preview as large as the window.
  if (change) change.catch(() => undefined)
}
