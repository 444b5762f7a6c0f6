import type { Span } from '#shared/project/timeline.ts'
import type { LessonEditor } from '../lesson-editor.ts'

let stopWatching: (() => void) | null = null

/** Plays a stretch of the lesson and stops at its end, unless somebody plays, pauses or goes elsewhere meanwhile. */
export function playStretch(editor: LessonEditor, { startTicks, endTicks }: Span): void {
  stopWatching?.()
  editor.pause()
  editor.view.setState({ loop: null })
  editor.seek(startTicks)
  editor.togglePlay()
  let hasPlayed = editor.view.getState().playing
  const stop = editor.view.subscribe(({ playing, playheadTicks }, before) => {
    if (playing) hasPlayed = true
    else if (hasPlayed && before.playing) return end()
    if (playheadTicks < startTicks) return end()
    if (playheadTicks < endTicks) return
    end()
    editor.pause()
  })
  const end = (): void => {
    stop()
    if (stopWatching === end) stopWatching = null
  }
  stopWatching = end
}
