/** How numbers and plurals read in the interface. Every number carries its unit. */
export const countOf = (count: number, one: string, many: string): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`

export const commonText = {
  cancel: 'Cancel',
  close: 'Close',
  delete: 'Delete',
  undo: 'Undo',
  redo: 'Redo',
  done: 'Done',
  retry: 'Try again',
  dismiss: 'Dismiss',
  details: 'Details',
  none: 'None',
  loading: 'Loading…',
  decrease: 'Less',
  increase: 'More',
  characters: (used: number, limit: number) => `${used} of ${limit} characters`,
  charactersOver: (over: number) => `${countOf(over, 'character', 'characters')} too long`,
  secondsShort: (seconds: number) => `${seconds.toFixed(1)} s`,
  /** Round, because an exact one would not be true. */
  timeLeft: (leftMs: number) => {
    const seconds = Math.round(leftMs / 5000) * 5
    if (seconds < 10) return 'a few seconds left'
    if (seconds < 60) return `about ${seconds} seconds left`
    const minutes = Math.round(leftMs / 60_000)
    return minutes <= 1 ? 'about a minute left' : `about ${minutes} minutes left`
  },
  percent: (fraction: number) => `${Math.round(fraction * 100)} %`,
  fileSize: (bytes: number) =>
    bytes < 1_000_000 ? `${bytes === 0 ? 0 : Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`,
  notifications: 'Messages',
  theme: { label: 'Appearance', system: 'Same as the computer', light: 'Light', dark: 'Dark', contrast: 'High contrast' },
  textSize: {
    label: 'Size of text and controls',
    of: (percent: string, isNormal: boolean) => (isNormal ? `${percent} (normal)` : percent),
    now: (percent: string) => `Everything is shown at ${percent}`,
  },
  failed: {
    title: 'Something went wrong here',
    body: 'Your lesson is saved up to the last seconds. Reload the window to go on.',
    reload: 'Reload the window',
    reloadAnyway: 'Reload without saving',
  },
} as const
