import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { buildApp, buildPlayer } from '../../scripts/build.ts'
import { ensureElectronRuntime } from '../../scripts/electron/runtime.ts'
import { openImportStage, type ImportStage, type ImportTimes } from '../e2e/import-stage.ts'
import { median, MissingTool, type Measure } from './measure.ts'

const imports = 5
/** What issue 3 promises: a picture within a second of the drop, playing within three. */
const pictureLimitMs = 1_000
const playingLimitMs = 3_000

/**
 * From the press that brings a clip into a fresh lesson to its first picture and to its playing, in the real app: a minute at
 * 1080x1920 of our own, and the clip that TIDBIT_IMPORT_CLIP names.
 */
export async function run(log: (line: string) => void): Promise<readonly Measure[]> {
  if (spawnSync('ffmpeg', ['-version']).error) throw new MissingTool('ffmpeg is missing: sudo apt-get install -y ffmpeg')
  await buildPlayer()
  await buildApp()
  await ensureElectronRuntime((line) => log(`electron: ${line}`))
  const stage = await openImportStage(60)
  try {
    const measures = [...(await measureImports(stage, stage.clip, 'import', log))]
    const real = process.env['TIDBIT_IMPORT_CLIP'] ?? ''
    if (existsSync(real)) measures.push(...(await measureImports(stage, real, 'import-real', log)))
    return measures
  } finally {
    await stage.close()
  }
}

async function measureImports(
  stage: ImportStage,
  file: string,
  name: string,
  log: (line: string) => void,
): Promise<readonly Measure[]> {
  const times: ImportTimes[] = []
  for (let turn = 0; turn < imports; turn += 1) {
    const taken = await stage.importAndPlay(file)
    log(`${basename(file)}: picture after ${taken.firstPictureMs.toFixed(0)} ms, playing after ${taken.playingMs.toFixed(0)} ms`)
    times.push(taken)
  }
  const middle = (value: (taken: ImportTimes) => number): number => Math.round(median(times.map(value)))
  return [
    {
      measure: `${name}-first-picture-ms`,
      ratio: middle(({ firstPictureMs }) => firstPictureMs),
      limit: pictureLimitMs,
      pairs: imports,
    },
    { measure: `${name}-playing-ms`, ratio: middle(({ playingMs }) => playingMs), limit: playingLimitMs, pairs: imports },
  ]
}
