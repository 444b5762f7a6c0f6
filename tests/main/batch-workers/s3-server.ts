import { once } from 'node:events'
import { createServer } from 'node:http'
import S3rver from '@20minutes/s3rver'

/** A real S3-compatible server on loopback with a bucket “lessons”, and the variables that programs find it by. */
export type S3Server = { readonly env: Readonly<Record<string, string>>; stop(): Promise<void> }

export async function startS3(directory: string): Promise<S3Server> {
  const s3 = new S3rver({ directory, silent: true, configureBuckets: [{ name: 'lessons', configs: [] }] })
  await s3.configureBuckets()
  const server = createServer(s3.getMiddleware()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    env: {
      AWS_ACCESS_KEY_ID: 'S3RVER',
      AWS_SECRET_ACCESS_KEY: 'S3RVER',
      AWS_ENDPOINT_URL: `http://127.0.0.1:${address.port}`,
    },
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
