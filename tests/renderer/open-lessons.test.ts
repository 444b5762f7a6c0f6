import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { call as realCall, followJob as realFollow } from '#renderer/ipc/client.ts'
import { OpenLessons } from '#renderer/open-lessons.ts'
import { toastStore } from '#renderer/ui/toast-store.ts'
import { setMetadata } from '#shared/edit/commands/lesson.ts'
import type { Grant, GrantId } from '#shared/ipc/areas/grant.ts'
import { appError } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { platformWith } from '#shared/package/platforms.ts'
import { createDocument } from '#shared/project/defaults.ts'
import type { LessonId } from '#shared/project/ids.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { seconds, videoAsset } from '../shared/project/sample-document.ts'

type Input = { readonly projectId: LessonId; readonly document: LessonDocument }
const call = vi.hoisted(() => vi.fn<(channel: string, input: Input) => Promise<unknown>>())
const followJob = vi.hoisted(() => vi.fn<() => Promise<unknown>>())
vi.mock('#renderer/ipc/client.ts', () => ({
  call: call as unknown as typeof realCall,
  followJob: followJob as unknown as typeof realFollow,
}))

const lesson = 'lesson' as LessonId
const other = 'other' as LessonId
const clip: Grant = { grantId: 'a-clip-of-a-phone' as GrantId, fileName: 'clip.mp4', byteLength: 1 }
const messages = (): readonly string[] => toastStore.getState().toasts.map(({ message }) => message)
const inputs = (channel: string): readonly Input[] =>
  call.mock.calls.filter(([name]) => name === channel).map(([, input]) => input)
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0))

/** Ends the job that is followed. */
let finish: (job: unknown) => void
let failSave: Error | null
const imported = { state: 'succeeded', result: { kind: 'import', asset: videoAsset('clip', seconds(4)), foundAssetIds: [] } }

beforeEach(() => {
  toastStore.setState({ toasts: [] })
  failSave = null
  call.mockReset()
  let revision = 1
  call.mockImplementation(async (channel, { projectId }) => {
    if (channel === 'library.open')
      return { document: createDocument(projectId, projectId, 'en'), revision, history: null, missingAssetIds: [], notices: [] }
    if (channel === 'library.list') return { projects: [] }
    if (channel === 'media.import' || channel === 'export.start') return { jobId: 'job' }
    if (channel === 'export.chooseTarget') return { grant: { grantId: clip.grantId, fileName: 'lesson.zip' } }
    if (channel === 'library.save' && failSave) throw failSave
    revision += 1
    return { revision }
  })
  followJob.mockImplementation(() => new Promise((resolve) => void (finish = resolve)))
})

async function startImport(lessons: OpenLessons) {
  const editor = await lessons.open(lesson)
  if (!editor) throw new Error('not opened')
  const added = editor.imports.add([clip])
  await vi.waitFor(() => expect(followJob).toHaveBeenCalled())
  return { editor, added }
}

