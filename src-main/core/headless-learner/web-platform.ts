import type { PlatformResult } from '#shared/journey/journey.ts'
import type { Platform } from './platform.ts'

/** No platform at all: what a web page keeps in the browser is all there is. */
export function createWebPlatform(localStorage: ReadonlyMap<string, string>): Platform {
  const nothing: PlatformResult = { score: null, completed: false, success: 'unknown' }
  return {
    launch: () => '',
    prepare: () => undefined,
    network: () => null,
    setOnline: () => undefined,
    calls: [],
    result: () => {
      const kept = [...localStorage].find(([name]) => name.startsWith('tidbit-result:'))?.[1]
      return kept === undefined ? nothing : (JSON.parse(kept) as PlatformResult)
    },
    stored: () => Object.fromEntries(localStorage),
    offences: () => [],
  }
}
