import { setImmediate } from 'node:timers/promises'
import type { MediaFile } from '#main/core/media/messages.ts'
import type { PlayCourse } from '#shared/ipc/play-course.ts'
import { toPreviewEngineSchema, type ToPreviewEngine } from '#shared/ipc/preview-messages.ts'
import { toErrorData } from '#shared/messages/app-error.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import { frameAt, frameToTicks } from '#shared/time/frame-rate.ts'
import { clampTicks, ticks, zeroTicks, type Ticks } from '#shared/time/ticks.ts'
import { asRecorded, type Mastering } from '../audio/loudness.ts'
import { masterMix } from '../audio/master.ts'
import { createSlices } from '../slices.ts'
import { createOutbox } from './outbox.ts'
import { createPlayClock, type PlayClock } from './play-clock.ts'
import { playPlan } from './play-loop.ts'
import { openPreviewPictures, type PreviewPictures } from './preview-pictures.ts'
import type { PreviewPort } from './preview-port.ts'
import { createSoundFeed } from './sound-feed.ts'

/** What the window wants next; only the newest wish counts. */
type Wish =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'picture'; readonly epoch: number; readonly at: Ticks; readonly exact: boolean }
  | {
      readonly kind: 'play'
      readonly epoch: number
      /** Of the `play` whose sound goes on. */
      readonly soundEpoch: number
      readonly course: PlayCourse
      readonly continues: boolean
    }

/** A plan with what was opened for it. */
type Loaded = { readonly plan: RenderPlan; readonly files: readonly MediaFile[]; readonly pictures: PreviewPictures }

type Options = {
  readonly port: PreviewPort
  /** Where the assets lie now; asked at every `load` and after `filesChanged`. */
  readonly files: () => readonly MediaFile[]
  readonly threads: number
}

export type PreviewSession = {
  /** Proxies and repaired files may be there that were not when the plan was loaded. */
  filesChanged(): void
}

/** A pointer moves; messages are heard this often. */
const sliceMs = 8
/** How long to wait for an acknowledgement before looking at the clock again. */
const idleMs = 15
/** A picture that stands this long becomes exact: whoever drags or edits has stopped. */
const settleMs = 50
/** A lesson is measured anew when nobody has edited it or moved in it for so long: that goes through all of its sound. */
const remeasureMs = 1000
/** Until the sound was measured it plays as it is. */
const unmeasured: Mastering = { gainDb: 0, limiterCeilingDb: null }

/**
 * Runs plans for one window: pictures and sound while it plays, single pictures while it stands. Every message that
 * changes the wish ends the work for the one before it. Lives until the port closes.
 */
