import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { describeFinding } from '#shared/messages/ui/findings.ts'
import { describeCopies, type CopySummary } from '#shared/render-plan/smart/sum-copies.ts'
import type { ExportContext, ExportedFile, ExportOrder, ExportServices, ExportStage } from '../core/export/export-order.ts'
import { makeWorkFolder } from '../core/files/work-folder.ts'
import { listOriginals } from '../core/export/lesson-files.ts'
import { loadLesson, type LoadedLesson } from '../core/lesson-source/load-lesson.ts'
import type { ProcessHost } from '../core/hosts/process-host.ts'
import { createDeriveEngine, type DeriveEngine } from '../core/media/derive-engine.ts'
import { createMediaEngine, type MediaEngine } from '../core/media/media-engine.ts'
import type { MediaMethods } from '../core/media/media-methods.ts'
import type { EncoderFacts, ProbeReport } from '../core/media/messages.ts'
import type { ProgressLine } from './progress-line.ts'

/** A lesson, and what an order to export it takes from it. */
export type SourceLesson = LoadedLesson & {
  readonly source: Pick<ExportOrder, 'document' | 'files' | 'sources' | 'frozenHashes'>
}

/** What one run of the command works with. Ctrl-C aborts `signal`; nothing half-written stays. */
export type Session = {
  readonly media: MediaEngine
  /** In the same process. */
  readonly deriveMedia: DeriveEngine
  readonly signal: AbortSignal
  readonly progress: ProgressLine
  load(lessonFile: string): Promise<SourceLesson>
  /** Runs one export; `label` stands before its progress. */
  export(work: ExportWork, label?: string): Promise<readonly ExportedFile[]>
  close(): Promise<void>
}

type ExportWork = (services: ExportServices, context: ExportContext) => Promise<readonly ExportedFile[]>

/** The built player. */
export const playerFolder = fileURLToPath(new URL('../../out/player', import.meta.url))

const stageWords: Readonly<Record<ExportStage, string>> = {
  plan: 'Planning',
  measure: 'Listening to the sound',
  analyse: 'Looking through the pictures',
  encode: 'Rendering',
  correct: 'Rendering again to meet the size',
  finish: 'Checking the video',
  poster: 'Writing the picture',
  captions: 'Writing captions',
  package: 'Packing',
}

/** Ctrl-C, a polite kill, a terminal that was closed. */
const interruptions = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Closing it closes the host as well. */
export function openSession(progress: ProgressLine, host: ProcessHost<MediaMethods>): Session {
  const media = createMediaEngine(host)
  const controller = new AbortController()
  const interrupt = (): void => controller.abort()
  for (const name of interruptions) process.on(name, interrupt)
  // The wrapper of an older Node was killed: nobody waits for the result any more.
  process.once('disconnect', interrupt)
  process.channel?.unref()
  const { signal } = controller
  const examined = new Set<string>()

  const unpackFolders: string[] = []
  async function makeFolder(): Promise<string> {
    const folder = await makeWorkFolder(tmpdir(), 'lesson')
    unpackFolders.push(folder)
    return folder
  }

  async function examine(file: string, abort: AbortSignal | undefined): Promise<ProbeReport> {
    const report = await media.probe(file, { signal: abort })
    examined.add(file)
    return report
  }

  /** The mended copies of damaged clips lie in the cache of the app: here the clips themselves are read, as far as they can be. */
  async function readOriginals<T extends LoadedLesson>(loaded: T): Promise<T> {
    const assets = await Promise.all(
      Object.values(loaded.document.assets).map(async (asset) => {
        if (!asset.interpretation?.repaired || asset.absolutePath === null) return asset
        const { interpretation } = await media.probe(asset.absolutePath, { signal })
        return { ...asset, interpretation }
      }),
    )
    return { ...loaded, document: { ...loaded.document, assets: Object.fromEntries(assets.map((asset) => [asset.id, asset])) } }
  }

  /** What a lesson.json names was hashed when it was examined; a document's media is only known by what it was once. */
  function sourceOf({ document, sources }: LoadedLesson): SourceLesson['source'] {
    const assets = Object.values(document.assets)
    const unread = assets.filter(({ absolutePath }) => absolutePath !== null && !examined.has(absolutePath))
    const frozenHashes = Object.fromEntries(unread.map(({ id, sha256 }) => [id, sha256]))
    return { document, files: listOriginals(assets), sources, frozenHashes }
  }

  return {
    media,
    deriveMedia: createDeriveEngine(host),
    signal,
    progress,
    async load(lessonFile) {
      const loaded = await readOriginals(await loadLesson(lessonFile, { probe: examine, makeFolder, signal }))
      return { ...loaded, source: sourceOf(loaded) }
    },
    export(work, label) {
      const report = (stage: ExportStage, fraction: number): void =>
        progress.update({ stage: label === undefined ? stageWords[stage] : `${label}: ${stageWords[stage]}`, fraction })
      const tellDamaged = (fileName: string): void =>
        progress.warn(`“${fileName}”: ${describeFinding({ code: 'media.picture-damaged', params: {} })}`)
      const tellEncoder = ({ name, hardware }: EncoderFacts): void => {
        if (hardware) progress.warn(`The graphics card encoded the video (${name}).`)
      }
      const tellCopied = (summary: CopySummary): void => progress.note(`${describeCopies(summary)}.`)
      const services = { media, playerFolder, workFolder: tmpdir() }
      return work(services, { signal, report, tellDamaged, tellEncoder, tellCopied })
    },
    async close() {
      for (const name of interruptions) process.off(name, interrupt)
      process.off('disconnect', interrupt)
      await media.close()
      for (const folder of unpackFolders) await rm(folder, { recursive: true, force: true })
    },
  }
}
