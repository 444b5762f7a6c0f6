import type { GapId } from '../../project/ids.ts'
import { deriveTimeline } from '../../project/timeline.ts'
import { snapToFrame } from '../../time/frame-rate.ts'
import { clampTicks, subtractTicks, zeroTicks, type Ticks } from '../../time/ticks.ts'
import { refuse, type Command, type CommandContext, type LessonDraft } from '../command.ts'
import { mainItemStart, readDraft } from '../places.ts'
import type { SelectedItem } from '../selection.ts'
import { deleteItems } from './delete-items.ts'
import { splitClip } from './split-clip.ts'

/** Cuts a stretch of the timeline out of the main track, to the nearest frames; what follows closes up. */
export const deleteStretch: Command<{ readonly startTicks: Ticks; readonly endTicks: Ticks }> = {
  label: 'delete-stretch',
  run(draft, { startTicks, endTicks }, context) {
    const before = readDraft(draft)
    const { durationTicks } = deriveTimeline(before)
    const toCut = (instant: Ticks): Ticks => clampTicks(snapToFrame(instant, before.settings.frameRate), zeroTicks, durationTicks)
    const start = toCut(startTicks)
    const end = toCut(endTicks)
    if (end <= start) return refuse('edit.stretch-outside', {})
    cutMainTrack(draft, start, context)
    cutMainTrack(draft, end, context)
    const cut = readDraft(draft)
    const inside = cut.mainTrack.flatMap((item, index): SelectedItem[] => {
      if (mainItemStart(cut, index) < start || mainItemStart(cut, index + 1) > end) return []
      return [item.kind === 'clip' ? { kind: 'clip', id: item.clipId } : { kind: 'gap', id: item.id }]
    })
    return deleteItems.run(draft, { items: inside }, context)
  },
}

/** Makes a cut at an instant of the frame grid, through a clip or a gap, where there is none yet. */
function cutMainTrack(draft: LessonDraft, instant: Ticks, context: CommandContext): void {
  const document = readDraft(draft)
  const index = document.mainTrack.findIndex(
    (_, each) => mainItemStart(document, each) < instant && instant < mainItemStart(document, each + 1),
  )
  const item = document.mainTrack[index]
  if (item?.kind === 'clip') splitClip.run(draft, { atTicks: instant }, context)
  if (item?.kind !== 'gap') return
  const durationTicks = subtractTicks(instant, mainItemStart(document, index))
  const rest = {
    kind: 'gap' as const,
    id: context.newId() as GapId,
    durationTicks: subtractTicks(item.durationTicks, durationTicks),
  }
  draft.mainTrack.splice(index, 1, { ...item, durationTicks }, rest)
}
