import type { GapId } from '../../project/ids.ts'
import { snapToFrame } from '../../time/frame-rate.ts'
import type { Ticks } from '../../time/ticks.ts'
import { done, refuse, type Command } from '../command.ts'
import { readDraft } from '../places.ts'
import { settleRipple } from '../ripple.ts'

/** Puts an empty stretch before the main track item at `index`; at least one frame long. */
export const insertGap: Command<{ readonly index: number; readonly durationTicks: Ticks }> = {
  label: 'insert-gap',
  run(draft, { index, durationTicks }, context) {
    const before = readDraft(draft)
    const length = snapToFrame(durationTicks, before.settings.frameRate)
    if (length <= 0) return done()
    const id = context.newId() as GapId
    draft.mainTrack.splice(Math.max(0, Math.min(index, before.mainTrack.length)), 0, { kind: 'gap', id, durationTicks: length })
    return done(settleRipple(draft, before), [{ kind: 'gap', id }])
  },
}

/** Changes the length of a gap; under half a frame removes it. */
export const setGap: Command<{ readonly gapId: GapId; readonly durationTicks: Ticks }> = {
  label: 'set-gap',
  run(draft, { gapId, durationTicks }) {
    const before = readDraft(draft)
    const index = before.mainTrack.findIndex((item) => item.kind === 'gap' && item.id === gapId)
    if (index < 0) return refuse('edit.gone', { what: 'gap' })
    const length = snapToFrame(durationTicks, before.settings.frameRate)
    if (length <= 0) draft.mainTrack.splice(index, 1)
    else draft.mainTrack[index] = { kind: 'gap', id: gapId, durationTicks: length }
    return done(settleRipple(draft, before))
  },
}
