import { describe, expect, it, vi } from 'vitest'
import { setClipSound } from '#shared/edit/commands/clip-look.ts'
import { deleteClips } from '#shared/edit/commands/delete-clips.ts'
import { insertClip } from '#shared/edit/commands/insert-clip.ts'
import { setMetadata } from '#shared/edit/commands/lesson.ts'
import { splitClip } from '#shared/edit/commands/split-clip.ts'
import { trimClip } from '#shared/edit/commands/trim-clip.ts'
import type { Command } from '#shared/edit/command.ts'
import { done } from '#shared/edit/command.ts'
import { emptyHistory, historyLimit, parseHistory, serialiseHistory } from '#shared/edit/history.ts'
import type { AssetId, ClipId } from '#shared/project/ids.ts'
import { createMainClip } from '#shared/project/defaults.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { ticks } from '#shared/time/ticks.ts'
import { emptyDocument, openSession, seconds, videoAsset } from '../project/sample-document.ts'
import { appendClip, documentOf, runOk } from './run-ok.ts'

describe('EditSession', () => {
  it('keeps one snapshot until something changes, and tells its subscribers', () => {
    const session = openSession()
    const listener = vi.fn()
    const stop = session.subscribe(listener)
    const before = session.getSnapshot()
    expect(session.getSnapshot()).toBe(before)
    runOk(session, setMetadata, { changes: { title: 'New' } })
    expect(listener).toHaveBeenCalledTimes(1)
    expect(session.getSnapshot()).toMatchObject({ changeCount: 1, undoLabel: 'set-metadata', redoLabel: null })
    expect(session.getSnapshot()).toBe(session.getSnapshot())
    stop()
    session.undo()
    expect(listener).toHaveBeenCalledTimes(1)
    expect(session.getSnapshot()).toMatchObject({ changeCount: 2, undoLabel: null, redoLabel: 'set-metadata' })
  })

  it('refuses a command that breaks the document, with the path of the record', () => {
    const session = openSession()
    const clip = appendClip(session, 'alpha', 5)
    const before = session.getSnapshot()
    const broken: Command<null> = {
      label: 'trim-clip',
      run(draft) {
        delete draft.clips[clip]
        return done()
      },
    }
    const result = session.run(broken, null)
    expect(result).toMatchObject({ ok: false, error: { code: 'edit.unsound' } })
    expect(result.ok ? '' : String(result.error.params['detail'])).toContain('mainTrack.0')
    expect(session.getSnapshot()).toBe(before)
  })

  it('brings the selection back with undo and redo', () => {
    const session = openSession()
    const clip = appendClip(session, 'alpha', 5)
    session.select([{ kind: 'clip', id: clip }])
    runOk(session, splitClip, { atTicks: seconds(2) })
    const afterSplit = session.getSnapshot().selection
    expect(afterSplit).not.toEqual([{ kind: 'clip', id: clip }])
    session.select([])
    session.undo()
    expect(session.getSnapshot().selection).toEqual([{ kind: 'clip', id: clip }])
    session.redo()
    expect(session.getSnapshot().selection).toEqual(afterSplit)
  })

  it('makes one step of typing in one field', () => {
    const session = openSession()
    for (const title of ['B', 'Br', 'Bra']) session.run(setMetadata, { changes: { title } }, { mergeKey: 'title' })
    session.run(setMetadata, { changes: { description: 'x' } }, { mergeKey: 'description' })
    session.undo()
    expect(documentOf(session).metadata).toMatchObject({ title: 'Bra', description: '' })
    session.undo()
    expect(documentOf(session).metadata.title).toBe('Bike brakes')
    session.redo()
    expect(documentOf(session).metadata.title).toBe('Bra')
    session.run(setMetadata, { changes: { title: 'Brak' } }, { mergeKey: 'title' })
    session.undo()
    expect(documentOf(session).metadata.title).toBe('Bra')
  })

  it('keeps no step of typing that was taken back, and begins a new one after it', () => {
    const session = openSession()
    session.run(setMetadata, { changes: { description: 'x' } })
    const type = (...titles: readonly string[]): void => {
      for (const title of titles) session.run(setMetadata, { changes: { title } }, { mergeKey: 'title' })
    }
    type('Bike brakes!', 'Bike brakes')
    expect(session.listSteps().done).toHaveLength(1)
    type('Bike brakes?')
    expect(session.listSteps().done).toHaveLength(2)
    session.undo()
    expect(documentOf(session).metadata).toMatchObject({ title: 'Bike brakes', description: 'x' })
  })

  it('makes one entry of a drag and none of a cancelled one', () => {
    const session = openSession()
    const clip = appendClip(session, 'alpha', 5)
    const before = documentOf(session)
    session.beginDrag()
    for (const delta of [-1, -2, -1.5]) session.updateDrag(trimClip, { clipId: clip, edge: 'end', deltaTicks: seconds(delta) })
    expect(documentOf(session).clips[clip]?.sourceOutTicks).toBe(seconds(3.5))
    session.commitDrag()
    expect(session.getSnapshot().undoLabel).toBe('trim-clip')
    session.undo()
    expect(documentOf(session)).toEqual(before)
    expect(session.getSnapshot().undoLabel).toBe('insert-clip')
    const undone = documentOf(session)
    session.beginDrag()
    session.updateDrag(trimClip, { clipId: clip, edge: 'end', deltaTicks: seconds(-1) })
    expect(session.undo()).toBe(true)
    expect(documentOf(session)).toBe(undone)
    expect(session.getSnapshot()).toMatchObject({ dragging: false, undoLabel: 'insert-clip' })
  })

  it('keeps a drag going over a step from elsewhere', () => {
    const session = openSession()
    const clip = appendClip(session, 'alpha', 5)
    session.beginDrag()
    session.updateDrag(trimClip, { clipId: clip, edge: 'end', deltaTicks: seconds(-1) })
    runOk(session, setMetadata, { changes: { title: 'Meanwhile' } })
    expect(documentOf(session).metadata.title).toBe('Meanwhile')
    expect(documentOf(session).clips[clip]?.sourceOutTicks).toBe(seconds(4))
    session.commitDrag()
    session.undo()
    expect(documentOf(session).metadata.title).toBe('Meanwhile')
    expect(documentOf(session).clips[clip]?.sourceOutTicks).toBe(seconds(5))
  })

  it('hands out the same ids in every update of a drag', () => {
    const session = openSession()
    appendClip(session, 'alpha', 5)
    session.beginDrag()
    const seen = [1, 1.5, 2].map((at) => {
      session.updateDrag(splitClip, { atTicks: seconds(at) })
      return session.getSnapshot().selection[0]?.id
    })
    expect(new Set(seen).size).toBe(1)
    session.commitDrag()
    runOk(session, splitClip, { atTicks: seconds(4) })
    expect(session.getSnapshot().selection[0]?.id).not.toBe(seen[0])
  })

  it('remembers 200 steps and more', () => {
    const session = openSession()
    for (let step = 0; step < historyLimit + 10; step += 1) runOk(session, setMetadata, { changes: { title: `T${step}` } })
    let steps = 0
    while (session.undo()) steps += 1
    expect(steps).toBe(historyLimit)
    expect(steps).toBeGreaterThanOrEqual(200)
  })
})

