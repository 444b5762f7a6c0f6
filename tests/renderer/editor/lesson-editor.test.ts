import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { call as realCall } from '#renderer/ipc/client.ts'
import { LessonEditor } from '#renderer/editor/lesson-editor.ts'
import { autosaveDelayMs } from '#renderer/editor/autosave.ts'
import { setMetadata } from '#shared/edit/commands/lesson.ts'
import { AppError } from '#shared/messages/app-error.ts'
import { createDocument } from '#shared/project/defaults.ts'
import type { LessonId } from '#shared/project/ids.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'

type Save = { readonly baseRevision: number; readonly document: LessonDocument; readonly history: string | null }

const call = vi.hoisted(() => vi.fn<(channel: string, input: unknown) => Promise<unknown>>())
vi.mock('#renderer/ipc/client.ts', () => ({ call: call as unknown as typeof realCall }))

const id = 'lesson-1' as LessonId
const opened = (title = 'Volcanoes', history: string | null = null) => ({
  document: createDocument(id, title, 'en'),
  revision: 3,
  history,
  missingAssetIds: [],
  notices: [],
})
const saves = (): readonly Save[] =>
  call.mock.calls.filter(([channel]) => channel === 'library.save').map(([, input]) => input as Save)
const rename = (editor: LessonEditor, title: string): boolean => editor.run(setMetadata, { changes: { title } })

describe('an open lesson', () => {
  beforeEach(() => {
    vi.useFakeTimers()
    call.mockReset()
    let revision = 3
    call.mockImplementation(async () => {
      revision += 1
      return { revision }
    })
  })
  afterEach(() => void vi.useRealTimers())

  it('is saved after an edit, each save upon the one before', async () => {
    const editor = new LessonEditor(id, opened())
    rename(editor, 'Lava')
    await vi.advanceTimersByTimeAsync(autosaveDelayMs)
    rename(editor, 'Magma')
    await vi.advanceTimersByTimeAsync(autosaveDelayMs)
    expect(saves().map((save) => [save.baseRevision, save.document.metadata.title])).toEqual([
      [3, 'Lava'],
      [4, 'Magma'],
    ])
    expect(editor.revision).toBe(5)
  })

  it('is not saved for a selection, nor for what a drag shows before it ends', async () => {
    const editor = new LessonEditor(id, opened())
    editor.select([])
    editor.session.beginDrag()
    editor.session.updateDrag(setMetadata, { changes: { title: 'Halfway' } })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(saves()).toHaveLength(0)
    editor.session.commitDrag()
    await vi.advanceTimersByTimeAsync(autosaveDelayMs)
    expect(saves().map((save) => save.document.metadata.title)).toEqual(['Halfway'])
  })

  it('can be undone after it was closed and opened again', async () => {
    const editor = new LessonEditor(id, opened())
    rename(editor, 'Lava')
    await editor.autosave.flush()
    const [stored] = saves()
    const again = new LessonEditor(id, { ...opened('Lava', stored?.history ?? null), revision: 4 })
    again.undo()
    expect(again.document.metadata.title).toBe('Volcanoes')
  })

  it('keeps what is here after a conflict, upon the newest revision', async () => {
    const editor = new LessonEditor(id, opened())
    call.mockRejectedValueOnce(new AppError({ code: 'library.conflict', params: { title: 'Volcanoes' }, retryable: false }))
    rename(editor, 'Mine')
    await vi.advanceTimersByTimeAsync(autosaveDelayMs)
    expect(editor.autosave.state.getState().kind).toBe('conflict')
    call.mockResolvedValueOnce({ ...opened('Theirs'), revision: 9 })
    await editor.keepMine()
    expect(saves().at(-1)).toMatchObject({ baseRevision: 9 })
    expect(saves().at(-1)?.document.metadata.title).toBe('Mine')
    expect(editor.autosave.state.getState().kind).toBe('saved')
  })
})
