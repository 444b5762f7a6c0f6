import { createStore, type StoreApi } from 'zustand/vanilla'
import { cutStretches } from '#shared/edit/commands/cut-stretches.ts'
import type { Span } from '#shared/project/timeline.ts'
import { secondsToTicks, ticks } from '#shared/time/ticks.ts'
import type { LessonEditor } from '../lesson-editor.ts'

const aroundTicks = secondsToTicks(1)

/**
 * Plays the lesson around a stretch as it will be without it: the cut is made as a drag makes it, neither saved nor a step, and
 * taken back when the preview ends. Whatever the user does ends it first, so that nothing is built upon it.
 */
export class CutPreview {
  /** What plays; null for nothing. */
  readonly playing: StoreApi<string | null> = createStore<string | null>(() => null)
  readonly #editor: LessonEditor
  #stop: (() => void) | null = null

  constructor(editor: LessonEditor) {
    this.#editor = editor
  }

  play(key: string, { startTicks, endTicks }: Span): void {
    this.end()
    const editor = this.#editor
    editor.pause()
    const stoodAt = editor.playheadTicks
    const { loop } = editor.view.getState()
    editor.session.beginDrag()
    if (!editor.session.updateDrag(cutStretches, { stretches: [{ startTicks, endTicks }] }).ok) {
      editor.session.cancelDrag()
      return
    }
    editor.view.setState({ loop: null })
    editor.seek(ticks(Math.max(0, startTicks - aroundTicks)))
    editor.togglePlay()
    const until = Math.min(startTicks + aroundTicks, editor.durationTicks)
    const end = (): void => this.end()
    const used = (event: Event): void => {
      if (!stopsByItself(event)) this.end()
    }
    let ending: ReturnType<typeof setTimeout> | null = null
    const follow = editor.view.subscribe(({ playheadTicks, playing }) => {
      // Not while the transport is telling where it stands.
      if (playheadTicks >= until || !playing) ending ??= setTimeout(end)
    })
    addEventListener('pointerdown', used, { capture: true })
    addEventListener('keydown', used, { capture: true })
    this.#stop = () => {
      follow()
      if (ending !== null) clearTimeout(ending)
      removeEventListener('pointerdown', used, { capture: true })
      removeEventListener('keydown', used, { capture: true })
      editor.pause()
      editor.session.cancelDrag()
      editor.view.setState({ loop })
      editor.seek(stoodAt)
    }
    this.playing.setState(key, true)
    // Nothing is left to play, or nothing there that plays.
    if (!editor.view.getState().playing) this.end()
  }

  /** Takes the cut back. */
  end(): void {
    const stop = this.#stop
    this.#stop = null
    this.playing.setState(null, true)
    stop?.()
  }
}

/** What stops it does so when it is let go: had the lesson stopped by then, it would play from where it stood. */
function stopsByItself(event: Event): boolean {
  const { target } = event
  if (event instanceof KeyboardEvent && event.key !== ' ' && event.key !== 'Enter') return false
  if (event instanceof KeyboardEvent && event.key === ' ' && target === document.body) return true
  return target instanceof Element && target.closest('[data-stops-preview]') !== null
}
