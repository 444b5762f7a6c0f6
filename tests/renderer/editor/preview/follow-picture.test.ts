import { describe, expect, it } from 'vitest'
import { followPicture } from '#renderer/editor/preview/follow-picture.ts'
import { loopOf, stretchOf } from '#renderer/editor/preview/play-settings.ts'
import { deleteItems } from '#shared/edit/commands/delete-items.ts'
import { moveClip } from '#shared/edit/commands/move-clip.ts'
import { splitClip } from '#shared/edit/commands/split-clip.ts'
import { trimClip } from '#shared/edit/commands/trim-clip.ts'
import { EditSession } from '#shared/edit/edit-session.ts'
import { createMainClip } from '#shared/project/defaults.ts'
import type { ClipId } from '#shared/project/ids.ts'
import { ticks, zeroTicks } from '#shared/time/ticks.ts'
import { countingIds, emptyDocument, seconds, videoAsset } from '../../../shared/project/sample-document.ts'

const [first, second] = ['first' as ClipId, 'second' as ClipId]

/** Two clips of ten seconds, of two files. */
function open(): EditSession {
  const empty = emptyDocument()
  const assets = [videoAsset('a', seconds(10)), videoAsset('b', seconds(10))]
  const clips = [first, second].map((id, index) =>
    createMainClip(id, assets[index]?.id ?? expect.fail('no asset'), zeroTicks, seconds(10)),
  )
  const document = {
    ...empty,
    assets: Object.fromEntries(assets.map((asset) => [asset.id, asset])),
    clips: Object.fromEntries(clips.map((clip) => [clip.id, clip])),
    mainTrack: clips.map((clip) => ({ kind: 'clip', clipId: clip.id }) as const),
  }
  return new EditSession(document, countingIds())
}

/** Where the picture of an instant is after an edit. */
function after(instant: number, edit: (session: EditSession) => { readonly ok: boolean }): number {
  const session = open()
  const before = session.getSnapshot().document
  expect(edit(session).ok).toBe(true)
  return followPicture(before, session.getSnapshot().document, seconds(instant)) / seconds(1)
}

describe('a lesson that plays while it is edited', () => {
  it('goes on in the same picture when something before it is cut', () => {
    const cut = (session: EditSession) => session.run(trimClip, { clipId: first, edge: 'start', deltaTicks: seconds(2) })
    expect(after(5, cut)).toBe(3)
    expect(after(12.5, cut)).toBe(10.5)
  })

  it('stays where it is when something behind it is cut, or it is split', () => {
    expect(after(5, (session) => session.run(trimClip, { clipId: second, edge: 'end', deltaTicks: ticks(-seconds(2)) }))).toBe(5)
    expect(after(5, (session) => session.run(splitClip, { atTicks: seconds(3) }))).toBe(5)
    expect(after(2, (session) => session.run(splitClip, { atTicks: seconds(3) }))).toBe(2)
  })

  it('goes with a clip that is moved', () => {
    expect(after(5, (session) => session.run(moveClip, { clipId: first, toIndex: 1 }))).toBe(15)
  })

  it('stays at its instant where the picture is gone, and inside a lesson that became shorter', () => {
    const remove = (session: EditSession) => session.run(deleteItems, { items: [{ kind: 'clip', id: second }] })
    expect(after(15, remove)).toBe(10)
    const cut = (session: EditSession) => session.run(trimClip, { clipId: first, edge: 'start', deltaTicks: seconds(6) })
    expect(after(5, cut)).toBe(5)
  })
})

describe('a loop', () => {
  const document = open().getSnapshot().document

  it('covers what is selected', () => {
    expect(stretchOf(document, [{ kind: 'clip', id: second }])).toEqual({ startTicks: seconds(10), endTicks: seconds(20) })
    const both = [first, second].map((id) => ({ kind: 'clip', id }) as const)
    expect(stretchOf(document, both)).toEqual({ startTicks: 0, endTicks: seconds(20) })
    expect(stretchOf(document, [])).toBeNull()
  })

  it('is cut to the lesson, and gone where nothing of it is left', () => {
    expect(loopOf(document, 'lesson')).toEqual({ startTicks: 0, endTicks: seconds(20) })
    expect(loopOf(document, { startTicks: seconds(15), endTicks: seconds(30) })).toEqual({
      startTicks: seconds(15),
      endTicks: seconds(20),
    })
    expect(loopOf(document, { startTicks: seconds(25), endTicks: seconds(30) })).toBeNull()
    expect(loopOf(emptyDocument(), 'lesson')).toBeNull()
  })
})
