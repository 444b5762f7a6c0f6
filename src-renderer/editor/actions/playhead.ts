import { stepFrames } from '#shared/time/timecode.ts'
import { secondsToTicks, ticks, zeroTicks } from '#shared/time/ticks.ts'
import type { LessonEditor } from '../lesson-editor.ts'

export function stepPlayhead(editor: LessonEditor, frames: number): void {
  editor.pause()
  editor.seek(stepFrames(editor.playheadTicks, frames, editor.document.settings.frameRate))
}

export function skipSeconds(editor: LessonEditor, seconds: number): void {
  editor.pause()
  editor.seek(ticks(Math.max(0, editor.playheadTicks + secondsToTicks(seconds))))
}

export function seekStart(editor: LessonEditor): void {
  editor.seek(zeroTicks)
}

export function seekEnd(editor: LessonEditor): void {
  editor.seek(editor.durationTicks)
}