export function servePreview({ port, files, threads }: Options): PreviewSession {
  let loaded: Loaded | null = null
  /** Taken over between two pieces of work, because what was opened for the old plan is in use until then. */
  let arrived: RenderPlan | null = null
  let mastered: { readonly key: string; readonly mastering: Mastering } | null = null
  let wish: Wish = { kind: 'nothing' }
  let clock: PlayClock | null = null
  /** Rises with every wish; work for an older one stops. */
  let generation = 0
  let working = 0
  let closed = false
  let wake = Promise.withResolvers<void>()

  const isStale = (mine: number): boolean => closed || generation !== mine
  const slices = createSlices(() => isStale(working), sliceMs)
  const restful = createSlices(() => isStale(working), sliceMs, null, sliceMs)
  const outbox = createOutbox(port)
  const feed = createSoundFeed(sliceMs)

  function notify(): void {
    wake.resolve()
    wake = Promise.withResolvers()
  }

  function change(next: Wish): void {
    wish = next
    generation += 1
    notify()
  }

  function receive(message: ToPreviewEngine): void {
    switch (message.kind) {
      case 'load': {
        const { epoch, course, atTicks: at, plan } = message
        arrived = plan
        const soundEpoch = wish.kind === 'play' ? wish.soundEpoch : epoch
        return change(
          course ? { kind: 'play', epoch, soundEpoch, course, continues: true } : { kind: 'picture', epoch, at, exact: true },
        )
      }
      case 'play': {
        const { epoch, course, continues } = message
        const soundEpoch = continues && wish.kind === 'play' ? wish.soundEpoch : epoch
        return change({ kind: 'play', epoch, soundEpoch, course, continues })
      }
      case 'pause':
        outbox.tell({ kind: 'state', epoch: message.epoch, state: 'paused' })
        return change({ kind: 'nothing' })
      case 'seek':
        return change({ kind: 'picture', epoch: message.epoch, at: message.ticks, exact: message.exact })
      case 'acknowledge': {
        const dueTicks = outbox.taken(message.sequence)
        if (dueTicks === null) return
        if (message.clockTicks !== null) clock?.hear(message.clockTicks, dueTicks)
        return notify()
      }
    }
  }

  const pause = (ms: number): Promise<unknown> => Promise.race([wake.promise, new Promise((resolve) => setTimeout(resolve, ms))])

  /** Waits that long; false where something else was wanted meanwhile. */
  async function staysWanted(mine: number, ms: number): Promise<boolean> {
    const untilMs = performance.now() + ms
    for (let leftMs = ms; leftMs > 0 && !isStale(mine); leftMs = untilMs - performance.now()) await pause(leftMs)
    return !isStale(mine)
  }

  async function stand(
    { plan, files: known, pictures }: Loaded,
    { epoch, at, exact }: Extract<Wish, { kind: 'picture' }>,
    mine: number,
  ): Promise<void> {
    const index = frameAt(clampTicks(at, zeroTicks, frameToTicks(plan.frameCount - 1, plan.frameRate)), plan.frameRate)
    const instant = frameToTicks(index, plan.frameRate)
    const place = { epoch, ticks: instant, playTicks: instant }
    outbox.tell({ kind: 'state', epoch, state: 'loading' })
    outbox.frame({ ...place, exact: pictures.draftIsExact }, await pictures.draft(index))
    outbox.tell({ kind: 'state', epoch, state: 'ready' })
    if (!exact || !(await staysWanted(mine, settleMs))) return
    if (!pictures.draftIsExact) outbox.frame({ ...place, exact: true }, await pictures.exact(index))
    while (!isStale(mine) && (await pictures.prepareAround(index))) await slices.pause()
    if (!mastered || (await staysWanted(mine, remeasureMs))) await master(plan, known, mine)
  }

  /** While nothing else is to be done: the gain of the whole mix, which the next play uses. */
  async function master(plan: RenderPlan, known: readonly MediaFile[], mine: number): Promise<void> {
    const key = JSON.stringify([plan.audio, plan.inputs, plan.durationTicks])
    if (mastered?.key === key) return
    try {
      mastered = { key, mastering: (await masterMix(plan, known, restful)).mastering }
    } catch (thrown) {
      if (isStale(mine)) throw thrown
      // The picture stands and is right: a sound that cannot be read is told by whoever plays it.
      mastered = { key, mastering: unmeasured }
    }
  }

  async function play(from: Loaded, wanted: Extract<Wish, { kind: 'play' }>, mine: number): Promise<void> {
    const { plan, files: known, pictures } = from
    const { epoch, soundEpoch, continues } = wanted
    const course = withinLesson(wanted.course, plan.durationTicks)
    const at = (continues && clock?.now()) || course.playTicks
    const playing = createPlayClock(at, course.rate)
    if (continues && clock) playing.hear(at, at)
    clock = playing
    // A mix is measured while the picture stands; until then the last measurement counts.
    const measured = mastered?.mastering ?? unmeasured
    const sound = { plan, files: known, course, mastering: plan.audio.loudness.targetLufs === null ? asRecorded : measured }
    feed.follow(sound, { nowTicks: at, continues })
    outbox.tell({ kind: 'state', epoch, state: 'playing' })
    const ended = await playPlan({
      plan,
      course,
      clock: playing,
      sound: {
        get atPlayTicks() {
          return feed.atPlayTicks
        },
        send: () => feed.sendNext((piece, splice) => outbox.sound(soundEpoch, splice, piece)),
      },
      sendPicture: async (index, playTicks) => {
        const picture = await pictures.draft(index)
        outbox.frame({ epoch, ticks: frameToTicks(index, plan.frameRate), playTicks, exact: false }, picture)
      },
      inFlight: () => outbox.inFlight,
      isStale: () => isStale(mine),
      wait: async () => void (await pause(idleMs)),
    })
    if (ended) outbox.tell({ kind: 'ended', epoch })
  }

  function takeOver(): void {
    if (!arrived) return
    const [plan, known, before] = [arrived, files(), loaded]
    arrived = null
    before?.pictures.replace(plan, known)
    loaded = { plan, files: known, pictures: before?.pictures ?? openPreviewPictures({ plan, files: known, slices, threads }) }
  }

  async function grant(current: Wish, mine: number): Promise<void> {
    takeOver()
    if (!loaded || current.kind === 'nothing') return
    outbox.forget()
    if (current.kind === 'play') return play(loaded, current, mine)
    await stand(loaded, current, mine)
  }

  async function work(): Promise<void> {
    for (;;) {
      // Messages that came together are all heard before any of them is worked on.
      await setImmediate()
      const [mine, current] = [generation, wish]
      working = mine
      if (current.kind !== 'play') {
        feed.stop()
        clock = null
      }
      try {
        await grant(current, mine)
      } catch (thrown) {
        const epoch = current.kind === 'nothing' ? 0 : current.epoch
        if (!isStale(mine)) outbox.tell({ kind: 'error', epoch, error: toErrorData(thrown) })
      }
      while (!isStale(mine)) await wake.promise
      if (closed) break
    }
    feed.stop()
    loaded?.pictures.close()
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

  return {
    filesChanged() {
      if (!loaded || closed) return
      if (mastered?.mastering === unmeasured) mastered = null
      arrived ??= loaded.plan
      // A picture that stands is right already; the next wish uses the new files.
      if (wish.kind === 'play' && clock) change({ ...wish, continues: true })
    },
  }
}

/** A lesson that became shorter than the loop. */
function withinLesson(course: PlayCourse, durationTicks: Ticks): PlayCourse {
  const { loop } = course
  if (!loop || loop.endTicks <= durationTicks) return course
  return { ...course, loop: loop.startTicks < durationTicks ? { ...loop, endTicks: ticks(durationTicks) } : null }
}

/** So that even a refused message is answered to the right question. */
function epochOf(data: unknown): number {
  const epoch = typeof data === 'object' && data !== null && 'epoch' in data ? data.epoch : 0
  return typeof epoch === 'number' && Number.isSafeInteger(epoch) && epoch >= 0 ? epoch : 0
}
