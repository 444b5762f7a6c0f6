import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { ExportContext, ExportOrder, ExportServices } from '#main/core/export/export-order.ts'
import { listOriginals } from '#main/core/export/lesson-files.ts'
import { loadLesson, type LoadedLesson } from '#main/core/lesson-source/load-lesson.ts'
import { replaceFile } from '#main/core/files/atomic-file.ts'
import type { MediaEngine } from '#main/core/media/media-engine.ts'
import type { ProbeReport } from '#main/core/media/messages.ts'
import { ticks } from '#shared/time/ticks.ts'
import { seconds, videoAsset } from '../../shared/project/sample-document.ts'

const { kind, interpretation, imageSize } = videoAsset('x', seconds(10))

async function probe(file: string): Promise<ProbeReport> {
  const bytes = await readFile(file)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { kind, sha256, byteLength: bytes.length, interpretation, imageSize }
}

/** Stands for the encoder alone: all else of an export is real. `renders` tells what was encoded. */
export function fakeServices(
  folder: string,
  playerFolder: string,
): { readonly services: ExportServices; readonly renders: string[] } {
  const renders: string[] = []
  const media: MediaEngine = {
    probe,
    tryModel: () => Promise.reject(new Error('an export listens to nothing')),
    identify: () => Promise.reject(new Error('an export identifies nothing')),
    async render(plan, _files, outputFile, { signal } = {}) {
      renders.push(path.basename(outputFile))
      await replaceFile(outputFile, (temporary) => writeFile(temporary, 'a video'), { signal })
      const loudness = { sourceLufs: -16, gainDb: 0, limited: false }
      const encoder = { name: 'libx264', hardware: false, passes: 1 }
      const { frameCount, durationTicks } = plan
      return {
        frameCount,
        durationTicks,
        byteLength: 7,
        damagedAssetIds: [],
        loudness,
        encoder,
        stretches: null,
        copiedSoundTicks: ticks(0),
      }
    },
    compose: () => Promise.reject(new Error('an export composes no single pictures')),
    stills: () => Promise.resolve([{ width: 2, height: 2, data: new Uint8Array([1]) }]),
    shotChanges: () => Promise.reject(new Error('an export looks for no shots')),
    transcribe: () => Promise.reject(new Error('an export writes nothing down')),
    measure: () => Promise.reject(new Error('an export checks nothing')),
    analyse: () => Promise.reject(new Error('an export analyses nothing')),
    start: () => Promise.resolve(),
    setPaused: () => Promise.resolve(),
    close: () => Promise.resolve(),
  }
  return { services: { media, playerFolder, workFolder: folder }, renders }
}

type FakeContext = Omit<ExportContext, 'report' | 'whenRunning'> & {
  readonly whenRunning: () => Promise<void>
  readonly report: (stage: string, fraction: number) => void
  readonly fractions: number[]
}

export function contextOf(signal: AbortSignal = new AbortController().signal): FakeContext {
  const fractions: number[] = []
  const whenRunning = (): Promise<void> => Promise.resolve()
  return { signal, report: (_stage, fraction) => void fractions.push(fraction), tellDamaged: () => {}, whenRunning, fractions }
}

/** Writes a lesson.json with its clip and captions into a folder and loads it. */
export async function writeAndLoad(folder: string, text = 'Hello'): Promise<LoadedLesson> {
  await writeFile(path.join(folder, 'a.mp4'), 'the original clip')
  await writeFile(path.join(folder, 'a.vtt'), `WEBVTT\n\n00:00:01.000 --> 00:00:02.500\n${text}\n`)
  const lesson = { title: 'T', language: 'en', clips: [{ file: 'a.mp4' }], captions: 'a.vtt' }
  await writeFile(path.join(folder, 'lesson.json'), JSON.stringify(lesson))
  return loadLesson(path.join(folder, 'lesson.json'), { probe })
}

export function orderOf({ document, sources }: LoadedLesson, outputFile: string, change: Partial<ExportOrder> = {}): ExportOrder {
  const assets = Object.values(document.assets)
  const frozenHashes = Object.fromEntries(assets.map(({ id, sha256 }) => [id, sha256]))
  const files = listOriginals(assets)
  return { document, files, sources, frozenHashes, format: 'mp4', preset: 'lms', burnCaptions: true, outputFile, ...change }
}
