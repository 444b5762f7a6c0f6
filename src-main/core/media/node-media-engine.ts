import { createMediaEngine, type MediaEngine } from './media-engine.ts'
import { createNodeMediaHost } from './node-media-host.ts'

/** The media engine under plain Node: for tests and measurements. Its process starts with the first call. */
export function createNodeMediaEngine(): MediaEngine {
  return createMediaEngine(createNodeMediaHost())
}
