import { createReadStream, createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { portableLimitBytes } from '#main/core/media/portable-engine.ts'

/** The files of the job that runs, as its hidden window asks for them: `/file/<index>`, and `/result` for what it made. */
export type PortableFiles = {
  /** Null where the address names nothing of the job. */
  answer(request: Request): Promise<Response> | null
  /** `outputFile` is null where the job makes none. */
  open(job: { readonly files: readonly string[]; readonly outputFile: string | null }): void
  close(): void
}

/** A file may have taken the window over: it may store one result, of at most `limitBytes`. */
export function createPortableFiles(limitBytes = portableLimitBytes): PortableFiles {
  let open: { readonly files: readonly string[]; readonly outputFile: string | null; hasResult: boolean } | null = null

  return {
    answer(request) {
      const { pathname } = new URL(request.url)
      if (open && request.method === 'POST' && pathname === '/result') {
        if (open.hasResult || open.outputFile === null) return Promise.resolve(new Response(null, { status: 409 }))
        open.hasResult = true
        return store(request, open.outputFile, limitBytes)
      }
      const index = /^\/file\/(\d{1,4})$/.exec(pathname)?.[1]
      const file = index === undefined ? undefined : open?.files[Number(index)]
      if (file === undefined || request.method !== 'GET') return null
      return Promise.resolve(new Response(Readable.toWeb(createReadStream(file)) as ReadableStream))
    },
    open(job) {
      open = { ...job, hasResult: false }
    },
    close() {
      open = null
    },
  }
}

async function store(request: Request, outputFile: string, limitBytes: number): Promise<Response> {
  if (!request.body) return new Response(null, { status: 400 })
  let leftBytes = limitBytes
  let isTooLarge = false
  async function* limited(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      leftBytes -= chunk.byteLength
      isTooLarge = leftBytes < 0
      if (isTooLarge) return
      yield chunk
    }
  }
  await pipeline(Readable.fromWeb(request.body as never), limited, createWriteStream(outputFile))
  return new Response(null, { status: isTooLarge ? 413 : 204 })
}
