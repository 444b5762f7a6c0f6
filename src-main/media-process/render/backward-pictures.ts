import { Frame } from 'node-av/lib'
import { beforeAllTicks, seekBackTicks, type DecodedPictures } from './decoded-pictures.ts'
import { comesNext } from '#shared/render-plan/comes-next.ts'

/** The pictures of a film from its end to its start. */
export type BackwardPictures = {
  /** As `PictureReader.pictureAt`; cheap where instants fall. Null where the film has no picture at all. */
  pictureAt(at: number, earlyTicks: number, endTicks: number): Promise<Frame | null>
  /** Gives the pictures it holds back. */
  clear(): void
}

type Held = { readonly frame: Frame; readonly at: number }

/** What decoded pictures may take: sixty of full HD, fifteen of 4K. A longer group of pictures is decoded again for each such part. */
const usualBytes = 192 * 1024 * 1024
const fewestPictures = 4

/** A film can only be decoded forward: keeps what lies before an instant, back to its key frame, and decodes anew before that. */
export function createBackwardPictures(pictures: DecodedPictures, mostBytes = usualBytes): BackwardPictures {
  /** In order of time; the first one that was decoded may be left out. */
  let held: readonly Held[] = []
  /** Whether there is known to be no picture before the first held one, or after the last. */
  let [reachesStart, reachesEnd] = [false, false]

  function clear(): void {
    for (const { frame } of held) frame.free()
    held = []
    ;[reachesStart, reachesEnd] = [false, false]
  }

  /** Holds the last pictures up to one after the instant. */
  async function fill(at: number): Promise<void> {
    for (const from of [at, at - seekBackTicks, beforeAllTicks]) {
      clear()
      pictures.seek(from)
      reachesStart = from === beforeAllTicks
      await decodeUntil(at)
      const [first] = held
      if (first && first.at <= at) return
    }
  }

  async function decodeUntil(at: number): Promise<void> {
    const decoded: Held[] = []
    held = decoded
    for (;;) {
      const frame = await nextFrame()
      if (!frame) {
        reachesEnd = true
        return
      }
      decoded.push(frame)
      const most = Math.max(fewestPictures, Math.floor(mostBytes / bytesOf(frame.frame)))
      if (decoded.length > most) {
        decoded.shift()?.frame.free()
        reachesStart = false
      }
      if (frame.at > at) return
    }
  }

  async function nextFrame(): Promise<Held | null> {
    const frame = new Frame()
    frame.alloc()
    let at: number | null = null
    try {
      at = await pictures.nextInto(frame)
    } finally {
      if (at === null) frame.free()
    }
    return at === null ? null : { frame, at }
  }

  return {
    async pictureAt(at, earlyTicks, endTicks) {
      const [first] = held
      const last = held.at(-1)
      const isHeld = first && last && (first.at <= at || reachesStart) && (last.at >= at || reachesEnd)
      if (!isHeld) await fill(at)
      let index = Math.max(
        0,
        held.findLastIndex((each) => each.at <= at),
      )
      const [shown, next] = [held[index], held[index + 1]]
      if (shown && next && comesNext(shown.at, next.at, at, earlyTicks, endTicks)) index += 1
      return held[index]?.frame ?? null
    },
    clear,
  }
}

/** Eight bits take one byte a sample, more take two; half as many colour samples as pixels. */
function bytesOf(frame: Frame): number {
  const rows = frame.linesize.reduce((sum, bytes, plane) => sum + Math.abs(bytes) * (plane === 0 ? 1 : 0.5), 0)
  return Math.max(1, rows * frame.height)
}
