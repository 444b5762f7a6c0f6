import { createNodeHost } from '../hosts/node-host.ts'
import { createMediaEngine, type MediaEngine } from './media-engine.ts'
import type { MediaMethods } from './messages.ts'

const entry = new URL('../../media-process/main.ts', import.meta.url)

/** FFmpeg's threads would each keep a heap of freed pictures (glibc; nothing elsewhere): 20 MB and a third of the page faults. */
export const mediaProcessEnv = { MALLOC_ARENA_MAX: '2' } as const

/** The media engine under plain Node: for the command line and for tests. Its process starts with the first call. */
export function createNodeMediaEngine(): MediaEngine {
  return createMediaEngine(createNodeHost<MediaMethods>({ name: 'media', entry, env: mediaProcessEnv }))
}
