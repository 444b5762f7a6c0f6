import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { Redis } from 'ioredis'

/** A real server on loopback that keeps nothing. */
export type RedisServer = { readonly url: string; readonly password: string; stop(): Promise<void> }

const password = 'a-secret-of-the-test'

export async function startRedis(folder: string): Promise<RedisServer> {
  const port = await freePort()
  const words = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder, '--requirepass', password]
  const server = spawn('redis-server', words, { stdio: 'ignore' })
  await once(server, 'spawn')
  const client = new Redis({ port, host: '127.0.0.1', password, maxRetriesPerRequest: null })
  client.on('error', () => undefined)
  await client.ping()
  client.disconnect()
  return {
    url: `redis://127.0.0.1:${port}`,
    password,
    async stop() {
      if (server.exitCode !== null || server.signalCode !== null) return
      server.kill('SIGKILL')
      await once(server, 'exit')
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