describe('the stored history', () => {
  it('is left out with a notice where revision, version or shape differ', () => {
    const session = openSession()
    runOk(session, setMetadata, { changes: { title: 'New' } })
    const stored = session.serialiseHistory(3)
    const reopen = (text: string, revision: number) => openSession(documentOf(session)).restoreHistory(text, revision)
    expect(reopen(stored, 3)).toEqual([])
    for (const [text, revision] of [
      [stored, 4],
      [stored.replace('"schemaVersion":1', '"schemaVersion":0'), 3],
      [stored.slice(0, -5), 3],
      [stored.replace('"replace"', '"move"'), 3],
      ['', 3],
    ] as const)
      expect(reopen(text, revision)).toEqual([{ code: 'history-dropped', params: {} }])
  })

  it('never harms the document, whatever its patches say', () => {
    const session = openSession()
    appendClip(session, 'alpha', 5)
    const stored = session.serialiseHistory(1).replaceAll('"clips"', '"nonsense"')
    const second = openSession(documentOf(session))
    expect(second.restoreHistory(stored, 1)).toEqual([])
    expect(second.undo()).toBe(false)
    expect(documentOf(second)).toBe(documentOf(session))
    expect(second.getSnapshot().undoLabel).toBeNull()
  })

  it('leaves out the steps furthest away to stay under its limit', () => {
    const session = openSession()
    for (let step = 0; step < 50; step += 1) runOk(session, setMetadata, { changes: { title: `Größe ${step} 🚲`.repeat(20) } })
    for (let step = 0; step < 10; step += 1) session.undo()
    const whole = parseHistory(session.serialiseHistory(1), 1)
    const history = whole ?? emptyHistory
    const limit = 20_000
    const text = serialiseHistory(history, 1, limit)
    expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(limit)
    const cut = parseHistory(text, 1)
    expect(cut?.undo.length).toBeGreaterThan(3)
    expect(cut?.undo.length).toBeLessThan(40)
    expect(cut?.undo.at(-1)).toEqual(history.undo.at(-1))
    expect(cut?.redo.at(-1)).toEqual(history.redo.at(-1))
  })
})

describe('a lesson of 2,000 clips', () => {
  it('keeps a step small: a ripple is a patch of a few records, not of the whole track', () => {
    const session = openSession(longDocument(2000))
    runOk(session, deleteClips, { clipIds: ['c5' as ClipId] })
    runOk(session, insertClip, { assetId: 'alpha' as AssetId, index: 0 })
    runOk(session, setClipSound, { clipIds: ['c7' as ClipId], changes: { gainDb: -3 } })
    expect(session.serialiseHistory(1).length).toBeLessThan(8000)
    const end = documentOf(session)
    while (session.undo());
    expect(documentOf(session)).toEqual(longDocument(2000))
    while (session.redo());
    expect(documentOf(session)).toEqual(end)
  })
})

function longDocument(count: number): LessonDocument {
  const asset = videoAsset('alpha', seconds(10))
  const clips = Array.from({ length: count }, (_, index) => createMainClip(`c${index}` as ClipId, asset.id, ticks(0), seconds(1)))
  return {
    ...emptyDocument(),
    assets: { [asset.id]: asset },
    clips: Object.fromEntries(clips.map((clip) => [clip.id, clip])),
    mainTrack: clips.map((clip) => ({ kind: 'clip' as const, clipId: clip.id })),
  }
}
