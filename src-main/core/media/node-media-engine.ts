import { createNodeHost } from '../hosts/node-host.ts'
import { createMediaEngine, type MediaEngine } from './media-engine.ts'
import { mediaProcessEnv, mediaProcessLimits } from './media-process-env.ts'
import type { MediaMethods } from './media-methods.ts'

const entry = new URL('../../media-process/main.ts', import.meta.url)

/** The media engine under plain Node: for the command line and for tests. Its process starts with the first call. */
export function createNodeMediaEngine(): MediaEngine {
  return createMediaEngine(
    createNodeHost<MediaMethods>({ name: 'media', entry, env: mediaProcessEnv, limits: mediaProcessLimits }),
  )
}
