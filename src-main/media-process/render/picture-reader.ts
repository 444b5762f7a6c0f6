import { Frame } from 'node-av/lib'
import { appError } from '#shared/messages/app-error.ts'
import { ticks, ticksPerSecond, type Ticks } from '#shared/time/ticks.ts'
import { createBackwardPictures } from './backward-pictures.ts'
import { comesNext } from '#shared/render-plan/comes-next.ts'
import { beforeAllTicks, openDecodedPictures, seekBackTicks, type PictureSource } from './decoded-pictures.ts'

export type PictureWish = {
  readonly at: Ticks
  /** How much before its own time a picture may show where it is the nearest one. */
  readonly earlyTicks: number
  /** No picture of this instant or later shows. */
  readonly endTicks: number
  /** The next wishes will be for earlier instants. */
  readonly backwards: boolean
}

/** The pictures of one file in order, from any instant on, forward or backward. */
export type PictureReader = {
  /**
   * The picture on screen at a source instant. It belongs to the reader and lasts until the next call. The first picture
   * stands for what is before it, the last one for what is after it.
   */
  pictureAt(wish: PictureWish): Promise<Frame>
  /** Equal for two calls that gave the same picture one after the other. */
  readonly shown: number
  close(): void
}

type Held = { readonly frame: Frame; at: number }

/** Reading forward is cheaper than seeking up to here. */
const longestReadForwardTicks = 2 * ticksPerSecond

/** Opens a file's pictures. Throws `media.*` where it cannot be read. */
export function openPictureReader(source: PictureSource): PictureReader {
  const pictures = openDecodedPictures(source)
  const backward = createBackwardPictures(pictures)
  let [isBackward, hasTurned] = [false, false]
  let [current, next] = [hold(), hold()]
  let [hasCurrent, hasNext, ended] = [false, false, false]
  let lastAsked: Ticks | null = null
  let shown = 0
  let lastBackward: Frame | null = null
  let retries: number[] = []

  function seek(at: number): void {
    pictures.seek(at)
    ;[hasCurrent, hasNext, ended] = [false, false, false]
  }

  function startAt(at: Ticks): void {
    retries = at > 0 ? [at - seekBackTicks, beforeAllTicks] : []
    // A file just opened stands at its start, which some cannot seek to.
    if (lastAsked !== null || at > 0) seek(at)
  }

  function mustSeek(at: Ticks): boolean {
    if (lastAsked === null || hasTurned) return true
    if (at < lastAsked) return !hasCurrent || at < current.at
    return at > lastAsked + longestReadForwardTicks && !ended && !(hasNext && next.at > at)
  }

  async function decodeNext(): Promise<void> {
    if (hasNext || ended) return
    next.frame.unref()
    const at = await pictures.nextInto(next.frame)
    if (at === null) ended = true
    else [next.at, hasNext] = [at, true]
  }

  function advance(): void {
    ;[current, next] = [next, current]
    next.frame.unref()
    ;[hasCurrent, hasNext] = [true, false]
    shown += 1
  }

  /** The other direction starts anew. */
  function turn(backwards: boolean): void {
    if (backwards === isBackward) return
    ;[isBackward, hasTurned] = [backwards, true]
    backward.clear()
    for (const { frame } of [current, next]) frame.unref()
    ;[hasCurrent, hasNext, ended] = [false, false, false]
  }

  async function forwardPictureAt({ at: wanted, earlyTicks, endTicks }: PictureWish): Promise<Frame | null> {
    // A transition asks for what comes before the start: a still has nothing there, and its file cannot be sought in.
    const at = ticks(Math.max(0, wanted))
    if (mustSeek(at)) startAt(at)
    hasTurned = false
    lastAsked = at
    for (;;) {
      await decodeNext()
      if (hasCurrent && !(hasNext && comesNext(current.at, next.at, at, earlyTicks, endTicks))) break
      const earlier = !hasCurrent && !(hasNext && next.at <= at) ? retries.shift() : undefined
      // The seek overshot, as it does where an index is wrong or counts in decoding order, or behind the last key frame.
      if (earlier !== undefined) seek(earlier)
      else if (hasNext) advance()
      else break
    }
    return hasCurrent ? current.frame : null
  }

  return {
    async pictureAt(wish) {
      turn(wish.backwards)
      if (wish.backwards) lastAsked = wish.at
      const found = wish.backwards
        ? await backward.pictureAt(wish.at, wish.earlyTicks, wish.endTicks)
        : await forwardPictureAt(wish)
      if (!found) throw appError('media.damaged', { file: source.file })
      if (wish.backwards && found !== lastBackward) {
        lastBackward = found
        shown += 1
      }
      return found
    },
    get shown() {
      return shown
    },
    close() {
      backward.clear()
      for (const { frame } of [current, next]) frame.free()
      pictures.close()
    },
  }
}

function hold(): Held {
  const frame = new Frame()
  frame.alloc()
  return { frame, at: 0 }
}
