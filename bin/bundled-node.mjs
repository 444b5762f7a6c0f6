// Plain JavaScript that any Node from 14 on can read: the first thing that runs, whatever Node the machine has.
import { spawn } from 'node:child_process'
import module from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { findBundledNode, isRecentNode, oldestNode } from '../src-main/core/hosts/node-runtime.mjs'

/**
 * Runs a script of this package (relative to its root) in this process, or in the Node of the `node` package where this
 * one is too old.
 */
export async function runScript(relativePath) {
  const root = join(dirname(fileURLToPath(import.meta.url)), '..')
  const script = join(root, relativePath)
  if (isRecentNode()) {
    process.argv[1] = script
    keepCompiledSources(join(root, 'node_modules/.cache/tidbit'))
    await import(pathToFileURL(script).href)
    return
  }
  const node = findBundledNode()
  if (node === null) {
    process.stderr.write(
      `Tidbit Studio needs Node ${oldestNode} or newer; this is ${process.versions.node}. Run "npm ci" in its folder, which brings one along, or install a newer Node.\n`,
    )
    process.exitCode = 1
    return
  }
  const child = spawn(node, [script, ...process.argv.slice(2)], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
  // Over the channel the child notices when this process was killed. Otherwise the child decides. A terminal's Ctrl-C reaches it twice, which it does not mind; a signal to this process alone, once.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  })
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1)
  })
}

/** Sources stripped of their types and compiled once serve the next runs and all children: 0.4 s of a start-up of 1 s. */
function keepCompiledSources(folder) {
  module.enableCompileCache(folder)
  process.env.NODE_COMPILE_CACHE ??= folder
}
