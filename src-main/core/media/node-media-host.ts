import { createNodeHost } from '../hosts/node-host.ts'
import type { ProcessHost } from '../hosts/process-host.ts'
import { mediaProcessEnv, mediaProcessLimits } from './media-process-env.ts'
import type { MediaMethods } from './media-methods.ts'

const entry = new URL('../../media-process/main.ts', import.meta.url)

/** The media process under plain Node. Apart from the engine's module, so that it can start while that one still loads. */
export function createNodeMediaHost(): ProcessHost<MediaMethods> {
  return createNodeHost<MediaMethods>({ name: 'media', entry, env: mediaProcessEnv, limits: mediaProcessLimits })
}
