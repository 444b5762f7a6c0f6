import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { call as realCall, followJob as realFollow } from '#renderer/ipc/client.ts'
import { findFile } from '#renderer/editor/media/find-file.ts'
import { LessonEditor } from '#renderer/editor/lesson-editor.ts'
import { replaceFromFile } from '#renderer/editor/media/replace-from-file.ts'
import { toastStore, type Toast } from '#renderer/ui/toast-store.ts'
import { setMetadata } from '#shared/edit/commands/lesson.ts'
import type { Grant, GrantId } from '#shared/ipc/areas/grant.ts'
import { appError, describeError } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { createDocument } from '#shared/project/defaults.ts'
import type { AssetId, LessonId } from '#shared/project/ids.ts'
import { seconds, videoAsset } from '../../../shared/project/sample-document.ts'

const call = vi.hoisted(() => vi.fn<(channel: string, input?: unknown) => Promise<unknown>>())
const followJob = vi.hoisted(() => vi.fn<() => Promise<unknown>>())
vi.mock('#renderer/ipc/client.ts', () => ({
  call: call as unknown as typeof realCall,
  followJob: followJob as unknown as typeof realFollow,
}))

const grant = (fileName: string): Grant => ({ grantId: fileName.padEnd(16, '-') as GrantId, fileName, byteLength: 1 })
const importedToast = (): Toast | undefined =>
  toastStore.getState().toasts.find(({ message }) => message === text.captions.imported(1))
const captionTexts = (editor: LessonEditor): readonly string[] =>
  Object.values(editor.document.captions).map((caption) => caption.text)

function openEditor(): LessonEditor {
  const document = createDocument('lesson' as LessonId, 'Volcanoes', 'en')
  return new LessonEditor(document.id, { document, revision: 1, history: null, missingAssetIds: [], notices: [] })
}

