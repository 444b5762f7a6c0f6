import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { batchPlaces } from '#main/core/batch/batch-places.ts'
import type { StoredBatch, StoredItem } from '#main/core/batch-queue/batch.ts'
import { openLibrary } from '#main/core/library/open-library.ts'
import { startVirtualDisplay } from '../../scripts/electron/display.ts'
import { sandboxArguments } from '../../scripts/electron/launch-arguments.ts'
import { findElectronRuntime } from '../../scripts/electron/runtime.ts'
import { createChance } from './chance.ts'
import { childrenOf, clipNames, compareResults, kill, recipe, type KillStage } from './kill-batch.ts'

const root = path.join(import.meta.dirname, '../..')
const entry = new URL('../../src-main/library-process/main.ts', import.meta.url)
/** From the start of the app to the end of the batch, where nothing disturbs it, is a good half of this. */
const latestKillMs = 8_000
const patienceMs = 120_000

/**
 * Kills the desktop app (`npm run build`) while it makes a batch, or one of its processes, at a moment that the seed chooses, and opens
 * it again: returns which promises were broken. At the end each clip is done and right, or failed with a reason and nothing left of it.
 */
export async function killAppOnce(stage: KillStage, seed: number): Promise<readonly string[]> {
  const chance = createChance(seed)
  const out = `app-killed-${seed}`
  const userData = path.join(stage.folder, `${out}-data`)
  const libraryFile = path.join(userData, 'library', 'library.db')
  try {
    await orderBatch(stage.folder, out, libraryFile)
    const killsChild = chance() < 0.4
    const first = await startApp(userData)
    await sleep(chance() * latestKillMs)
    const victims = killsChild ? await descendantsOf(first.pid) : []
    kill(victims[Math.floor(chance() * victims.length)] ?? first.pid)
    // The app lives on without one of its processes, and is closed as by a session that ends.
    if (killsChild) await sleep(chance() * 2_000)
    await first.end()
    const early = await compareResults(stage, out, { isEnd: false })
    const again = await startApp(userData)
    try {
      await waitForReport(path.join(stage.folder, out))
    } finally {
      await again.end()
    }
    return [...early, ...(await judge(stage, out, libraryFile))]
  } finally {
    for (const folder of [userData, path.join(stage.folder, out)])
      await rm(folder, { recursive: true, force: true, maxRetries: 10 })
  }
}

async function orderBatch(folder: string, out: string, libraryFile: string): Promise<void> {
  const library = openLibrary({ entry, libraryFile })
  const outFolder = path.join(folder, out)
  // By the keys that the command gives them, which the ids of their lessons come from.
  const items = clipNames.map((name): StoredItem => {
    const clip = `${name}.mp4`
    return { key: clip, name: clip, state: 'waiting', sentence: null, milliseconds: 0 }
  })
  const rows = items.map(({ key, name }, index) => ({
    row: { key, number: index + 1, clip: name, values: {} },
    base: path.join(folder, 'clips'),
    problems: [],
  }))
  const batch: StoredBatch = {
    ...{ id: 'killed', name: recipe.name, outFolder, state: 'waiting', stopped: null },
    ...{ createdAt: Date.now(), startedAt: null, endedAt: null },
  }
  await library.addBatch(batch, { recipe, recipeFolder: folder, rows, outFolder, remarks: [] }, items)
  await library.close()
}

type App = { readonly pid: number; end(): Promise<void> }

/** On a display of its own; with nobody at it. */
async function startApp(userData: string): Promise<App> {
  const runtime = await findElectronRuntime()
  if (runtime === null) throw new Error('There is no Electron runtime yet. Run "npm run electron:runtime".')
  const display = await startVirtualDisplay()
  const { ELECTRON_RUN_AS_NODE: _switch, ...inherited } = process.env
  const env = { ...inherited, DISPLAY: display.name, TIDBIT_USER_DATA: userData }
  const app: ChildProcess = spawn(runtime.executable, [...sandboxArguments(), root], { env, stdio: 'ignore' })
  await once(app, 'spawn')
  return {
    pid: app.pid ?? 0,
    async end() {
      if (app.exitCode === null && app.signalCode === null) {
        app.kill('SIGKILL')
        await once(app, 'exit')
      }
      await display.stop()
    },
  }
}

async function descendantsOf(pid: number): Promise<readonly number[]> {
  const children = await childrenOf(pid)
  return [...children, ...(await Promise.all(children.map(descendantsOf))).flat()]
}

/** It is written when nothing of the batch waits any more. */
async function waitForReport(outFolder: string): Promise<void> {
  const file = batchPlaces(outFolder).report.replace(/\.html$/, '.json')
  const endMs = Date.now() + patienceMs
  while ((await readFile(file).catch(() => null)) === null) {
    if (Date.now() > endMs) throw new Error('the batch was not over in time')
    await sleep(100)
  }
  // The library hears of it after that.
  await sleep(500)
}

async function judge(stage: KillStage, out: string, libraryFile: string): Promise<readonly string[]> {
  const library = openLibrary({ entry, libraryFile })
  const items: readonly StoredItem[] = await library.readBatchItems('killed').finally(() => library.close())
  const open = items.filter(
    ({ state, sentence }) => state !== 'done' && state !== 'unchanged' && !(state === 'failed' && sentence),
  )
  const failed = items.filter(({ state }) => state === 'failed').map(({ key }) => key)
  const allowMissing = [...stage.reference.keys()].filter((name) => failed.some((key) => name.startsWith(path.parse(key).name)))
  const wrong = await compareResults(stage, out, { isEnd: true, allowMissing })
  return [...wrong, ...open.map(({ key, state }) => `${key} is ${state} at the end`)]
}
