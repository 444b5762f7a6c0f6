import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createMainClip } from '#shared/project/defaults.ts'
import type { ClipId } from '#shared/project/ids.ts'
import { ticks, ticksPerSecond, zeroTicks } from '#shared/time/ticks.ts'
import { invoke } from './invoke.ts'
import { launchStudio, type Studio } from './launch-studio.ts'
import { makeClip } from './make-clip.ts'
import { watchJob } from './watch-job.ts'

let folder: string
let userData: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidbit-crash-'))
  userData = join(folder, 'user-data')
  await makeClip(join(folder, 'clip.mp4'), 10)
})
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 10 }))

/** Chooses the clip in the dialog and orders its import into a new lesson. */
async function startImport(studio: Studio, title: string) {
  const { projectId } = await invoke(studio, 'library.create', { title, language: 'en', canvas: '9:16' })
  await studio.app.evaluate(
    ({ dialog }, [clip, target]) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [clip] })
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: target })
    },
    [join(folder, 'clip.mp4'), join(folder, 'lesson.zip')] as const,
  )
  const { grants } = await invoke(studio, 'media.chooseFiles', { purpose: 'media' })
  const [grant] = grants
  if (!grant) throw new Error('no grant')
  const { jobId } = await invoke(studio, 'media.import', { projectId, grantId: grant.grantId })
  return { projectId, jobId }
}

/** A lesson of one clip of ten seconds. */
async function makeLesson(studio: Studio) {
  const { projectId, jobId } = await startImport(studio, 'Crash')
  const result = (await watchJob(studio, jobId)).at(-1)?.job.result
  if (result?.kind !== 'import') throw new Error('no asset')
  const { document, revision } = await invoke(studio, 'library.open', { projectId })
  const clip = createMainClip('clip' as ClipId, result.asset.id, zeroTicks, ticks(10 * ticksPerSecond))
  const saved = await invoke(studio, 'library.save', {
    projectId,
    baseRevision: revision,
    document: {
      ...document,
      assets: { [result.asset.id]: result.asset },
      clips: { [clip.id]: clip },
      mainTrack: [{ kind: 'clip', clipId: clip.id }],
    },
    history: null,
  })
  return { projectId, revision: saved.revision }
}

async function kill(studio: Studio): Promise<void> {
  const main = studio.app.process()
  const ended = once(main, 'exit')
  main.kill('SIGKILL')
  await ended
}

describe('a crash', () => {
  it.each([0, 60, 250])('%i ms into an import loses no lesson, and the clip can be imported again', async (delayMs) => {
    const importData = await mkdtemp(join(tmpdir(), 'tidbit-crash-import-'))
    const studio = await launchStudio({ userData: importData })
    const { projectId } = await startImport(studio, 'Half imported')
    await new Promise((resolve) => setTimeout(resolve, delayMs))
    await kill(studio)

    const again = await launchStudio({ userData: importData })
    try {
      const { projects } = await invoke(again, 'library.list', { query: '', deleted: false })
      expect(projects).toMatchObject([{ projectId, title: 'Half imported' }])
      expect((await invoke(again, 'library.open', { projectId })).document.metadata.title).toBe('Half imported')
      const { jobId } = await startImport(again, 'Second try')
      expect((await watchJob(again, jobId)).at(-1)?.job).toMatchObject({ state: 'succeeded' })
    } finally {
      await again.close()
      await rm(importData, { recursive: true, force: true, maxRetries: 10 })
    }
  })

  it('in the middle of an export costs neither the lesson nor leaves a half-written file', async () => {
    const studio = await launchStudio({ userData })
    const { projectId, revision } = await makeLesson(studio)
    const { grant } = await invoke(studio, 'export.chooseTarget', { suggestedName: 'lesson', extension: 'zip' })
    if (!grant) throw new Error('no grant')
    const order = { projectId, revision, format: 'scorm12', preset: 'lms', burnCaptions: false, grantId: grant.grantId } as const
    await invoke(studio, 'export.start', order)
    await expect.poll(() => readdir(join(userData, 'work')).catch(() => []), { timeout: 60_000 }).not.toEqual([])
    await kill(studio)
    expect((await readdir(folder)).toSorted()).toEqual(['clip.mp4', 'user-data'])

    const again = await launchStudio({ userData })
    try {
      const opened = await invoke(again, 'library.open', { projectId })
      expect(opened).toMatchObject({ revision, missingAssetIds: [] })
      expect(Object.keys(opened.document.clips)).toEqual(['clip'])
      await expect.poll(() => readdir(join(userData, 'work'))).toEqual([])
      const { projects } = await invoke(again, 'library.list', { query: '', deleted: false })
      expect(projects).toMatchObject([{ title: 'Crash', state: 'draft', missingMedia: false }])
    } finally {
      await again.close()
    }
  })

  it('of the page brings it back', async () => {
    const studio = await launchStudio()
    try {
      const reloaded = studio.app.evaluate(
        ({ BrowserWindow }) =>
          new Promise<string>((resolve) => {
            const contents = BrowserWindow.getAllWindows()[0]?.webContents
            contents?.once('did-finish-load', () => resolve(contents.getURL()))
            contents?.forcefullyCrashRenderer()
          }),
      )
      expect(await reloaded).toBe('app://studio/')
    } finally {
      await studio.close()
    }
  })
})