describe('importing into the open lesson', () => {
  beforeEach(() => {
    toastStore.setState({ toasts: [] })
    call.mockImplementation(async (channel) => {
      if (channel === 'media.import') return { jobId: 'job' }
      if (channel === 'captions.import')
        return { cues: [{ startTicks: 0, endTicks: seconds(1), text: 'Hello' }], report: [], fileName: 'clip.vtt' }
      return { revision: 2 }
    })
    followJob.mockImplementation(async () => ({
      state: 'succeeded',
      result: { kind: 'import', asset: videoAsset('clip', seconds(4)), foundAssetIds: [] },
    }))
  })

  it('takes the clip before its captions, in whichever order they were dropped', async () => {
    const editor = openEditor()
    await editor.imports.add([grant('clip.VTT'), grant('clip.mp4')])
    expect(editor.document.mainTrack).toHaveLength(1)
    expect(captionTexts(editor)).toEqual(['Hello'])
  })

  it('offers to undo the captions only until the lesson changes again', async () => {
    const editor = openEditor()
    await editor.imports.add([grant('clip.mp4'), grant('clip.vtt')])
    importedToast()?.action?.run()
    expect(captionTexts(editor)).toEqual([])
    expect(importedToast()).toBeUndefined()

    await editor.imports.add([grant('clip.vtt')])
    editor.select([])
    expect(importedToast()).toBeDefined()
    editor.run(setMetadata, { changes: { title: 'Lava' } })
    expect(importedToast()).toBeUndefined()
    expect(captionTexts(editor)).toEqual(['Hello'])
  })

  it('puts a file from the computer into a clip, which keeps its place and is one step to undo', async () => {
    const editor = openEditor()
    await editor.imports.add([grant('clip.mp4')])
    const [clip] = Object.values(editor.document.clips)
    if (!clip) throw new Error('There is no clip')
    const before = editor.document
    const usual = call.getMockImplementation()
    const chosen = [grant('better.mp4'), grant('not-asked-for.mp4')]
    call.mockImplementation(async (channel, input) =>
      channel === 'media.chooseFiles' ? { grants: chosen } : usual?.(channel, input),
    )
    const better = videoAsset('better', seconds(3))
    followJob.mockResolvedValue({ state: 'succeeded', result: { kind: 'import', asset: better, foundAssetIds: [] } })
    await replaceFromFile(editor, clip.id)
    expect(Object.keys(editor.document.assets)).toContain(better.id)
    expect(editor.document.mainTrack).toEqual(before.mainTrack)
    expect(editor.document.clips[clip.id]).toMatchObject({ assetId: better.id, sourceOutTicks: seconds(3) })
    editor.undo()
    expect(editor.document).toEqual(before)
  })

  it('gives a clip whose file was gone its file again, and does not add it a second time', async () => {
    const asset = videoAsset('clip', seconds(4))
    const document = { ...createDocument('lesson' as LessonId, 'Volcanoes', 'en'), assets: { [asset.id]: asset } }
    const missingAssetIds = [asset.id, 'other' as AssetId]
    const editor = new LessonEditor(document.id, { document, revision: 1, history: null, missingAssetIds, notices: [] })
    followJob.mockResolvedValue({ state: 'succeeded', result: { kind: 'import', asset, foundAssetIds: [asset.id] } })
    await editor.imports.add([grant('moved.mp4')])
    expect(editor.document).toBe(document)
    expect([...editor.missing.getState()]).toEqual(['other'])
    expect(toastStore.getState().toasts.map(({ message }) => message)).toContain(text.editor.media.found(['clip.mp4']))
    call.mockClear()
    await editor.autosave.flush()
    expect(call.mock.calls.map(([channel]) => channel)).toContain('library.save')
  })

  it('looks for the file of a missing clip, and says so where another was chosen', async () => {
    const asset = videoAsset('clip', seconds(4))
    const document = { ...createDocument('lesson' as LessonId, 'Volcanoes', 'en'), assets: { [asset.id]: asset } }
    const opened = { document, revision: 1, history: null, missingAssetIds: [asset.id], notices: [] }
    const editor = new LessonEditor(document.id, opened)
    call.mockImplementation(async (channel) =>
      channel === 'media.chooseFiles' ? { grants: [grant('b.mp4')] } : { jobId: 'job', revision: 2 },
    )
    const { data: error } = appError('media.other-content', { file: 'b.mp4', wanted: 'clip.mp4' })
    followJob.mockResolvedValueOnce({ state: 'failed', result: null, error })
    await findFile(editor, asset.id)
    expect(toastStore.getState().toasts.map(({ message }) => message)).toEqual([describeError(error)])
    expect(editor.missing.getState().size).toBe(1)
    followJob.mockResolvedValue({ state: 'succeeded', result: { kind: 'import', asset, foundAssetIds: [asset.id] } })
    await findFile(editor, asset.id)
    expect(call).toHaveBeenCalledWith('media.import', {
      projectId: document.id,
      grantId: grant('b.mp4').grantId,
      assetId: asset.id,
    })
    expect(editor.missing.getState().size).toBe(0)
  })

  it('converts a clip of the lesson in one step, which undo takes back', async () => {
    const editor = openEditor()
    await editor.imports.add([grant('clip.mp4')])
    const before = editor.document
    const [asset] = Object.values(before.assets)
    if (!asset?.interpretation) throw new Error('a clip')
    const copy = { ...asset, interpretation: { ...asset.interpretation, repaired: true } }
    followJob.mockResolvedValueOnce({ state: 'succeeded', result: { kind: 'import', asset: copy, foundAssetIds: [] } })
    await editor.imports.convert(asset)
    expect(call).toHaveBeenCalledWith('media.convert', { projectId: before.id, assetId: asset.id })
    expect(editor.document.assets[asset.id]).toEqual(copy)
    const toast = toastStore.getState().toasts.find(({ message }) => message === text.editor.media.converted(asset.fileName))
    toast?.action?.run()
    expect(editor.document).toEqual(before)
  })

  it('says why a clip was not converted', async () => {
    const editor = openEditor()
    const error = { code: 'media.portable-failed', params: { file: 'clip.mp4', detail: 'x' }, retryable: false }
    followJob.mockResolvedValueOnce({ state: 'failed', result: null, error })
    await editor.imports.convert(videoAsset('clip', seconds(4)))
    expect(editor.imports.store.getState().imports).toMatchObject([{ fileName: 'clip.mp4', place: null, error }])
  })

  it('is busy until the last clip is in, and idle after one that failed', async () => {
    let finish: (job: unknown) => void = () => {}
    followJob.mockImplementationOnce(() => new Promise((resolve) => void (finish = resolve)))
    const editor = openEditor()
    void editor.imports.add([grant('clip.mp4')])
    expect(editor.imports.isBusy).toBe(true)
    const idle = editor.imports.whenIdle()
    await vi.waitFor(() => expect(followJob).toHaveBeenCalled())
    finish({ state: 'failed', result: null, error: { code: 'internal', params: { detail: 'x' }, retryable: false } })
    await idle
    expect(editor.imports.isBusy).toBe(false)
    expect(editor.imports.store.getState().imports).toMatchObject([{ fileName: 'clip.mp4', error: { code: 'internal' } }])
  })
})

