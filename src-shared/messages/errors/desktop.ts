/** Between a window and the main process. */
export const desktopErrors = {
  'ipc.refused': (p: { channel: string }) =>
    `The window may not ask for “${p.channel}” from where it is now. Reload it with the View menu; if that does not help, restart Tidbit Studio.`,
  'ipc.bad-input': (p: { channel: string; path: string; reason: string }) =>
    `The window sent something wrong with “${p.channel}” (${p.path}: ${p.reason}). Please report this; your work is saved.`,
  'grant.unknown': (_: Record<string, never>) => 'That file is not open for Tidbit any more. Choose it again.',
  'job.unknown': (p: { job: string }) => `There is no job “${p.job}” any more. Start it again.`,
  'export.stale-revision': (p: { saved: number; wanted: number }) =>
    `The lesson was saved again in the meantime (revision ${p.saved}, not ${p.wanted}). Start the export again.`,
} as const
