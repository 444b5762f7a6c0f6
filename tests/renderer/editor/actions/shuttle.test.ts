import { beforeEach, describe, expect, it, vi } from 'vitest'
import { endSlowShuttle, nextShuttleSpeed, shuttle, watchShuttle } from '#renderer/editor/actions/shuttle.ts'
import type { LessonEditor } from '#renderer/editor/lesson-editor.ts'
import { openTestEditor, type TestTransport } from '../open-test-editor.ts'
import { seconds } from '../../../shared/project/sample-document.ts'

vi.mock('#renderer/ipc/client.ts', () => ({ call: vi.fn(async () => ({ revision: 1 })) }))

let editor: LessonEditor
let transport: TestTransport
let frame: ((nowMs: number) => void) | null = null
const clock = {
  request: (next: (nowMs: number) => void) => {
    frame = next
    return 1
  },
  cancel: () => void (frame = null),
}
const draw = (nowMs: number): void => {
  const next = frame
  frame = null
  next?.(nowMs)
}
const view = () => editor.view.getState()

beforeEach(() => {
  frame = null
  ;({ editor, transport } = openTestEditor(10))
  watchShuttle(editor, clock)
})

describe('J, K and L', () => {
  it('go through the speeds in both directions', () => {
    const forwards = [0, 1, 2, 4, 4]
    for (const [index, speed] of forwards.slice(0, -1).entries()) expect(nextShuttleSpeed(speed, 1)).toBe(forwards[index + 1])
    expect([0, -1, -2, -4].map((speed) => nextShuttleSpeed(speed, -1))).toEqual([-1, -2, -4, -4])
    expect(nextShuttleSpeed(1, -1)).toBe(-1)
    expect(nextShuttleSpeed(0.5, 1)).toBe(1)
  })

  it('play forwards faster with every press, and put the speed back when it stops', () => {
    editor.view.setState({ rate: 0.5 })
    shuttle(editor, 1, false)
    expect(view()).toMatchObject({ playing: true, rate: 1 })
    shuttle(editor, 1, false)
    expect(view().rate).toBe(2)
    editor.pause()
    expect(view()).toMatchObject({ playing: false, rate: 0.5, shuttle: null })
  })

  it('put the speed back, too, when the lesson ends by itself', () => {
    shuttle(editor, 1, false)
    shuttle(editor, 1, false)
    transport.end()
    expect(view()).toMatchObject({ playing: false, rate: 1, shuttle: null })
  })

  it('move backwards by the clock, to the start, and then show the standing picture', () => {
    editor.seek(seconds(5))
    shuttle(editor, -1, false)
    shuttle(editor, -1, false)
    draw(1000)
    draw(2000)
    expect(editor.playheadTicks).toBe(seconds(3))
    expect(transport.seeks.at(-1)).toEqual({ at: seconds(3), exact: false })
    draw(9000)
    expect(editor.playheadTicks).toBe(0)
    expect(view().shuttle).toBeNull()
    expect(transport.seeks.at(-1)).toEqual({ at: 0, exact: true })
    expect(frame).toBeNull()
  })

  it('go on from where something else put the playhead', () => {
    editor.seek(seconds(5))
    shuttle(editor, -1, false)
    draw(1000)
    editor.seek(seconds(8))
    draw(2000)
    expect(editor.playheadTicks).toBe(seconds(7))
  })

  it('stop with Space, and turn round with the other key', () => {
    editor.seek(seconds(5))
    shuttle(editor, -1, false)
    editor.togglePlay()
    expect(view()).toMatchObject({ playing: false, shuttle: null })
    shuttle(editor, -1, false)
    shuttle(editor, 1, false)
    expect(view()).toMatchObject({ playing: true, rate: 1 })
    shuttle(editor, -1, false)
    expect(view()).toMatchObject({ playing: false, rate: 1, shuttle: { speed: -1, rateBefore: 1 } })
  })

  it('are slow motion while K is held, and no longer', () => {
    shuttle(editor, 1, true)
    expect(view()).toMatchObject({ playing: true, rate: 0.25 })
    endSlowShuttle(editor)
    expect(view()).toMatchObject({ playing: false, rate: 1 })
    shuttle(editor, 1, false)
    endSlowShuttle(editor)
    expect(view().playing).toBe(true)
  })
})