describe('a clip that is not wanted, or does not come at once', () => {
  beforeEach(() => {
    vi.clearAllMocks()
    call.mockResolvedValue({ jobId: 'job', picture: null })
  })

  it('goes where it was dropped also when it is converted first', async () => {
    const crash = { code: 'system.process-crashed', params: { process: 'import', detail: 'SIGSEGV' }, retryable: true }
    followJob.mockResolvedValueOnce({ state: 'failed', result: null, error: crash })
    const editor = openEditor()
    const placed: string[] = []
    await editor.imports.add([grant('clip.mp4')], (asset) => placed.push(asset.id) > 0)
    const [failed] = editor.imports.store.getState().imports
    if (!failed) throw new Error('The import left no message')
    const asset = videoAsset('clip', seconds(4))
    followJob.mockResolvedValueOnce({ state: 'succeeded', result: { kind: 'import', asset, foundAssetIds: [] } })
    await editor.imports.rescue(failed)
    expect(placed).toEqual([asset.id])
    expect(editor.document.mainTrack).toHaveLength(0)
  })

  it('does not come when it is taken away while its job is ordered', async () => {
    let ordered: (reply: unknown) => void = () => {}
    call.mockImplementationOnce(() => new Promise((resolve) => void (ordered = resolve)))
    const editor = openEditor()
    const done = editor.imports.add([grant('clip.mp4')])
    await vi.waitFor(() => expect(call).toHaveBeenCalled())
    const [wanted] = editor.imports.store.getState().imports
    await editor.imports.dismiss(wanted?.id ?? 0)
    ordered({ jobId: 'job' })
    await done
    expect(call).toHaveBeenLastCalledWith('jobs.cancel', { jobId: 'job' })
    expect(followJob).not.toHaveBeenCalled()
    expect(editor.document.mainTrack).toHaveLength(0)
  })
})

describe('the first picture of a clip', () => {
  const picture = { width: 2, height: 2, data: new Uint8Array(6) }
  const failed = { state: 'failed', result: null, error: { code: 'internal', params: { detail: 'x' }, retryable: false } }
  const succeeded = { state: 'succeeded', result: { kind: 'import', asset: videoAsset('clip', seconds(4)), foundAssetIds: [] } }
  const transport = { play: vi.fn(), pause: vi.fn(), seek: vi.fn(), edited: () => null, showAhead: vi.fn(), close: vi.fn() }
  let tell: (reply: unknown) => void = () => {}
  let finish: (job: unknown) => void = () => {}

  beforeEach(() => {
    vi.clearAllMocks()
    call.mockImplementation((channel) => {
      if (channel === 'media.firstPicture') return new Promise((resolve) => void (tell = resolve))
      return Promise.resolve({ jobId: 'job', revision: 2 })
    })
    followJob.mockImplementation(() => new Promise((resolve) => void (finish = resolve)))
  })

  async function startImport(): Promise<{ editor: LessonEditor; done: Promise<void> }> {
    const editor = openEditor()
    editor.attachTransport(transport)
    const done = editor.imports.add([grant('clip.mp4')])
    await vi.waitFor(() => expect(followJob).toHaveBeenCalled())
    return { editor, done }
  }

  it('is shown while the clip is examined, and stays until the lesson has its own', async () => {
    const { editor, done } = await startImport()
    tell({ picture })
    await vi.waitFor(() => expect(transport.showAhead).toHaveBeenCalledWith(picture))
    expect(editor.document.mainTrack).toHaveLength(0)
    finish(succeeded)
    await done
    expect(editor.document.mainTrack).toHaveLength(1)
    expect(transport.showAhead).toHaveBeenCalledTimes(1)
  })

  it('is shown by a preview that opens later', async () => {
    const { editor, done } = await startImport()
    editor.attachTransport(null)
    tell({ picture })
    await new Promise((resolve) => setTimeout(resolve))
    expect(transport.showAhead).not.toHaveBeenCalled()
    editor.attachTransport(transport)
    expect(transport.showAhead).toHaveBeenCalledWith(picture)
    finish(failed)
    await done
    expect(transport.showAhead).toHaveBeenLastCalledWith(null)
    vi.clearAllMocks()
    editor.attachTransport(transport)
    expect(transport.showAhead).not.toHaveBeenCalled()
  })

  it('is taken away where the clip does not come', async () => {
    for (const job of [failed, { state: 'cancelled', result: null, error: null }]) {
      const { done } = await startImport()
      tell({ picture })
      await vi.waitFor(() => expect(transport.showAhead).toHaveBeenCalledWith(picture))
      finish(job)
      await done
      expect(transport.showAhead).toHaveBeenLastCalledWith(null)
      vi.clearAllMocks()
    }
  })

  it('is not shown when it comes after the end', async () => {
    const { done } = await startImport()
    finish(failed)
    await done
    tell({ picture })
    await Promise.resolve()
    expect(transport.showAhead).not.toHaveBeenCalledWith(picture)
  })

  it('is not asked for in a lesson that has clips, which shows those', async () => {
    const { editor, done } = await startImport()
    finish(succeeded)
    await done
    call.mockClear()
    followJob.mockClear()
    const second = editor.imports.add([grant('other.mp4')])
    await vi.waitFor(() => expect(followJob).toHaveBeenCalled())
    finish({ ...succeeded, result: { kind: 'import', asset: videoAsset('other', seconds(4)), foundAssetIds: [] } })
    await second
    expect(editor.document.mainTrack).toHaveLength(2)
    expect(call.mock.calls.map(([channel]) => channel)).not.toContain('media.firstPicture')
  })
})
