import type { MediaFile } from '#main/core/media/messages.ts'
import {
  audioPrerollSeconds,
  maxFramesInFlight,
  toPreviewEngineSchema,
  type ToPreviewEngine,
} from '#shared/ipc/preview-messages.ts'
import { appError, toErrorData } from '#shared/messages/app-error.ts'
import { renderPlanSchema, type RenderPlan } from '#shared/render-plan/plan.ts'
import { frameAt, frameToTicks } from '#shared/time/frame-rate.ts'
import { clampTicks, ticks, ticksPerSecond, zeroTicks, type Ticks } from '#shared/time/ticks.ts'
import type { Mastering } from '../audio/loudness.ts'
import { masterMix } from '../audio/master.ts'
import { createSlices } from '../slices.ts'
import { createPlayClock, type PlayClock } from './play-clock.ts'
import { openPreviewPictures, type PreviewPictures } from './preview-pictures.ts'
import type { PreviewPort } from './preview-port.ts'
import { openPreviewSound } from './preview-sound.ts'

/** What the window wants next; only the newest wish counts. */
type Wish =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'picture'; readonly epoch: number; readonly at: Ticks; readonly exact: boolean }
  | { readonly kind: 'play'; readonly epoch: number; readonly from: Ticks; readonly rate: number }

/** A plan with what was opened and measured for it. */
type Loaded = { readonly plan: RenderPlan; readonly files: readonly MediaFile[]; readonly pictures: PreviewPictures }

type Options = {
  readonly port: PreviewPort
  /** Where the assets lie now; asked at every `load`. */
  readonly files: () => readonly MediaFile[]
  readonly threads: number
}

/** Sound goes out in pieces of this length. */
const chunkTicks = ticks(ticksPerSecond / 10)
/** A pointer moves; messages are heard this often. */
const sliceMs = 8
/** How long to wait for an acknowledgement before looking at the clock again. */
const idleMs = 15
/** Until the sound was measured it plays as it is. */
const unmeasured: Mastering = { gainDb: 0, limiterCeilingDb: null }

/**
 * Runs plans for one window: pictures and sound while it plays, single pictures while it stands. Every message that
 * changes the wish ends the work for the one before it. Lives until the port closes.
 */
