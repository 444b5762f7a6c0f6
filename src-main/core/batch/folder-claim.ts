import { createHash } from 'node:crypto'
import { realpath, rm } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { appError } from '#shared/messages/app-error.ts'

/**
 * Makes sure that one program of this computer at a time works into a folder: it listens under a name of the folder, which ends with the
 * process, however that ends. Throws `batch.folder-in-use`.
 */
export async function claimFolder(folder: string): Promise<{ release(): Promise<void> }> {
  const address = addressOf(await realpath(folder))
  const server = createServer((socket) => socket.destroy())
  server.unref()
  if (!(await listen(server, address))) {
    if (await answers(address)) throw appError('batch.folder-in-use', { folder })
    // A killed process left its name.
    await rm(address, { force: true })
    if (!(await listen(server, address))) throw appError('batch.folder-in-use', { folder })
  }
  return { release: () => new Promise((resolve) => server.close(() => resolve())) }
}

function addressOf(folder: string): string {
  const name = `tidbit-batch-${createHash('sha256').update(folder).digest('hex').slice(0, 24)}`
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : path.join(tmpdir(), `${name}.sock`)
}

function listen(server: Server, address: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException): void => {
      server.off('listening', accept)
      if (error.code === 'EADDRINUSE') resolve(false)
      else reject(error)
    }
    const accept = (): void => {
      server.off('error', refuse)
      resolve(true)
    }
    server.once('error', refuse).once('listening', accept).listen(address)
  })
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
