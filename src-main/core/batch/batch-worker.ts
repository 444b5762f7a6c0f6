import { createDeriveEngine, type DeriveEngine } from '../media/derive-engine.ts'
import { createMediaEngine, type MediaEngine } from '../media/media-engine.ts'
import { createNodeMediaHost } from '../media/node-media-host.ts'

/** What makes one item at a time. Its process is used for one item after the other: starting one takes longer than examining a clip. */
export type BatchWorker = { readonly media: MediaEngine; readonly deriveMedia: Pick<DeriveEngine, 'repair' | 'derive'> }

/** Workers under plain Node, each with a media process of its own that starts with its first call. */
export function openNodeWorkers(count: number): { readonly workers: readonly BatchWorker[]; close(): Promise<void> } {
  const hosts = Array.from({ length: count }, createNodeMediaHost)
  const workers = hosts.map((host) => ({ media: createMediaEngine(host), deriveMedia: createDeriveEngine(host) }))
  return { workers, close: async () => void (await Promise.all(hosts.map((host) => host.close()))) }
}
