import { stat } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FoundClip } from './find-clips.ts'

type Limits = {
  /** Between two looks at the folder. Network disks tell nobody of new files, so it is looked at. */
  readonly lookEveryMs: number
  /** A file that was changed longer ago is taken at first sight. */
  readonly quietMs: number
}

const usual: Limits = { lookEveryMs: 2_000, quietMs: 30_000 }

type Look = { readonly size: number; readonly modifiedMs: number }

/** Gives clips of a folder as they come: those that are new or have changed, once their size has stood still from one look to the next. */
export type ClipWatch = {
  /** Waits until there is at least one, or until `signal` is aborted: then null. */
  next(signal: AbortSignal): Promise<readonly FoundClip[] | null>
}

/** `list` looks into the folder. Throws what it throws. */
export function watchClips(list: () => Promise<readonly FoundClip[]>, { lookEveryMs, quietMs }: Limits = usual): ClipWatch {
  const seen = new Map<string, Look>()
  const given = new Map<string, Look>()

  async function look(): Promise<readonly FoundClip[]> {
    const ready: FoundClip[] = []
    for (const clip of await list()) {
      const facts = await stat(clip.file).catch(() => null)
      if (!facts) continue
      const now = { size: facts.size, modifiedMs: facts.mtimeMs }
      const isStill = isAlike(seen.get(clip.key), now) || now.modifiedMs < Date.now() - quietMs
      seen.set(clip.key, now)
      if (!isStill || isAlike(given.get(clip.key), now)) continue
      given.set(clip.key, now)
      ready.push(clip)
    }
    return ready
  }

  return {
    async next(signal) {
      while (!signal.aborted) {
        const ready = await look()
        if (ready.length > 0) return ready
        await sleep(lookEveryMs, undefined, { signal }).catch(() => undefined)
      }
      return null
    },
  }
}

function isAlike(one: Look | undefined, other: Look): boolean {
  return one?.size === other.size && one.modifiedMs === other.modifiedMs
}
