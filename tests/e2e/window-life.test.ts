import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startText } from '#shared/messages/ui/start.ts'
import { createMainClip } from '#shared/project/defaults.ts'
import type { ClipId } from '#shared/project/ids.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import { ticks, ticksPerSecond, zeroTicks } from '#shared/time/ticks.ts'
import { sandboxArguments } from '../../scripts/electron/launch-arguments.ts'
import { invoke } from './invoke.ts'
import { launchStudio, type Studio } from './launch-studio.ts'
import { makeClip } from './make-clip.ts'
import { watchJob } from './watch-job.ts'

type Bridge = {
  invoke(channel: string, input: unknown): Promise<{ value: { portId: string } }>
  grantDropped(files: readonly File[]): Promise<unknown>
}

let studio: Studio
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tidbit-life-'))
  studio = await launchStudio()
})
afterAll(async () => {
  await studio.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 10 })
})

describe('dropping files', () => {
  it('trades real files for grants and leaves out what has no path', async () => {
    await writeFile(join(folder, 'dropped clip.mp4'), 'abc')
    await studio.page.evaluate(() => {
      const input = document.createElement('input')
      input.type = 'file'
      input.id = 'drop-test'
      document.body.append(input)
    })
    await studio.page.setInputFiles('#drop-test', join(folder, 'dropped clip.mp4'))
    const reply = await studio.page.evaluate(() => {
      const input = document.querySelector<HTMLInputElement>('#drop-test')
      const real = [...(input?.files ?? [])]
      input?.remove()
      const { tidbit } = window as unknown as { tidbit: Bridge }
      return tidbit.grantDropped([...real, new File(['made by the page'], 'passwd')])
    })
    expect(reply).toMatchObject({ ok: true, value: { grants: [{ fileName: 'dropped clip.mp4', byteLength: 3 }] } })
    expect((reply as { value: { grants: unknown[] } }).value.grants).toHaveLength(1)
    expect(JSON.stringify(reply)).not.toContain(folder)
  })
})

describe('the preview', () => {
  it('sends a picture of the plan through a port of its own', async () => {
    await makeClip(join(folder, 'clip.mp4'), 2)
    const { projectId } = await invoke(studio, 'library.create', { title: 'Preview', language: 'en', canvas: '9:16' })
    // Opened before the import: the session must learn the new file by itself.
    await studio.page.evaluate(async (id) => {
      const kept = window as unknown as { tidbit: Bridge; previewPort: Promise<MessagePort> }
      kept.previewPort = new Promise((resolve) => {
        window.addEventListener('message', (event) => {
          if (event.ports[0]) resolve(event.ports[0])
        })
      })
      await kept.tidbit.invoke('preview.open', { projectId: id })
    }, projectId)
    await studio.app.evaluate(
      ({ dialog }, file) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [file] })
      },
      join(folder, 'clip.mp4'),
    )
    const { grants } = await invoke(studio, 'media.chooseFiles', { purpose: 'media' })
    const [grant] = grants
    if (!grant) throw new Error('no grant')
    const { jobId } = await invoke(studio, 'media.import', { projectId, grantId: grant.grantId })
    const result = (await watchJob(studio, jobId)).at(-1)?.job.result
    if (result?.kind !== 'import') throw new Error('no asset')
    const { asset } = result

    const opened = await invoke(studio, 'library.open', { projectId })
    const clip = createMainClip('clip' as ClipId, asset.id, zeroTicks, ticks(ticksPerSecond))
    const document = {
      ...opened.document,
      assets: { [asset.id]: asset },
      clips: { [clip.id]: clip },
      mainTrack: [{ kind: 'clip', clipId: clip.id } as const],
    }
    const plan = compilePlan(document, { preset: 'lms', overlays: [] })
    const frame = await studio.page.evaluate(async (sent) => {
      const port = await (window as unknown as { previewPort: Promise<MessagePort> }).previewPort
      return new Promise((resolve) => {
        port.addEventListener('message', ({ data }) => {
          if (data.kind === 'error') resolve(data)
          if (data.kind !== 'frame') return
          port.postMessage({ kind: 'acknowledge', sequence: data.sequence })
          const luma = data.data.subarray(0, data.width * data.height)
          resolve({ kind: 'frame', bytes: data.data.length, pixels: data.width * data.height, levels: new Set(luma).size })
        })
        port.start()
        port.postMessage({ kind: 'load', epoch: 1, plan: sent, atTicks: 60_000, course: null })
      })
    }, plan)
    expect(frame).toMatchObject({ kind: 'frame' })
    const { bytes, pixels, levels } = frame as { bytes: number; pixels: number; levels: number }
    expect(bytes).toBe(pixels * 1.5)
    expect(levels).toBeGreaterThan(50)
  })
})

describe('a second start', () => {
  it('ends at once and brings the window forward', async () => {
    await studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
    const { executable, env } = studio
    const second = spawn(executable, [...sandboxArguments(), join(import.meta.dirname, '../..')], { env, stdio: 'ignore' })
    const [code] = (await once(second, 'exit')) as [number | null]
    expect(code).toBe(0)
    const windows = () =>
      studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isMinimized()))
    await expect.poll(windows).toEqual([false])
  })
})

describe('a start that goes wrong', () => {
  /** Starts the app with a library of its own, and what the lines of `sabotage` do before it; what it printed, line by line, until it ended. */
  async function startWith(name: string, sabotage: readonly string[]): Promise<{ lines: unknown[]; code: number | null }> {
    const probe = join(folder, `${name}.cjs`)
    await writeFile(
      probe,
      [
        "const { app, dialog, session } = require('electron')",
        'const print = (value) => process.stdout.write(`${JSON.stringify(value)}\\n`)',
        'dialog.showErrorBox = (title, content) => print({ title, content })',
        ...sabotage,
      ].join('\n'),
    )
    const { executable, env } = studio
    const started = spawn(executable, ['-r', probe, ...sandboxArguments(), join(import.meta.dirname, '../..')], {
      env: { ...env, TIDBIT_USER_DATA: join(folder, name) },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    let printed = ''
    started.stdout.on('data', (piece: Buffer) => (printed += piece.toString()))
    const timer = setTimeout(() => started.kill('SIGKILL'), 60_000)
    const [code] = (await once(started, 'exit')) as [number | null]
    clearTimeout(timer)
    const lines = printed.split('\n').filter((line) => line.startsWith('{'))
    return { lines: lines.map((line): unknown => JSON.parse(line)), code }
  }

  it('behind the window: says what is wrong and ends', async () => {
    const { lines, code } = await startWith('broken', [
      "const broken = () => { throw new Error('broken on purpose') }",
      'app.whenReady().then(() => (session.defaultSession.setDisplayMediaRequestHandler = broken))',
    ])
    expect(lines).toEqual([{ title: startText.title, content: startText.failed('broken on purpose') }])
    expect(code).toBe(1)
  })

  it('in the window, before it shows: is made up for', async () => {
    const { lines, code } = await startWith('crashed', [
      "app.on('web-contents-created', (_event, contents) => contents.once('did-start-navigation', () => contents.forcefullyCrashRenderer()))",
      "app.on('browser-window-created', (_event, window) => window.once('show', () => { print({ shown: true }); app.quit() }))",
    ])
    expect(lines).toEqual([{ shown: true }])
    expect(code).toBe(0)
  })
})
