import { beforeEach, describe, expect, it, vi } from 'vitest'
import { clearRange, markRange, rippleDelete } from '#renderer/editor/actions/range.ts'
import type { LessonEditor } from '#renderer/editor/lesson-editor.ts'
import { toggleLoop } from '#renderer/editor/preview/play-controls.ts'
import { toastStore } from '#renderer/ui/toast-store.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { seconds } from '../../../shared/project/sample-document.ts'
import { openTestEditor } from '../open-test-editor.ts'

vi.mock('#renderer/ipc/client.ts', () => ({ call: vi.fn(async () => ({ revision: 1 })) }))

let editor: LessonEditor
const view = () => editor.view.getState()
const told = (): readonly string[] => toastStore.getState().toasts.map(({ message }) => message)
const mark = (from: number, to: number): void => {
  editor.seek(seconds(from))
  markRange(editor, 'start')
  editor.seek(seconds(to))
  markRange(editor, 'end')
}

beforeEach(() => {
  toastStore.setState({ toasts: [] })
  ;({ editor } = openTestEditor(10))
})

describe('the stretch between I and O', () => {
  it('runs to the ends of the lesson until the other end is marked', () => {
    editor.seek(seconds(4))
    markRange(editor, 'start')
    expect(view().range).toEqual({ startTicks: seconds(4), endTicks: seconds(10) })
    editor.seek(seconds(2))
    markRange(editor, 'end')
    expect(view().range).toEqual({ startTicks: 0, endTicks: seconds(2) })
  })

  it('never has no length, and says so', () => {
    editor.seek(seconds(0))
    markRange(editor, 'end')
    editor.seek(seconds(10))
    markRange(editor, 'start')
    expect(view().range).toBeNull()
    expect(told()).toEqual([text.range.noEnd, text.range.noStart])
  })

  it('is what loops, and the loop follows it', () => {
    mark(2, 5)
    toggleLoop(editor)
    expect(view().loop).toEqual({ startTicks: seconds(2), endTicks: seconds(5) })
    editor.seek(seconds(7))
    markRange(editor, 'end')
    expect(view().loop).toEqual({ startTicks: seconds(2), endTicks: seconds(7) })
    clearRange(editor)
    expect(view()).toMatchObject({ range: null, loop: null })
  })

  it('is cut out by X where nothing is selected, as one step', () => {
    mark(2, 5)
    rippleDelete(editor)
    expect(editor.durationTicks).toBe(seconds(7))
    expect(editor.playheadTicks).toBe(seconds(2))
    expect(view().range).toBeNull()
    editor.undo()
    expect(editor.durationTicks).toBe(seconds(10))
  })

  it('stays where something else was selected after it was marked', () => {
    mark(2, 5)
    const [clip] = Object.values(editor.document.clips)
    if (!clip) throw new Error('no clip')
    editor.select([{ kind: 'clip', id: clip.id }])
    rippleDelete(editor)
    expect(editor.durationTicks).toBe(0)
    expect(view().range).not.toBeNull()
  })
})
