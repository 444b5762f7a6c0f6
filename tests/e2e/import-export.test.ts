import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProjectId } from '#shared/ipc/areas/library.ts'
import { createMainClip } from '#shared/project/defaults.ts'
import type { ClipId } from '#shared/project/ids.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import { ticks, ticksPerSecond, zeroTicks } from '#shared/time/ticks.ts'
import { invoke, invokeRaw } from './invoke.ts'
import { launchStudio, type Studio } from './launch-studio.ts'
import { makeClip } from './make-clip.ts'
import { watchJob } from './watch-job.ts'

const run = promisify(execFile)
let studio: Studio
let folder: string
let projectId: ProjectId
let asset: Asset

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidbit-import-'))
  await makeClip(join(folder, 'My clip (1) ä.mp4'), 4)
  studio = await launchStudio()
  projectId = (await invoke(studio, 'library.create', { title: 'Import', language: 'en', canvas: '9:16' })).projectId
})
afterAll(async () => {
  await studio.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

/** What the user will choose in the next file dialog. */
async function answerOpenDialog(...names: string[]): Promise<void> {
  const filePaths = names.map((name) => join(folder, name))
  await studio.app.evaluate(({ dialog }, paths) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: paths.length === 0, filePaths: paths })
  }, filePaths)
}

async function answerSaveDialog(name: string): Promise<void> {
  await studio.app.evaluate(
    ({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: filePath === '', filePath })
    },
    name === '' ? '' : join(folder, name),
  )
}

async function importFile(name: string) {
  await answerOpenDialog(name)
  const { grants } = await invoke(studio, 'media.chooseFiles', { purpose: 'media' })
  const [grant] = grants
  if (!grant) throw new Error('no grant')
  const { jobId } = await invoke(studio, 'media.import', { projectId, grantId: grant.grantId })
  return { grant, messages: await watchJob(studio, jobId) }
}

async function startExport(name: string, format: 'mp4' | 'web' | 'scorm12') {
  const { revision } = await invoke(studio, 'library.open', { projectId })
  await answerSaveDialog(name)
  const extension = format === 'mp4' ? 'mp4' : 'zip'
  const { grant } = await invoke(studio, 'export.chooseTarget', { suggestedName: 'Import', extension })
  if (!grant) throw new Error('no grant')
  const order = { projectId, revision, format, preset: 'low', burnCaptions: false, grantId: grant.grantId } as const
  return { grant, order, ...(await invoke(studio, 'export.start', order)) }
}