describe('a lesson that is left', () => {
  it('takes the clip that is on its way, and is stored with it', async () => {
    const lessons = new OpenLessons()
    await startImport(lessons)
    const left = lessons.leave()
    await settled()
    expect(lessons.state.getState().shown).toBeNull()
    expect(messages()).toEqual([text.editor.importGoesOn(lesson)])
    expect(lessons.describeRunning()).toBe(text.editor.stillImporting(lesson))
    finish(imported)
    await left
    expect(inputs('library.save').at(-1)?.document.mainTrack).toHaveLength(1)
    expect(lessons.describeRunning()).toBeNull()
    // Read anew when it is opened again.
    await lessons.open(lesson)
    expect(inputs('library.open')).toHaveLength(2)
  })

  it('ends what goes on in it at once, and waits for what comes of that', async () => {
    const lessons = new OpenLessons()
    const editor = await lessons.open(lesson)
    if (!editor) throw new Error('not opened')
    let recorded = (): void => undefined
    let running = true
    const end = vi.fn(() => {
      running = false
      return new Promise<void>((resolve) => {
        recorded = () => {
          editor.run(setMetadata, { changes: { title: 'spoken' } })
          resolve()
        }
      })
    })
    editor.activities.add({ end, describeRunning: () => (running ? 'recording' : null) })
    expect(lessons.describeRunning()).toBe('recording')
    const left = lessons.leave()
    // Before the screen changes: what it plays is gone with it.
    expect(end).toHaveBeenCalled()
    expect(lessons.state.getState().shown).not.toBeNull()
    await settled()
    recorded()
    await left
    expect(inputs('library.save').at(-1)?.document.metadata.title).toBe('spoken')
  })

  it('is the same one when it is opened again before its clip is in', async () => {
    const lessons = new OpenLessons()
    const { editor } = await startImport(lessons)
    const left = lessons.leave()
    await settled()
    expect(await lessons.open(lesson)).toBe(editor)
    finish(imported)
    await left
    expect(editor.document.mainTrack).toHaveLength(1)
    expect(editor.run(setMetadata, { changes: { title: 'Lava' } })).toBe(true)
    expect(await lessons.flush()).toBe(true)
    expect(inputs('library.save').at(-1)?.document.metadata.title).toBe('Lava')
  })

  it('says why a clip did not get in', async () => {
    const lessons = new OpenLessons()
    await startImport(lessons)
    const left = lessons.leave()
    await settled()
    finish({ state: 'failed', result: null, error: appError('cancelled', {}).data })
    await left
    expect(messages().at(-1)).toContain(text.editor.media.failed('clip.mp4'))
  })

  it('is not given up where what came later cannot be saved', async () => {
    const lessons = new OpenLessons()
    const { editor } = await startImport(lessons)
    const left = lessons.leave()
    await settled()
    failSave = appError('library.conflict', { title: lesson })
    finish(imported)
    await left
    expect(messages().at(-1)).toBe(text.editor.leftUnsaved(lesson))
    expect(await lessons.flush()).toBe(false)
    expect(await lessons.open(lesson)).toBe(editor)
  })

  it('stays on screen where it cannot be saved', async () => {
    const lessons = new OpenLessons()
    const editor = await lessons.open(lesson)
    failSave = appError('library.conflict', { title: lesson })
    editor?.run(setMetadata, { changes: { title: 'Lava' } })
    await lessons.leave()
    expect(lessons.state.getState().shown?.editor).toBe(editor)
  })
})

describe('an export', () => {
  it('goes on when its lesson is left, and shows its steps from another one', async () => {
    const lessons = new OpenLessons()
    await lessons.open(lesson)
    const job = lessons.state.getState().shown?.exportJob
    const save = () => Promise.resolve(1)
    const platform = platformWith('moodle', null)
    const choice = { codec: 'h264', maxBytes: null, hardware: 'off' } as const
    const details = { preset: 'lms', choice, posterTicks: null, credits: false, h5pLibraries: null, extension: 'zip' } as const
    const ended = job?.start({ projectId: lesson, platform, details, note: '', suggestedName: 'lesson', save })
    await vi.waitFor(() => expect(followJob).toHaveBeenCalled())
    await lessons.leave()
    await lessons.open(other)
    expect(lessons.state.getState().shown?.exportJob).not.toBe(job)
    expect(lessons.describeRunning()).toBe(text.editor.stillExporting)
    finish({ state: 'succeeded', result: { kind: 'export', files: [{ fileName: 'lesson.zip', byteLength: 9 }] } })
    await ended
    expect(messages()).toEqual([text.export.doneTitle])
    toastStore.getState().toasts[0]?.action?.run()
    await vi.waitFor(() => expect(lessons.state.getState().exportDialogOpen).toBe(true))
    const { shown } = lessons.state.getState()
    expect([shown?.editor.projectId, shown?.exportJob.state.getState().kind]).toEqual([lesson, 'done'])
  })
})

