/** FFmpeg's threads would each keep a heap of freed pictures (glibc; nothing elsewhere): 20 MB and a third of the page faults. */
export const mediaProcessEnv = { MALLOC_ARENA_MAX: '2' } as const

/** The product promises that a cancel is done within a second; what the process was writing is removed by its parent. */
export const mediaProcessLimits = { cancelMs: 800 } as const

/** For a media process whose work may take longer so that what somebody waits for does not. */
export const backgroundArgument = '--background'
