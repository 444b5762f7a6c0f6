import { describe, expect, it, vi } from 'vitest'
import { moveToNextLane } from '#renderer/editor/timeline/move-between-lanes.ts'
import { insertNewAsset } from '#shared/edit/commands/insert-clip.ts'
import type { ClipId } from '#shared/project/ids.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { zeroTicks } from '#shared/time/ticks.ts'
import { seconds, videoAsset } from '../../../shared/project/sample-document.ts'
import { openTestEditor } from '../open-test-editor.ts'

vi.mock('#renderer/ipc/client.ts', () => ({ call: () => new Promise(() => undefined), listen: () => () => undefined }))

function openWithClips() {
  const { editor } = openTestEditor(4)
  for (const name of ['beta', 'gamma'])
    editor.run(insertNewAsset, { asset: videoAsset(name, seconds(4)), sourceInTicks: zeroTicks, sourceOutTicks: seconds(4) })
  const main = (): readonly ClipId[] => deriveTimeline(editor.document).mainClipIds
  const select = (ids: readonly ClipId[]): void => editor.select(ids.map((id) => ({ kind: 'clip', id })))
  return { editor, main, select }
}

describe('several clips that go to the next track', () => {
  it('all go, in one step, and come back', () => {
    const { editor, main, select } = openWithClips()
    const [first, ...others] = main()
    const before = editor.document
    select(others)
    expect(moveToNextLane(editor, 'up')).toBe(true)
    expect(main()).toEqual([first])
    const over = editor.document
    editor.session.undo()
    expect(editor.document).toEqual(before)
    editor.session.redo()
    expect(editor.document).toEqual(over)
    select(others)
    expect(moveToNextLane(editor, 'down')).toBe(true)
    expect(main().toSorted()).toEqual([first, ...others].toSorted())
  })

  it('leave behind what cannot go: a lesson keeps one of its clips', () => {
    const { editor, main, select } = openWithClips()
    const [first] = main()
    select(main())
    expect(moveToNextLane(editor, 'up')).toBe(true)
    expect(main()).toEqual([first])
    editor.session.undo()
    expect(main().length).toBe(3)
  })
})
