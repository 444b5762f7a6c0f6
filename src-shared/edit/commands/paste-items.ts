import { deriveTimeline } from '../../project/timeline.ts'
import { frameToTicks, snapToFrame } from '../../time/frame-rate.ts'
import { secondsToTicks, ticks, type Ticks } from '../../time/ticks.ts'
import { copyItems, type ClipboardItems } from '../clipboard.ts'
import { done, refuse, type Command, type CommandContext, type CommandResult, type LessonDraft } from '../command.ts'
import { Paste, type PastePlace } from '../paste.ts'
import { mainIndexAt, readDraft } from '../places.ts'
import { settleRipple } from '../ripple.ts'
import type { Selection } from '../selection.ts'

/**
 * Puts copied items in at an instant: clips of the main track at the nearest cut, the rest at the distances it had, on tracks that
 * are free there. What would stand outside the lesson is left out with a notice. The new items are selected.
 */
export const pasteItems: Command<{ readonly items: ClipboardItems; readonly atTicks: Ticks }> = {
  label: 'paste-items',
  run(draft, { items, atTicks }, context) {
    const before = readDraft(draft)
    const at = snapToFrame(ticks(Math.max(0, atTicks)), before.settings.frameRate)
    return paste(draft, items, { index: mainIndexAt(before, at), atTicks: at }, context)
  },
}

/** A copy right behind the originals, or at an instant, as when something is dragged with Alt held. */
export const duplicateItems: Command<{ readonly items: Selection; readonly atTicks?: Ticks }> = {
  label: 'duplicate-items',
  run(draft, { items, atTicks }, context) {
    const before = readDraft(draft)
    const copied = copyItems(before, items)
    if (!copied) return refuse('edit.gone', { what: 'item' })
    if (atTicks !== undefined) return pasteItems.run(draft, { items: copied, atTicks }, context)
    const last = copied.main.at(-1)?.clip.id
    const place = before.mainTrack.findIndex((item) => item.kind === 'clip' && item.clipId === last)
    return paste(draft, copied, { index: place + 1, atTicks: behind(copied, before) }, context)
  },
}

/** One without a length comes a second later; where the lesson has no room behind, the copy starts where the original does. */
function behind(copied: ClipboardItems, document: ReturnType<typeof readDraft>): Ticks {
  const { frameRate } = document.settings
  const lasting = [...copied.beside, ...copied.overlays, ...copied.captions]
  const length = Math.max(0, ...lasting.map(({ endTicks }) => endTicks)) || secondsToTicks(1)
  const wanted = snapToFrame(ticks(copied.originTicks + length), frameRate)
  const last = deriveTimeline(document).durationTicks - (lasting.length > 0 ? frameToTicks(1, frameRate) : 0)
  return wanted <= last ? wanted : copied.originTicks
}

function paste(draft: LessonDraft, copied: ClipboardItems, place: PastePlace, context: CommandContext): CommandResult {
  const before = readDraft(draft)
  const { items, leftOut } = new Paste(draft, copied, context).run(place)
  if (items.length === 0) return refuse('edit.paste-outside', {})
  const notices = settleRipple(draft, before)
  if (leftOut > 0) notices.push({ code: 'paste-left-out', params: { count: leftOut } })
  return done(notices, items)
}
