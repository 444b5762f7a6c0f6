import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { LessonEditor } from '#renderer/editor/lesson-editor.ts'
import { differingSettings, selectedAlike } from '#renderer/editor/overlays/selected-alike.ts'
import { shapePresets } from '#renderer/editor/overlays/shape-presets.ts'
import { titlePresets } from '#renderer/editor/overlays/title-presets.ts'
import { changeAlike } from '#renderer/editor/overlays/use-overlay-change.ts'
import { addOverlays } from '#shared/edit/commands/overlays.ts'
import { setTrack } from '#shared/edit/commands/tracks.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Overlay } from '#shared/project/schema/text.ts'
import { seconds } from '../../../shared/project/sample-document.ts'
import { openTestEditor } from '../open-test-editor.ts'

vi.mock('#renderer/ipc/client.ts', () => ({ call: vi.fn(async () => ({ revision: 1 })) }))

const words = text.overlays.inspector
let editor: LessonEditor

function overlays(kind: Overlay['content']['kind']): readonly [Overlay, ...Overlay[]] {
  const [first, ...others] = Object.values(editor.document.overlays).filter(({ content }) => content.kind === kind)
  if (!first) throw new Error(`There is no ${kind}`)
  return [first, ...others]
}

const selectAll = (): void =>
  editor.select(Object.values(editor.document.overlays).map(({ id }) => ({ kind: 'overlay', id }) as const))

/** Two texts that differ in what they say and where they stand, and a shape. */
beforeEach(() => {
  editor = openTestEditor(10).editor
  const title = titlePresets[0]?.items.find(({ content }) => content.kind === 'text')
  const shape = shapePresets[0]?.items[0]
  if (!title || !shape) throw new Error('There is nothing to add')
  editor.run(addOverlays, { items: [title], atTicks: seconds(0) })
  editor.run(addOverlays, { items: [title], atTicks: seconds(5) })
  changeAlike(editor, overlays('text')[0], { text: 'Only here', box: { x: 77 } }, 'begin')
  editor.run(addOverlays, { items: [shape], atTicks: seconds(2) })
  selectAll()
})

describe('several selected overlays', () => {
  it('of one kind are changed together, which is one step to undo, and others are left alone', () => {
    const before = editor.document
    const [title] = overlays('text')
    changeAlike(editor, title, { style: { size: 211 }, opacity: 0.4 }, 'style:size')
    changeAlike(editor, title, { style: { size: 212 }, opacity: 0.4 }, 'style:size')
    for (const { content, opacity } of overlays('text')) {
      expect(content).toMatchObject({ style: { size: 212 } })
      expect(opacity).toBe(0.4)
    }
    expect(overlays('shape')[0].opacity).toBe(1)
    editor.undo()
    expect(editor.document).toEqual(before)
  })

  it('each get what was worked out for them', () => {
    changeAlike(editor, overlays('text')[0], ({ box }) => ({ box: { x: box.x + 5 } }), 'box:x')
    const [first, second] = overlays('text')
    expect([first.box.x, second?.box.x]).toEqual([82, 5 + (titlePresets[0]?.items[0]?.box.x ?? NaN)])
  })

  it('keep their own words', () => {
    changeAlike(editor, overlays('text')[0], { text: 'Mine' }, 'text')
    const said = overlays('text').map(({ content }) => (content.kind === 'text' ? content.text : ''))
    expect(said.filter((each) => each === 'Mine')).toHaveLength(1)
  })

  it('do not hold a change back where one of them is locked', () => {
    const [first, second] = overlays('text')
    editor.run(addOverlays, { items: [{ content: first.content, box: first.box }], atTicks: seconds(1) })
    const locked = overlays('text').at(-1)
    expect(locked?.trackId).not.toBe(first.trackId)
    if (!locked) return
    editor.run(setTrack, { trackId: locked.trackId, changes: { locked: true } })
    selectAll()
    const { selection } = editor.session.getSnapshot()
    expect(selectedAlike(editor.document, selection, first)).toEqual([first, second])
  })

  it('are told apart by what is not the same in all', () => {
    expect(differingSettings(overlays('text'))).toEqual([words.x])
    changeAlike(editor, overlays('text')[0], { box: { x: 9 } }, 'box:x')
    expect(differingSettings(overlays('text'))).toEqual([])
  })
})
