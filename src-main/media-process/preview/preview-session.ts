import type { MediaFile } from '#main/core/media/messages.ts'
import {
  toPreviewEngineSchema,
  maxFramesInFlight,
  audioPrerollSeconds,
  type ToPreviewEngine,
} from '#shared/ipc/preview-messages.ts'
import { appError, toErrorData } from '#shared/messages/app-error.ts'
import { renderPlanSchema, type RenderPlan } from '#shared/render-plan/plan.ts'
import { frameAt, frameToTicks } from '#shared/time/frame-rate.ts'
import { clampTicks, ticks, ticksPerSecond, zeroTicks, type Ticks } from '#shared/time/ticks.ts'
import { createPlayClock, type PlayClock } from './play-clock.ts'
import type { PreviewPort } from './preview-port.ts'
import { openPreviewSources, type PreviewSources } from './preview-sources.ts'

/** What the window wants next; only the newest wish counts. */
type Wish =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'picture'; readonly epoch: number; readonly at: Ticks; readonly exact: boolean }
  | { readonly kind: 'play'; readonly epoch: number; readonly from: Ticks; readonly rate: number }

/** Sound goes out in pieces of this length. */
const chunkTicks = ticksPerSecond / 10
/** How long to wait for an acknowledgement before looking at the clock again. */
const idleMs = 15

/**
 * Runs one plan for one window: pictures and sound while it plays, single pictures while it stands. Every message that
 * changes the wish ends the work for the one before it. `files` may change while the session lives.
 */
export function servePreview(port: PreviewPort, files: () => readonly MediaFile[]): void {
  let plan: RenderPlan | null = null
  let sources: PreviewSources | null = null
  let wish: Wish = { kind: 'nothing' }
  let generation = 0
  let sequence = 0
  let unacknowledged = new Set<number>()
  let clock: PlayClock | null = null
  let wake = Promise.withResolvers<void>()
  let closed = false

  function change(next: Wish): void {
    wish = next
    generation += 1
    notify()
  }

  function notify(): void {
    wake.resolve()
    wake = Promise.withResolvers()
  }

  function load(message: Extract<ToPreviewEngine, { kind: 'load' }>): void {
    const parsed = renderPlanSchema.safeParse(message.plan)
    if (!parsed.success) throw appError('internal', { detail: parsed.error.issues[0]?.message ?? 'not a plan' })
    plan = parsed.data
    change({ kind: 'picture', epoch: message.epoch, at: message.atTicks, exact: true })
  }

  function receive(data: unknown): void {
    const message = toPreviewEngineSchema.parse(data)
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

  const isStale = (mine: number): boolean => closed || generation !== mine

  /** The readers of the plan that is loaded; opened anew after a `load`. */
  function sourcesFor(current: RenderPlan): PreviewSources {
    if (sources?.plan === current) return sources
    sources?.close()
    const slicesAreStale = (): boolean => isStale(running)
    sources = openPreviewSources(current, files(), slicesAreStale)
    return sources
  }

  async function sendPicture(from: PreviewSources, epoch: number, index: number, exact: boolean): Promise<void> {
    const picture = await from.picture(index, exact)
    sequence += 1
    unacknowledged.add(sequence)
    port.post({ kind: 'frame', epoch, sequence, ticks: frameToTicks(index, from.plan.frameRate), ...picture })
  }

  async function showPicture(current: RenderPlan, { epoch, at, exact }: Extract<Wish, { kind: 'picture' }>): Promise<void> {
    port.post({ kind: 'state', epoch, state: 'loading' })
    unacknowledged = new Set()
    await sendPicture(sourcesFor(current), epoch, frameIndex(current, at), exact)
    port.post({ kind: 'state', epoch, state: 'ready' })
  }

  async function play(current: RenderPlan, { epoch, from, rate }: Extract<Wish, { kind: 'play' }>, mine: number): Promise<void> {
    const { frameRate, frameCount, durationTicks } = current
    const input = sourcesFor(current)
    const playing = createPlayClock(from, rate)
    clock = playing
    // Above normal speed only the pictures that a window can show are made.
    const stride = Math.max(1, Math.floor(rate))
    unacknowledged = new Set()
    let next = frameIndex(current, from)
    let soundAt = rate === 1 ? from : durationTicks
    let isFirst = true
    port.post({ kind: 'state', epoch, state: 'playing' })
    while (!isStale(mine)) {
      const now = playing.now()
      const soundLead = isFirst ? 2 * chunkTicks : audioPrerollSeconds * ticksPerSecond
      if (soundAt < durationTicks && soundAt < now + soundLead) {
        const length = ticks(Math.min(chunkTicks, durationTicks - soundAt))
        const sound = await input.sound(soundAt, length)
        sequence += 1
        port.post({ kind: 'audio', epoch, sequence, startTicks: soundAt, ...sound })
        soundAt = ticks(soundAt + length)
      } else if (next < frameCount && unacknowledged.size < maxFramesInFlight) {
        next = Math.max(next, Math.min(frameCount - 1, frameAt(now, frameRate)))
        await sendPicture(input, epoch, next, false)
        next += stride
        isFirst = false
      } else if (next >= frameCount && soundAt >= durationTicks && unacknowledged.size === 0) {
        port.post({ kind: 'ended', epoch })
        return
      } else await Promise.race([wake.promise, new Promise((resolve) => setTimeout(resolve, idleMs))])
    }
  }

  let running = 0
  async function work(): Promise<void> {
    while (!closed) {
      const mine = generation
      const current = wish
      running = mine
      try {
        if (plan && current.kind === 'picture') await showPicture(plan, current)
        else if (plan && current.kind === 'play') await play(plan, current, mine)
      } catch (thrown) {
        if (current.kind !== 'nothing' && !isStale(mine)) {
          port.post({ kind: 'error', epoch: current.epoch, error: toErrorData(thrown) })
        }
      }
      while (!isStale(mine)) await wake.promise
    }
    sources?.close()
  }

  port.onMessage((data) => {
    try {
      receive(data)
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
