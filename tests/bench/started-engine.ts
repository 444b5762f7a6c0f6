import { createNodeMediaHost } from '#main/core/media/node-media-host.ts'
import type { MediaEngine } from '#main/core/media/media-engine.ts'

/** An engine whose process starts while the engine itself loads, as for the command line. Import what is heavy after the call. */
export async function openStartedEngine(): Promise<MediaEngine> {
  const host = createNodeMediaHost()
  host.start().catch(() => undefined)
  const { createMediaEngine } = await import('#main/core/media/media-engine.ts')
  return createMediaEngine(host)
}