describe('importing', () => {
  it('gives nothing where the dialog was cancelled', async () => {
    await answerOpenDialog()
    expect(await invoke(studio, 'media.chooseFiles', { purpose: 'media' })).toEqual({ grants: [] })
  })

  it('examines a chosen clip and prepares what the editor shows of it', async () => {
    const { grant, messages } = await importFile('My clip (1) ä.mp4')
    expect(grant.fileName).toBe('My clip (1) ä.mp4')
    const final = messages.at(-1)
    expect(final?.job).toMatchObject({ state: 'succeeded', fraction: 1, error: null, result: { kind: 'import' } })
    if (final?.job.result?.kind !== 'import') throw new Error('no asset')
    asset = final.job.result.asset
    expect(asset).toMatchObject({ kind: 'video', fileName: 'My clip (1) ä.mp4', storage: 'referenced' })
    expect(asset.interpretation?.video).toMatchObject({ displayWidth: 540, displayHeight: 960 })

    const prepared = await invoke(studio, 'media.prepare', { projectId, assetId: asset.id })
    if (prepared.jobId === null) throw new Error('nothing was ordered')
    const derived = await watchJob(studio, prepared.jobId)
    expect(derived.at(-1)?.job).toMatchObject({ kind: 'derive', state: 'succeeded', result: { assetId: asset.id } })
    expect(await invoke(studio, 'media.prepare', { projectId, assetId: asset.id })).toEqual({ jobId: null })

    const pictures = await studio.page.evaluate(async (id) => {
      const size = async (variant: string): Promise<number[]> => {
        const image = new Image()
        image.src = `media://asset/${id}/${variant}`
        await image.decode()
        return [image.naturalWidth, image.naturalHeight]
      }
      return { poster: await size('poster'), filmstrip: await size('filmstrip') }
    }, asset.id)
    expect(pictures).toEqual({ poster: [360, 640], filmstrip: [180, 160] })
  })

  it('tells the window neither by a job nor by a lesson where the file lies', async () => {
    const { messages } = await importFile('My clip (1) ä.mp4')
    expect(messages.at(-1)?.job.result).toMatchObject({ asset: { absolutePath: null, relativePath: null } })
    expect(JSON.stringify(messages)).not.toContain(folder)
    const original = await studio.page.evaluate(async (id) => (await fetch(`media://asset/${id}/original`)).status, asset.id)
    expect(original).toBe(404)
  })

  it('says in a sentence what is wrong with a file', async () => {
    await writeFile(join(folder, 'text.mp4'), 'This is no film.')
    await writeFile(join(folder, 'nothing.mp4'), '')
    for (const name of ['text.mp4', 'nothing.mp4']) {
      const { messages } = await importFile(name)
      const job = messages.at(-1)?.job
      expect(job?.state).toBe('failed')
      expect(job?.error?.code).toMatch(/^media\./)
    }
  })

  it('takes a grant of nobody else', async () => {
    const reply = await invokeRaw(studio, 'media.import', { projectId, grantId: 'A'.repeat(32) })
    expect(reply).toMatchObject({ ok: false, error: { code: 'grant.unknown' } })
  })

  it('reads captions', async () => {
    await writeFile(
      join(folder, 'clip.srt'),
      '1\n00:00:00,500 --> 00:00:01,500\nHello\n\n2\n00:00:02,000 --> 00:00:03,000\nAgain\n',
    )
    await answerOpenDialog('clip.srt')
    const { grants } = await invoke(studio, 'media.chooseFiles', { purpose: 'captions' })
    const [grant] = grants
    if (!grant) throw new Error('no grant')
    const { cues, report } = await invoke(studio, 'captions.import', { grantId: grant.grantId })
    expect(report).toEqual([])
    expect(cues).toMatchObject([{ startTicks: 60_000, endTicks: 180_000, text: 'Hello' }, { text: 'Again' }])
  })
})