describe('loading the other version', () => {
  it('keeps what is here first, and stays where that fails', async () => {
    const lessons = new OpenLessons()
    const editor = await lessons.open(lesson)
    if (!editor) throw new Error('not opened')
    failSave = appError('library.conflict', { title: lesson })
    editor.run(setMetadata, { changes: { title: 'Mine' } })
    await editor.autosave.flush()
    call.mockImplementationOnce(() => Promise.reject(appError('cancelled', {})))
    await lessons.takeStored(editor)
    expect(lessons.state.getState().shown?.editor).toBe(editor)
    expect(editor.document.metadata.title).toBe('Mine')

    // Kept, but what is stored cannot be read.
    call.mockImplementationOnce(async () => ({})).mockImplementationOnce(() => Promise.reject(appError('cancelled', {})))
    await lessons.takeStored(editor)
    expect(lessons.state.getState().shown?.editor).toBe(editor)
    expect(await lessons.flush()).toBe(false)

    await lessons.takeStored(editor)
    expect(inputs('library.keepVersion').at(-1)?.document.metadata.title).toBe('Mine')
    expect(lessons.state.getState().shown?.editor.document.metadata.title).toBe(lesson)
    expect(messages().at(-1)).toBe(text.editor.saveConflict.kept)
  })
})

describe('a lesson that goes back to a version', () => {
  it('saves what is here first, and stays where that or the way back fails', async () => {
    const lessons = new OpenLessons()
    const editor = await lessons.open(lesson)
    if (!editor) throw new Error('not opened')
    editor.run(setMetadata, { changes: { title: 'Mine' } })
    failSave = appError('library.locked', { file: 'library.sqlite' })
    await lessons.goBack(editor, 7)
    expect(inputs('library.restoreVersion')).toEqual([])
    expect(lessons.state.getState().shown?.editor).toBe(editor)

    failSave = null
    await lessons.goBack(editor, 7)
    expect(inputs('library.save').at(-1)?.document.metadata.title).toBe('Mine')
    const keepNewestAs = text.library.versions.beforeGoingBack
    expect(inputs('library.restoreVersion')).toEqual([{ projectId: lesson, versionId: 7, keepNewestAs }])
    expect(lessons.state.getState().shown?.editor).not.toBe(editor)
    expect(messages().at(-1)).toBe(text.library.versions.goneBack('Mine'))
  })

  it('keeps what is edited while the library works', async () => {
    const lessons = new OpenLessons()
    const editor = await lessons.open(lesson)
    if (!editor) throw new Error('not opened')
    const usual = call.getMockImplementation()
    let restored: () => void = () => undefined
    call.mockImplementation(async (channel, input) => {
      if (channel === 'library.restoreVersion') await new Promise<void>((resolve) => void (restored = resolve))
      return usual?.(channel, input)
    })
    const gone = lessons.goBack(editor, 7)
    await vi.waitFor(() => expect(inputs('library.restoreVersion')).toHaveLength(1))
    // Asked for twice, it is done once.
    await lessons.goBack(editor, 8)
    editor.run(setMetadata, { changes: { title: 'Too late' } })
    restored()
    await gone
    expect(inputs('library.restoreVersion')).toHaveLength(1)
    expect(inputs('library.keepVersion').map(({ document }) => document.metadata.title)).toEqual(['Too late'])
    expect(lessons.state.getState().shown?.editor).not.toBe(editor)
  })

  it('leaves who has gone to another lesson there', async () => {
    const lessons = new OpenLessons()
    const { editor } = await startImport(lessons)
    const gone = lessons.goBack(editor, 7)
    await lessons.open(other)
    finish(imported)
    await gone
    expect(lessons.state.getState().shown?.editor.projectId).toBe(other)
    expect(inputs('library.restoreVersion')).toEqual([])
  })
})
