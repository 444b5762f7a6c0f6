import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { text } from '#shared/messages/ui/catalogue.ts'
import { buildApp, buildPlayer } from '../../scripts/build.ts'
import { hasDisplay, startVirtualDisplay } from '../../scripts/electron/display.ts'
import { sandboxArguments } from '../../scripts/electron/launch-arguments.ts'
import { ensureElectronRuntime } from '../../scripts/electron/runtime.ts'
import { median, type Measure } from './measure.ts'
import { fillLibrary } from './start/fill-library.ts'

const pairs = 5
const limit = 1.6
const lessonCount = 1000
const startLimitMs = 120_000
const root = path.resolve(import.meta.dirname, '../..')
const at = (name: string): string => path.join(import.meta.dirname, 'start', name)

type Program = {
  readonly argument: string
  readonly userData: string
  /** In the page, when what the window is for is there. */
  readonly ready: string
}

/**
 * From the start of the process to a library of 1,000 lessons that can be used (the first cards are drawn, and the search field),
 * against a window of the same Electron with one button; in turn, each with user data that an earlier start has warmed.
 */
export async function run(log: (line: string) => void): Promise<readonly Measure[]> {
  await buildPlayer()
  await buildApp()
  const { executable } = await ensureElectronRuntime((line) => log(`electron: ${line}`))
  const folder = await mkdtemp(path.join(tmpdir(), 'tidbit-start-'))
  try {
    const studio: Program = {
      argument: root,
      userData: path.join(folder, 'studio'),
      ready: `document.querySelector('ul[aria-label="${text.library.listLabel}"] button') && document.querySelector('input[type="search"]')`,
    }
    const bare: Program = {
      argument: at('bare-main.cjs'),
      userData: path.join(folder, 'bare'),
      ready: `document.querySelector('button')`,
    }
    await mkdir(bare.userData, { recursive: true })
    await fillLibrary(studio.userData, lessonCount)
    for (const program of [bare, studio]) await timeStart(executable, program)
    const ratios: number[] = []
    for (let pair = 1; pair <= pairs; pair += 1) {
      const bareMs = await timeStart(executable, bare)
      const studioMs = await timeStart(executable, studio)
      ratios.push(studioMs / bareMs)
      log(`pair ${pair}: bare ${bareMs} ms, studio ${studioMs} ms, ratio ${(studioMs / bareMs).toFixed(2)}`)
    }
    return [{ measure: 'start-library-1000', ratio: Math.round(median(ratios) * 1000) / 1000, limit, pairs }]
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** Milliseconds from the start of a program until it is ready; it is ended then. */
async function timeStart(executable: string, { argument, userData, ready }: Program): Promise<number> {
  // One for each start: it ends with its last window.
  const display = hasDisplay() ? null : await startVirtualDisplay()
  const { ELECTRON_RUN_AS_NODE: _switch, ...inherited } = process.env
  const startedMs = Date.now()
  const child = spawn(executable, ['-r', at('probe.cjs'), ...sandboxArguments(), `--user-data-dir=${userData}`, argument], {
    env: { ...inherited, ...(display && { DISPLAY: display.name }), TIDBIT_USER_DATA: userData, TIDBIT_BENCH_READY: ready },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let complaint = ''
  child.stderr.on('data', (piece: Buffer) => (complaint += piece.toString()))
  const ended = once(child, 'exit')
  const timer = setTimeout(() => child.kill('SIGKILL'), startLimitMs)
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const readyMs = Number(/^ready (\d+)$/.exec(line)?.[1])
      if (Number.isFinite(readyMs) && readyMs > 0) return readyMs - startedMs
    }
    throw new Error(`The program ended before its window was ready: ${complaint}`)
  } finally {
    clearTimeout(timer)
    child.kill('SIGTERM')
    await ended
    await display?.stop()
  }
}
