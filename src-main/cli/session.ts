import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ExportContext, ExportedFile, ExportServices, ExportStage } from '../core/export/export-order.ts'
import { loadLesson, type LoadedLesson } from '../core/lesson-source/load-lesson.ts'
import type { MediaEngine } from '../core/media/media-engine.ts'
import { createNodeMediaEngine } from '../core/media/node-media-engine.ts'
import type { ProgressLine } from './progress-line.ts'

/** What one run of the command works with. Ctrl-C aborts `signal`; nothing half-written stays. */
export type Session = {
  readonly media: MediaEngine
  readonly signal: AbortSignal
  readonly progress: ProgressLine
  load(lessonFile: string): Promise<LoadedLesson>
  /** Runs one export; `label` stands before its progress. */
  export(work: ExportWork, label?: string): Promise<readonly ExportedFile[]>
  close(): Promise<void>
}

type ExportWork = (services: ExportServices, context: ExportContext) => Promise<readonly ExportedFile[]>

const playerFolder = fileURLToPath(new URL('../../out/player', import.meta.url))

const stageWords: Readonly<Record<ExportStage, string>> = {
  plan: 'Planning',
  encode: 'Rendering',
  captions: 'Writing captions',
  package: 'Packing',
}

export function openSession(progress: ProgressLine): Session {
  const media = createNodeMediaEngine()
  const controller = new AbortController()
  const interrupt = (): void => controller.abort()
  process.on('SIGINT', interrupt)
  process.on('SIGTERM', interrupt)
  const { signal } = controller

  return {
    media,
    signal,
    progress,
    load: (lessonFile) => loadLesson(lessonFile, { probe: (file, abort) => media.probe(file, { signal: abort }), signal }),
    async export(work, label) {
      const workFolder = await mkdtemp(path.join(tmpdir(), 'tidbit-'))
      const report = (stage: ExportStage, fraction: number): void =>
        progress.update({ stage: label === undefined ? stageWords[stage] : `${label}: ${stageWords[stage]}`, fraction })
      try {
        return await work({ media, playerFolder, workFolder }, { signal, report })
      } finally {
        await rm(workFolder, { recursive: true, force: true })
      }
    },
    async close() {
      process.off('SIGINT', interrupt)
      process.off('SIGTERM', interrupt)
      await media.close()
    },
  }
}
