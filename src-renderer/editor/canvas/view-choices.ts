import { createStore } from 'zustand/vanilla'
import type { Settings } from '#shared/project/schema/document.ts'

export const devices = ['phone', 'tablet', 'desktop', 'plain'] as const
export type Device = (typeof devices)[number]
export type SafeChoice = 'off' | Settings['safeBox']

type ViewChoices = {
  /** What the preview looks as if it were shown on; null chooses what suits the lesson's shape. */
  readonly device: Device | null
  readonly safe: SafeChoice
  readonly full: boolean
}

/** How this window shows the picture, whatever the lesson. */
export const viewChoices = createStore<ViewChoices>(() => ({ device: null, safe: 'off', full: false }))

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
