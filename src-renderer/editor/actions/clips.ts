import { announce } from '#renderer/ui/announcer.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import { setClipSpeed } from '#shared/edit/commands/clip-speed.ts'
import { deleteItems } from '#shared/edit/commands/delete-items.ts'
import { detachAudio } from '#shared/edit/commands/detach-audio.ts'
import { freezeFrame } from '#shared/edit/commands/freeze-frame.ts'
import { liftItems } from '#shared/edit/commands/lift-items.ts'
import { moveClip } from '#shared/edit/commands/move-clip.ts'
import { splitAll, splitItems } from '#shared/edit/commands/split-items.ts'
import { splitClip } from '#shared/edit/commands/split-clip.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Clip } from '#shared/project/schema/clip.ts'
import { deriveTimeline, mainClipAt } from '#shared/project/timeline.ts'
import { toRational } from '#shared/time/rational.ts'
import type { LessonEditor } from '../lesson-editor.ts'

/** What is selected and plays at the playhead, otherwise the clip there. */
export function splitAtPlayhead(editor: LessonEditor): void {
  const atTicks = editor.playheadTicks
  const { selection } = editor.session.getSnapshot()
  const chosen = editor.session.run(splitItems, { items: selection, atTicks })
  if (chosen.ok || chosen.error.code !== 'edit.split-nothing') editor.tell(chosen)
  else editor.run(splitClip, { atTicks })
}

/** All that plays at the playhead, on every track. */
export function splitEverything(editor: LessonEditor): void {
  editor.run(splitAll, { atTicks: editor.playheadTicks })
}

export function deleteSelection(editor: LessonEditor): void {
  const { selection } = editor.session.getSnapshot()
  if (selection.length === 0) {
    showToast(text.editor.nothingSelected)
    return
  }
  editor.run(deleteItems, { items: selection })
}

/** Moves the selected clip one place earlier (-1) or later (1). */
export function moveSelectedClip(editor: LessonEditor, by: -1 | 1): void {
  const [item] = editor.session.getSnapshot().selection
  if (item?.kind !== 'clip') return
  const at = editor.document.mainTrack.findIndex((entry) => entry.kind === 'clip' && entry.clipId === item.id)
  if (at < 0 || !editor.run(moveClip, { clipId: item.id, toIndex: Math.max(0, at + by) })) return
  const { mainClipIds } = deriveTimeline(editor.document)
  announce(text.timeline.moved(mainClipIds.indexOf(item.id) + 1, mainClipIds.length))
}

/** Takes out what is selected and leaves its place empty. */
export function liftSelection(editor: LessonEditor): void {
  const { selection } = editor.session.getSnapshot()
  if (selection.length === 0) {
    showToast(text.editor.nothingSelected)
    return
  }
  editor.run(liftItems, { items: selection })
}

/** Holds the picture at the playhead for a while. */
export function freezeAtPlayhead(editor: LessonEditor): void {
  editor.pause()
  editor.run(freezeFrame, { atTicks: editor.playheadTicks })
}

/** Lets the clip play the other way. */
export function reverseClip(editor: LessonEditor): void {
  const clip = clipMeant(editor)
  if (clip) editor.run(setClipSpeed, { clipId: clip.id, changes: { reversed: !clip.reversed } })
}

/** From the slowest to the fastest of the panel, in steps that are seen. */
const clipSpeeds = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4] as const

/** Lets the clip play at the next speed of those. */
export function changeClipSpeed(editor: LessonEditor, by: -1 | 1): void {
  const clip = clipMeant(editor)
  if (!clip) return
  const now = clip.speed.num / clip.speed.den
  const next = by === 1 ? clipSpeeds.find((speed) => speed > now) : clipSpeeds.findLast((speed) => speed < now)
  const changes = { speed: toRational(next ?? now) }
  if (next !== undefined && !editor.run(setClipSpeed, { clipId: clip.id, changes })) return
  announce(text.clipSettings.speed.now(text.clipSettings.speed.value(next ?? now)))
}

/** Puts the sound of the clip on a track of its own. */
export function detachSound(editor: LessonEditor): void {
  const clip = clipMeant(editor)
  if (clip) editor.run(detachAudio, { clipId: clip.id })
}

/** The first selected clip, otherwise the one under the playhead; tells the user where there is none. */
function clipMeant({ document, playheadTicks, session }: LessonEditor): Clip | null {
  const chosen = session.getSnapshot().selection.find((item) => item.kind === 'clip')
  const clip = (chosen && document.clips[chosen.id]) ?? mainClipAt(document, playheadTicks) ?? null
  if (!clip) showToast(text.editor.needsClip)
  return clip
}