export function servePreview({ port, files, threads }: Options): void {
  let loaded: Loaded | null = null
  let mastered: { readonly key: string; readonly mastering: Mastering } | null = null
  let wish: Wish = { kind: 'nothing' }
  let clock: PlayClock | null = null
  let sequence = 0
  const unacknowledged = new Set<number>()
  /** Rises with every wish; work for an older one stops. */
  let generation = 0
  let working = 0
  let closed = false
  let wake = Promise.withResolvers<void>()

  const isStale = (mine: number): boolean => closed || generation !== mine
  const slices = createSlices(() => isStale(working), sliceMs)

  function notify(): void {
    wake.resolve()
    wake = Promise.withResolvers()
  }

  function change(next: Wish): void {
    wish = next
    generation += 1
    notify()
  }

  function load(message: Extract<ToPreviewEngine, { kind: 'load' }>): void {
    const parsed = renderPlanSchema.safeParse(message.plan)
    if (!parsed.success) throw appError('internal', { detail: `a broken plan: ${parsed.error.issues[0]?.message ?? ''}` })
    loaded?.pictures.close()
    const [plan, known] = [parsed.data, files()]
    loaded = { plan, files: known, pictures: openPreviewPictures(plan, known, slices, threads) }
    change({ kind: 'picture', epoch: message.epoch, at: message.atTicks, exact: true })
  }

  function receive(message: ToPreviewEngine): void {
    switch (message.kind) {
      case 'load':
        return load(message)
      case 'play':
        return change({ kind: 'play', epoch: message.epoch, from: message.fromTicks, rate: message.rate })
      case 'pause':
        port.post({ kind: 'state', epoch: message.epoch, state: 'paused' })
        return change({ kind: 'nothing' })
      case 'seek':
        return change({ kind: 'picture', epoch: message.epoch, at: message.ticks, exact: message.exact })
      case 'acknowledge':
        // The window shows the first picture: its clock runs.
        if (unacknowledged.delete(message.sequence)) clock?.start()
        return notify()
    }
  }

  async function sendPicture({ plan, pictures }: Loaded, epoch: number, index: number, exact: boolean): Promise<void> {
    const picture = await pictures.picture(index, exact)
    sequence += 1
    unacknowledged.add(sequence)
    port.post({ kind: 'frame', epoch, sequence, ticks: frameToTicks(index, plan.frameRate), ...picture })
  }

  async function showPicture(from: Loaded, { epoch, at, exact }: Extract<Wish, { kind: 'picture' }>): Promise<void> {
    port.post({ kind: 'state', epoch, state: 'loading' })
    await sendPicture(from, epoch, frameIndex(from.plan, at), exact)
    port.post({ kind: 'state', epoch, state: 'ready' })
  }

  /** While nothing else is to be done: the gain of the whole mix, which the next play uses. */
  async function master({ plan, files: known }: Loaded): Promise<void> {
    const key = JSON.stringify([plan.audio, plan.inputs, plan.durationTicks])
    if (mastered?.key === key) return
    mastered = { key, mastering: (await masterMix(plan, known, slices)).mastering }
  }

  async function play(from: Loaded, { epoch, from: start, rate }: Extract<Wish, { kind: 'play' }>, mine: number): Promise<void> {
    const { frameRate, frameCount, durationTicks } = from.plan
    const playing = createPlayClock(start, rate)
    clock = playing
    // At other speeds the sound would need another pitch; the window then goes by its own clock.
    const sound = rate === 1 ? openPreviewSound(from.plan, from.files, slices, start, mastered?.mastering ?? unmeasured) : null
    // Above normal speed only the pictures that a window can show are made.
    const stride = Math.max(1, Math.floor(rate))
    let next = frameIndex(from.plan, start)
    let soundAt = sound ? start : durationTicks
    let prerollTicks = 2 * chunkTicks
    port.post({ kind: 'state', epoch, state: 'playing' })
    try {
      while (!isStale(mine)) {
        const now = playing.now()
        if (sound && soundAt < durationTicks && soundAt < now + prerollTicks) {
          const piece = await sound.next(chunkTicks)
          sequence += 1
          if (piece) port.post({ kind: 'audio', epoch, sequence, startTicks: soundAt, ...piece })
          soundAt = piece ? ticks(Math.min(durationTicks, soundAt + chunkTicks)) : durationTicks
        } else if (next < frameCount && unacknowledged.size < maxFramesInFlight) {
          // Late pictures are left out, sound never.
          next = Math.max(next, Math.min(frameCount - 1, frameAt(now, frameRate)))
          await sendPicture(from, epoch, next, false)
          next += stride
          prerollTicks = audioPrerollSeconds * ticksPerSecond
        } else if (next >= frameCount && soundAt >= durationTicks && unacknowledged.size === 0) {
          port.post({ kind: 'ended', epoch })
          return
        } else await Promise.race([wake.promise, new Promise((resolve) => setTimeout(resolve, idleMs))])
      }
    } finally {
      sound?.close()
      clock = null
    }
  }

  async function grant(current: Wish, mine: number): Promise<void> {
    if (!loaded || current.kind === 'nothing') return
    unacknowledged.clear()
    if (current.kind === 'play') return play(loaded, current, mine)
    await showPicture(loaded, current)
    await master(loaded)
  }

  async function work(): Promise<void> {
    for (;;) {
      const [mine, current] = [generation, wish]
      working = mine
      try {
        await grant(current, mine)
      } catch (thrown) {
        const epoch = current.kind === 'nothing' ? 0 : current.epoch
        if (!isStale(mine)) port.post({ kind: 'error', epoch, error: toErrorData(thrown) })
      }
      while (!isStale(mine)) await wake.promise
      if (closed) return loaded?.pictures.close()
    }
  }

  port.onMessage((data) => {
    try {
      receive(toPreviewEngineSchema.parse(data))
    } catch (thrown) {
      port.post({ kind: 'error', epoch: epochOf(data), error: toErrorData(thrown) })
    }
  })
  port.onClose(() => {
    closed = true
    notify()
  })
  void work()
}

function frameIndex(plan: RenderPlan, at: Ticks): number {
  return frameAt(clampTicks(at, zeroTicks, frameToTicks(plan.frameCount - 1, plan.frameRate)), plan.frameRate)
}

/** So that even a refused message is answered to the right question. */
function epochOf(data: unknown): number {
  const epoch = typeof data === 'object' && data !== null && 'epoch' in data ? data.epoch : 0
  return typeof epoch === 'number' && Number.isSafeInteger(epoch) && epoch >= 0 ? epoch : 0
}
