import { moveItems } from '#shared/edit/commands/move-items.ts'
import { rollCut } from '#shared/edit/commands/roll-cut.ts'
import { slideClip } from '#shared/edit/commands/slide-clip.ts'
import { slipClip } from '#shared/edit/commands/slip-clip.ts'
import { ticks, ticksPerSecond, type Ticks } from '#shared/time/ticks.ts'
import type { LessonEditor } from '../lesson-editor.ts'

type Keys = Pick<KeyboardEvent, 'key' | 'altKey' | 'shiftKey' | 'ctrlKey' | 'metaKey'>

/**
 * What the tools do by mouse, a frame at a time by Alt and an arrow key; with Shift as well the cut before a clip moves. Says
 * whether it did something: the place of a main clip in the order is not ours.
 */
export function nudgeByKey(editor: LessonEditor, { key, altKey, shiftKey, ctrlKey, metaKey }: Keys): boolean {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[key]
  if (by === undefined || !altKey || ctrlKey || metaKey) return false
  const { document, selection } = editor.session.getSnapshot()
  const { tool } = editor.view.getState()
  const lead = selection.at(-1)
  if (!lead) return false
  const { frameRate } = document.settings
  const deltaTicks: Ticks = ticks(Math.round((by * ticksPerSecond * frameRate.den) / frameRate.num))
  const clip = lead.kind === 'clip' ? document.clips[lead.id] : undefined
  const options = { mergeKey: `nudge:${tool}:${shiftKey}:${lead.id}` }
  if (clip && shiftKey) editor.run(rollCut, { rightClipId: clip.id, deltaTicks }, options)
  else if (clip && tool === 'slip') editor.run(slipClip, { clipId: clip.id, deltaTicks }, options)
  else if (clip?.anchor === null && tool === 'slide') editor.run(slideClip, { clipId: clip.id, deltaTicks }, options)
  else if (clip?.anchor === null || lead.kind === 'gap' || lead.kind === 'marker') return false
  else editor.run(moveItems, { items: selection, deltaTicks }, options)
  return true
}
