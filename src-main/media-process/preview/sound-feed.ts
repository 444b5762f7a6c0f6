import type { MediaFile } from '#main/core/media/messages.ts'
import { instantOf, type PlayCourse } from '#shared/ipc/play-course.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import { millisecondsToTicks, ticks, type Ticks } from '#shared/time/ticks.ts'
import type { Mastering } from '../audio/loudness.ts'
import { createSlices } from '../slices.ts'
import { openPreviewSound, type PreviewSound, type SoundPiece } from './preview-sound.ts'

type SoundPlan = {
  readonly plan: RenderPlan
  readonly files: readonly MediaFile[]
  readonly course: PlayCourse
  readonly mastering: Mastering
}

/** The sound of what plays. It runs on through a swapped plan that sounds the same, and is spliced where it does not. */
export type SoundFeed = {
  follow(sound: SoundPlan, at: { readonly nowTicks: Ticks; readonly continues: boolean }): void
  /** Where the next piece begins on the play clock; Infinity after the end. */
  readonly atPlayTicks: number
  sendNext(send: (piece: SoundPiece, splice: boolean) => void): Promise<void>
  stop(): void
}

/** Opening the new sound takes this long at least; the old one is heard meanwhile. */
const spliceLeadTicks = millisecondsToTicks(150)
/** Nobody hears that sound and picture moved against each other by a millisecond. */
const sameTicks = millisecondsToTicks(1)

export function createSoundFeed(sliceMs: number): SoundFeed {
  let open: { readonly of: SoundPlan; readonly sound: PreviewSound; splice: boolean; closed: boolean } | null = null

  function stop(): void {
    if (!open) return
    open.closed = true
    open.sound.close()
    open = null
  }

  function start(of: SoundPlan, fromPlayTicks: Ticks, splice: boolean): void {
    stop()
    // It is never given up half-way through a piece, as pictures are: a sound that runs on must not miss any.
    const slices = createSlices(() => opened.closed, sliceMs)
    const opened = { of, sound: openPreviewSound({ ...of, slices, fromPlayTicks }), splice, closed: false }
    open = opened
  }

  return {
    follow(sound, { nowTicks, continues }) {
      const { rate } = sound.course
      if (!continues || !open) return start(sound, nowTicks, false)
      if (!soundsTheSame(open.of, sound, nowTicks)) start(sound, ticks(Math.round(nowTicks + spliceLeadTicks * rate)), true)
    },
    get atPlayTicks() {
      return open?.sound.atPlayTicks ?? Infinity
    },
    async sendNext(send) {
      const from = open
      const piece = await from?.sound.next()
      if (!from || !piece || from.closed) return
      send(piece, from.splice)
      from.splice = false
    },
    stop,
  }
}

function soundsTheSame(before: SoundPlan, after: SoundPlan, nowTicks: Ticks): boolean {
  const [a, b] = [before.course, after.course]
  return (
    a.rate === b.rate &&
    JSON.stringify(a.loop) === JSON.stringify(b.loop) &&
    Math.abs(instantOf(a, nowTicks) - instantOf(b, nowTicks)) <= sameTicks &&
    before.plan.durationTicks === after.plan.durationTicks &&
    JSON.stringify([before.plan.audio, audioInputs(before.plan)]) === JSON.stringify([after.plan.audio, audioInputs(after.plan)])
  )
}

function audioInputs({ inputs }: RenderPlan): readonly unknown[] {
  return inputs.map(({ assetId, originTicks, audio }) => [assetId, originTicks, audio])
}
