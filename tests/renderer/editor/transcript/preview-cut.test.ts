import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LessonEditor } from '#renderer/editor/lesson-editor.ts'
import type { Transport } from '#renderer/editor/preview/transport.ts'
import { CutPreview } from '#renderer/editor/transcript/preview-cut.ts'
import { insertNewAsset } from '#shared/edit/commands/insert-clip.ts'
import type { LessonId } from '#shared/project/ids.ts'
import { ticks, zeroTicks } from '#shared/time/ticks.ts'
import { emptyDocument, seconds, videoAsset } from '../../../shared/project/sample-document.ts'

vi.mock('#renderer/ipc/client.ts', () => ({ call: () => new Promise(() => {}) }))

/** What the window of a preview has of a page: a button that stops by itself, and all else. */
class PageElement extends EventTarget {
  readonly stops: boolean
  constructor(stops: boolean) {
    super()
    this.stops = stops
  }
  closest(selector: string): PageElement | null {
    return this.stops && selector === '[data-stops-preview]' ? this : null
  }
}
class KeyPress extends Event {
  readonly key: string
  constructor(key: string) {
    super('keydown')
    this.key = key
  }
}

let page: EventTarget
let editor: LessonEditor
let preview: CutPreview

/** Plays when it is told to. */
class FakeTransport implements Transport {
  shown: number[] = []
  play(from: number): void {
    editor.view.setState({ playing: true, playheadTicks: ticks(from) })
  }
  pause(): void {
    editor.view.setState({ playing: false })
  }
  seek(): void {}
  edited(): null {
    this.shown.push(editor.durationTicks)
    return null
  }
  close(): void {}
  /** As the presenter does: it tells where it stands, and goes on only while somebody wants it to play. */
  goTo(instant: number): void {
    editor.view.setState({ playheadTicks: ticks(instant) })
  }
}
let transport: FakeTransport

beforeEach(() => {
  vi.useFakeTimers()
  page = new EventTarget()
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page))
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page))
  vi.stubGlobal('Element', PageElement)
  vi.stubGlobal('KeyboardEvent', KeyPress)
  vi.stubGlobal('document', { body: new PageElement(false) })
  vi.stubGlobal('requestAnimationFrame', () => 0)
  vi.stubGlobal('cancelAnimationFrame', () => {})
  const document = emptyDocument()
  const opened = { document, revision: 1, history: null, missingAssetIds: [], notices: [] }
  editor = new LessonEditor(document.id as LessonId, opened)
  const asset = videoAsset('talk', seconds(20))
  editor.run(insertNewAsset, { asset, sourceInTicks: zeroTicks, sourceOutTicks: seconds(10) })
  transport = new FakeTransport()
  editor.attachTransport(transport)
  preview = new CutPreview(editor)
  editor.seek(seconds(7))
})
afterEach(() => {
  preview.end()
  editor.close()
  vi.clearAllTimers()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const cut = { startTicks: seconds(3), endTicks: seconds(5) }
const isPlaying = (): boolean => editor.view.getState().playing

/** What the window hears first of all, with what was pressed as its target. */
function use(event: Event, target: unknown): void {
  Object.defineProperty(event, 'target', { value: target })
  page.dispatchEvent(event)
}

describe('the preview of a cut', () => {
  it('plays the lesson without the stretch, stops by itself a second behind the cut, and leaves all as it was', () => {
    editor.view.setState({ loop: 'lesson' })
    const before = editor.document
    preview.play('a', cut)
    expect(preview.playing.getState()).toBe('a')
    expect(isPlaying()).toBe(true)
    expect(editor.playheadTicks).toBe(seconds(2))
    expect(editor.durationTicks).toBe(seconds(8))
    expect(transport.shown.at(-1)).toBe(seconds(8))
    expect(editor.view.getState().loop).toBeNull()
    transport.goTo(seconds(3.9))
    vi.advanceTimersByTime(1000)
    expect(isPlaying()).toBe(true)
    transport.goTo(seconds(4))
    // Not in the middle of what the transport does.
    expect(isPlaying()).toBe(true)
    vi.advanceTimersByTime(1)
    expect(isPlaying()).toBe(false)
    expect(preview.playing.getState()).toBeNull()
    expect(editor.document).toBe(before)
    expect(editor.session.getSnapshot().dragging).toBe(false)
    expect(editor.session.listSteps().done).toHaveLength(1)
    expect(editor.playheadTicks).toBe(seconds(7))
    expect(editor.view.getState().loop).toBe('lesson')
  })

  it('stops at the end of the lesson where less than a second is left', () => {
    preview.play('a', { startTicks: seconds(9), endTicks: seconds(9.5) })
    transport.goTo(seconds(9.5))
    vi.advanceTimersByTime(1)
    expect(isPlaying()).toBe(false)
    expect(editor.durationTicks).toBe(seconds(10))
  })

  it('does not wait for what cannot be played', () => {
    preview.play('a', { startTicks: zeroTicks, endTicks: seconds(10) })
    expect(preview.playing.getState()).toBeNull()
    expect(editor.durationTicks).toBe(seconds(10))
    editor.attachTransport(null)
    preview.play('a', cut)
    expect(preview.playing.getState()).toBeNull()
    expect(editor.session.getSnapshot().dragging).toBe(false)
  })

  it('ends before anything else is pressed, and leaves stopping to the buttons that stop', () => {
    preview.play('a', cut)
    use(new Event('pointerdown'), new PageElement(true))
    expect(isPlaying()).toBe(true)
    // As the button does when it is let go.
    editor.togglePlay()
    vi.advanceTimersByTime(1)
    expect(isPlaying()).toBe(false)
    expect(preview.playing.getState()).toBeNull()
    preview.play('a', cut)
    use(new KeyPress(' '), new PageElement(true))
    expect(isPlaying()).toBe(true)
    use(new KeyPress('Tab'), new PageElement(true))
    expect(isPlaying()).toBe(false)
    preview.play('a', cut)
    use(new Event('pointerdown'), new PageElement(false))
    expect(isPlaying()).toBe(false)
    expect(editor.durationTicks).toBe(seconds(10))
  })
})