describe('exporting', () => {
  beforeAll(async () => {
    const { document, revision } = await invoke(studio, 'library.open', { projectId })
    const clip = createMainClip('clip' as ClipId, asset.id, zeroTicks, ticks(3 * ticksPerSecond))
    await invoke(studio, 'library.save', {
      projectId,
      baseRevision: revision,
      document: {
        ...document,
        assets: { [asset.id]: asset },
        clips: { [clip.id]: clip },
        mainTrack: [{ kind: 'clip', clipId: clip.id }],
      },
      history: null,
    })
  })

  it('knows where the file lies after the window gave the asset back without a path', async () => {
    const opened = await invoke(studio, 'library.open', { projectId })
    expect(opened.missingAssetIds).toEqual([])
    expect(JSON.stringify(opened)).not.toContain(folder)
  })

  it('puts the first clip on the card', async () => {
    const { projects } = await invoke(studio, 'library.list', { query: '', deleted: false })
    const url = projects[0]?.posterUrl
    expect(url).toMatch(/^media:\/\/lesson\//)
    const type = await studio.page.evaluate(async (address) => (await fetch(address)).headers.get('content-type'), url ?? '')
    expect(type).toBe('image/jpeg')
  })

  it('renders a video, tells the progress in order and no faster than ten times a second', async () => {
    const orderedMs = performance.now()
    const { jobId, grant } = await startExport('My lesson', 'mp4')
    // Linux dialogs leave the extension to the program.
    expect(grant.fileName).toBe('My lesson.mp4')
    const messages = await watchJob(studio, jobId)
    expect(messages.map(({ sequence }) => sequence)).toEqual(messages.map((_, index) => index))
    expect(messages.map(({ kind }) => kind)).toEqual(['snapshot', ...messages.slice(2).map(() => 'update'), 'final'])
    const updates = messages.filter(({ kind }) => kind === 'update')
    expect(updates.length).toBeGreaterThan(2)
    // All of them were sent since then, however late some arrived.
    expect(updates.length - 1).toBeLessThanOrEqual((performance.now() - orderedMs) / 100)
    const fractions = messages.map(({ job }) => job.fraction ?? 0)
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b))
    const job = messages.at(-1)?.job
    expect(job).toMatchObject({ state: 'succeeded', result: { kind: 'export', files: [{ fileName: 'My lesson.mp4' }] } })

    const entries = ['-show_entries', 'stream=codec_name,width,height:format=duration', '-of', 'csv=p=0']
    const { stdout } = await run('ffprobe', ['-v', 'error', ...entries, join(folder, 'My lesson.mp4')])
    expect(stdout.split(/\s+/)).toEqual(['h264,720,1280', 'aac', expect.stringMatching(/^3\.0/), ''])
    const { projects } = await invoke(studio, 'library.list', { query: '', deleted: false })
    expect(projects[0]?.state).toBe('exported')
  })

  it('makes a package', async () => {
    const { jobId } = await startExport('lesson.zip', 'scorm12')
    const job = (await watchJob(studio, jobId)).at(-1)?.job
    expect(job).toMatchObject({ state: 'succeeded', result: { files: [{ fileName: 'lesson.zip' }] } })
    const { stdout } = await run('python3', ['-m', 'zipfile', '-l', join(folder, 'lesson.zip')])
    for (const name of ['imsmanifest.xml', 'index.html', 'media/lesson.mp4', 'media/poster.jpg']) expect(stdout).toContain(name)
  })

  it('stops when it is cancelled and leaves nothing behind', async () => {
    const { jobId } = await startExport('cancelled.mp4', 'mp4')
    const watched = watchJob(studio, jobId)
    await new Promise((resolve) => setTimeout(resolve, 300))
    await invoke(studio, 'jobs.cancel', { jobId })
    expect((await watched).at(-1)?.job).toMatchObject({ state: 'cancelled', result: null, error: { code: 'cancelled' } })
    expect((await readdir(folder)).filter((name) => name.includes('cancelled') || name.startsWith('.tidbit'))).toEqual([])
  })

  it('tells of a folder it may not write to, and of a lesson saved since', async () => {
    const { jobId, order } = await startExport('missing/folder/lesson.mp4', 'mp4')
    const made = (await watchJob(studio, jobId)).at(-1)?.job
    expect(made?.state).toBe('succeeded')
    const stale = await invokeRaw(studio, 'export.start', { ...order, revision: order.revision - 1 })
    expect(stale).toMatchObject({ ok: false, error: { code: 'export.stale-revision', retryable: true } })
    await writeFile(join(folder, 'file'), '')
    const blocked = await startExport('file/lesson.mp4', 'mp4')
    expect((await watchJob(studio, blocked.jobId)).at(-1)?.job).toMatchObject({
      state: 'failed',
      error: { code: expect.stringMatching(/^file\./) },
    })
  })

  it('tells of a job that is over at once, and of one that never was', async () => {
    const { jobId } = await startExport('again.mp4', 'mp4')
    await watchJob(studio, jobId)
    const messages = await watchJob(studio, jobId)
    expect(messages.map(({ kind }) => kind)).toEqual(['snapshot', 'final'])
    expect(messages[1]?.job.state).toBe('succeeded')
    expect(await invokeRaw(studio, 'jobs.watch', { jobId: 'nothing' })).toMatchObject({
      ok: false,
      error: { code: 'library.unknown-job' },
    })
  })
})
