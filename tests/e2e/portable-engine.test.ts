import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createNodeMediaEngine } from '#main/core/media/node-media-engine.ts'
import { cacheFile } from '#main/core/import/media-cache.ts'
import { layOutOverlays } from '#main/core/export/lesson-overlays.ts'
import { portableEncoderName } from '#main/core/media/with-portable.ts'
import type { ProjectId } from '#shared/ipc/areas/library.ts'
import { createCaptionTrack, createMainClip } from '#shared/project/defaults.ts'
import type { CaptionId, CaptionTrackId, ClipId } from '#shared/project/ids.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import { outputCanvas } from '#shared/render-plan/presets.ts'
import { secondsToTicks } from '#shared/time/ticks.ts'
import { compareLuma, type Rgba } from '../media/luma-similarity.ts'
import { invoke } from './invoke.ts'
import { launchStudio, type Studio } from './launch-studio.ts'
import { makeClip } from './make-clip.ts'
import { watchJob } from './watch-job.ts'

const run = promisify(execFile)
const canvas = { width: 360, height: 640 }
let studio: Studio
let folder: string
let projectId: ProjectId
let asset: Asset

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidbit-portable-'))
  await makeClip(join(folder, 'clip.mp4'), 3)
  await makeClip(join(folder, 'other.mp4'), 4)
  studio = await launchStudio({ env: { TIDBIT_SIMPLE_ENGINE: '1' } })
  projectId = (await invoke(studio, 'library.create', { title: 'Simple', language: 'en', canvas: '9:16' })).projectId
})
afterAll(async () => {
  await studio.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

async function importClip(name: string, rescue = false) {
  await studio.app.evaluate(
    ({ dialog }, path) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] })
    },
    join(folder, name),
  )
  const { grants } = await invoke(studio, 'media.chooseFiles', { purpose: 'media' })
  const grantId = grants[0]?.grantId
  if (grantId === undefined) throw new Error('no grant')
  const { jobId } = await invoke(studio, 'media.import', { projectId, grantId, rescue })
  return { jobId, messages: watchJob(studio, jobId) }
}

async function importedAsset(name: string, rescue = false): Promise<Asset> {
  const job = (await (await importClip(name, rescue)).messages).at(-1)?.job
  if (job?.result?.kind !== 'import') throw new Error(JSON.stringify(job))
  return job.result.asset
}

/** Two seconds: two stretches, the second tilted, smaller and quieter, under a caption. */
function lesson(document: LessonDocument, source: Asset): LessonDocument {
  const first = createMainClip('first' as ClipId, source.id, secondsToTicks(0.5), secondsToTicks(1.5))
  const plain = createMainClip('second' as ClipId, source.id, secondsToTicks(2), secondsToTicks(3))
  const placement = { ...plain.picture.placement, rotationDegrees: 12, scale: 0.8 }
  const second = { ...plain, picture: { ...plain.picture, placement }, sound: { ...plain.sound, gainDb: -6 } }
  const track = createCaptionTrack('captions' as CaptionTrackId, 'en')
  const caption = {
    id: 'caption' as CaptionId,
    captionTrackId: track.id,
    anchor: { kind: 'clip', clipId: first.id, sourceTicks: secondsToTicks(0.7) } as const,
    durationTicks: secondsToTicks(0.6),
    text: 'Hold it with both hands',
    words: [],
    speaker: '',
    done: false,
  }
  return {
    ...document,
    settings: { ...document.settings, canvas },
    assets: { [source.id]: source },
    clips: { [first.id]: first, [second.id]: second },
    mainTrack: [first, second].map(({ id }) => ({ kind: 'clip', clipId: id })),
    captionTracks: { [track.id]: track },
    captions: { [caption.id]: caption },
  }
}

async function save(change: (document: LessonDocument) => LessonDocument): Promise<LessonDocument> {
  const { document, revision } = await invoke(studio, 'library.open', { projectId })
  const changed = change(document)
  await invoke(studio, 'library.save', { projectId, baseRevision: revision, document: changed, history: null })
  return changed
}

