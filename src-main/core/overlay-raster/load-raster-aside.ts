import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import { bundledFonts } from '#shared/overlay/fonts.ts'
import { fontPath } from './bundled-files.ts'

const { resolve } = createRequire(import.meta.url)

/** CommonJS, for that is what a thread's source in a string is. It stays until it is told, or else Node unloads the library with it. */
const source = `
const { parentPort, workerData } = require('node:worker_threads')
const { GlobalFonts } = require(workerData.library)
for (const [file, family] of workerData.fonts) GlobalFonts.registerFromPath(file, family)
parentPort.once('message', () => parentPort.close())
parentPort.postMessage('loaded')
`

/**
 * Loads the raster's library (30 MB, a tenth of a second) and its fonts on a thread of their own, both once for the whole process:
 * the import that follows takes next to nothing. Where that fails, the import says why.
 */
export async function loadRasterAside(): Promise<void> {
  const fonts = bundledFonts.map((font) => [fontPath(font), font.family])
  const thread = new Worker(source, { eval: true, execArgv: [], workerData: { library: resolve('@napi-rs/canvas'), fonts } })
  // The process may end at any time; what is loaded by then does not matter.
  thread.unref()
  await new Promise<void>((loaded) => {
    thread.once('message', () => loaded())
    thread.once('error', () => loaded())
    thread.once('exit', () => loaded())
  })
  await import('@napi-rs/canvas')
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- A thread, not a window.
  thread.postMessage('end')
}