async function startExport(name: string): Promise<string> {
  const { revision } = await invoke(studio, 'library.open', { projectId })
  await studio.app.evaluate(
    ({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
    },
    join(folder, name),
  )
  const { grant } = await invoke(studio, 'export.chooseTarget', { suggestedName: 'Simple', extension: 'mp4' })
  if (!grant) throw new Error('no grant')
  const order = { projectId, revision, format: 'mp4', preset: 'lms', burnCaptions: true, grantId: grant.grantId } as const
  return (await invoke(studio, 'export.start', order)).jobId
}

async function decodeFrames(file: string): Promise<readonly Rgba[]> {
  const output = ['-f', 'rawvideo', '-pix_fmt', 'rgba', '-']
  const { stdout } = await run('ffmpeg', ['-v', 'error', '-i', file, ...output], { encoding: 'buffer', maxBuffer: 2 ** 28 })
  const size = canvas.width * canvas.height * 4
  return Array.from({ length: stdout.length / size }, (_, index) => ({
    ...canvas,
    data: stdout.subarray(index * size, (index + 1) * size),
  }))
}

/** Of a stretch of the sound, in decibels. */
async function soundLevel(file: string, from: number, to: number): Promise<number> {
  const { stderr } = await run('ffmpeg', ['-i', file, '-af', `atrim=${from}:${to},volumedetect`, '-f', 'null', '-'])
  return Number(/mean_volume: (-?[\d.]+) dB/.exec(stderr)?.[1])
}

describe('the simple video engine', () => {
  it('renders the same two seconds as the full one', async () => {
    asset = await importedAsset('clip.mp4')
    const document = await save((empty) => lesson(empty, asset))
    const job = (await watchJob(studio, await startExport('simple.mp4'))).at(-1)?.job
    expect(job).toMatchObject({ state: 'succeeded', result: { encoder: { name: portableEncoderName } } })

    const overlays = layOutOverlays(document, outputCanvas(document, 'lms'), true)
    const plan = compilePlan(document, { preset: 'lms', overlays })
    const engine = createNodeMediaEngine()
    try {
      const copy = cacheFile(join(studio.userData, 'media-cache'), asset, 'converted')
      const files = [{ assetId: asset.id, variant: 'repaired', path: copy }] as const
      await engine.render(plan, files, join(folder, 'full.mp4'))
    } finally {
      await engine.close()
    }
    const [simple, full] = await Promise.all([decodeFrames(join(folder, 'simple.mp4')), decodeFrames(join(folder, 'full.mp4'))])
    expect(simple.length).toBe(plan.frameCount)
    expect(full.length).toBe(plan.frameCount)
    const instants = Array.from({ length: 10 }, (_, index) => index * 6 + 2)
    const alike = instants.map((index) => compareLuma(simple[index] as Rgba, full[index] as Rgba).whole)
    expect(Math.min(...alike)).toBeGreaterThanOrEqual(0.97)
    // The neighbour of a picture is not as much like it: pictures are not one late or early.
    const late = instants.map((index) => compareLuma(simple[index] as Rgba, full[index + 1] as Rgba).whole)
    expect(late.filter((value, place) => value < (alike[place] ?? 0)).length).toBeGreaterThanOrEqual(9)
    for (const [from, to] of [
      [0.1, 0.9],
      [1.1, 1.9],
    ] as const) {
      const [ours, theirs] = [
        await soundLevel(join(folder, 'simple.mp4'), from, to),
        await soundLevel(join(folder, 'full.mp4'), from, to),
      ]
      expect(Math.abs(ours - theirs)).toBeLessThanOrEqual(1)
    }
  })

  it('refuses by name what it does not do, and leaves no file', async () => {
    await save((document) => ({
      ...document,
      clips: Object.fromEntries(Object.values(document.clips).map((clip) => [clip.id, { ...clip, reversed: true }])),
    }))
    const job = (await watchJob(studio, await startExport('refused.mp4'))).at(-1)?.job
    expect(job).toMatchObject({
      state: 'failed',
      error: { code: 'media.portable-missing', params: { feature: 'playing backwards' } },
    })
    expect((await readdir(folder)).filter((name) => name.includes('refused') || name.startsWith('.tidbit'))).toEqual([])
  })

  it('converts a clip that is brought in, which keeps its name and is known by the content of the original', async () => {
    const original = await readFile(join(folder, 'clip.mp4'))
    expect(asset).toMatchObject({
      fileName: 'clip.mp4',
      kind: 'video',
      sha256: createHash('sha256').update(original).digest('hex'),
      byteLength: original.length,
      interpretation: {
        repaired: true,
        findings: [{ code: 'media.converted' }],
        video: { codec: 'h264', displayWidth: 540, displayHeight: 960, frameRate: { num: 30, den: 1 } },
        audio: { codec: 'aac', sampleRate: 48_000, channels: 1 },
      },
    })
    expect((asset.interpretation?.durationTicks ?? 0) / 120_000).toBeCloseTo(3, 1)
    // Nothing is left to be made that this engine could make, and nothing fails for it.
    expect(await invoke(studio, 'media.prepare', { projectId, assetId: asset.id })).toEqual({ jobId: null })
    expect((await importedAsset('clip.mp4', true)).sha256).toBe(asset.sha256)
  })

  it('makes a converted copy again that is not in the media cache any more', async () => {
    const clip = createMainClip('only' as ClipId, asset.id, secondsToTicks(1), secondsToTicks(1.2))
    await save((document) => ({
      ...document,
      clips: { [clip.id]: clip },
      mainTrack: [{ kind: 'clip', clipId: clip.id }],
      captions: {},
    }))
    const copy = cacheFile(join(studio.userData, 'media-cache'), asset, 'converted')
    await rm(copy)
    const job = (await watchJob(studio, await startExport('again.mp4'))).at(-1)?.job
    expect(job).toMatchObject({ state: 'succeeded' })
    expect((await stat(copy)).size).toBeGreaterThan(10_000)
  })

  it('says in a sentence that it cannot read a file, and works on', async () => {
    await writeFile(join(folder, 'text.mp4'), 'This is no film.')
    await writeFile(join(folder, 'empty.mp4'), '')
    const original = await readFile(join(folder, 'clip.mp4'))
    await writeFile(join(folder, 'cut.mp4'), original.subarray(0, 20_000))
    await run('ffmpeg', ['-v', 'error', '-i', join(folder, 'clip.mp4'), '-frames:v', '1', join(folder, 'photo.png')])
    for (const [name, code] of [
      ['text.mp4', 'media.not-media'],
      ['empty.mp4', 'media.empty'],
      ['cut.mp4', 'media.not-media'],
      ['photo.png', 'media.portable-missing'],
    ] as const) {
      const job = (await (await importClip(name)).messages).at(-1)?.job
      expect(job).toMatchObject({ state: 'failed', error: { code } })
    }
    expect((await importedAsset('clip.mp4')).sha256).toBe(asset.sha256)
  })

  it('works in a sandboxed window that is gone when it is cancelled', async () => {
    const { jobId, messages } = await importClip('other.mp4')
    const facts = async () =>
      studio.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()
          .filter((window) => window.webContents.getURL().startsWith('app://portable'))
          .map((window) => ({
            visible: window.isVisible(),
            node: (
              window.webContents as unknown as { getLastWebPreferences(): { sandbox?: boolean; nodeIntegration?: boolean } }
            ).getLastWebPreferences(),
          })),
      )
    const sandboxed = [{ visible: false, node: { sandbox: true, nodeIntegration: false } }]
    await expect.poll(facts, { timeout: 60_000 }).toMatchObject(sandboxed)
    await invoke(studio, 'jobs.cancel', { jobId })
    expect((await messages).at(-1)?.job.state).toBe('cancelled')
    await expect.poll(facts).toEqual([])
    const left = await readdir(join(studio.userData, 'media-cache'), { recursive: true })
    expect(left.filter((name) => name.includes('.tidbit-partial'))).toEqual([])
    expect(left.filter((name) => name.endsWith('converted.mp4'))).toHaveLength(1)
  })
})
