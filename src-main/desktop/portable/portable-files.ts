import { createReadStream, createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** The files of the job that runs, as its hidden window asks for them: `/file/<index>`, and `/result` for what it made. */
export type PortableFiles = {
  /** Null where the address names nothing of the job. */
  answer(request: Request): Promise<Response> | null
  open(job: { readonly files: readonly string[]; readonly outputFile: string }): void
  close(): void
}

export function createPortableFiles(): PortableFiles {
  let open: { readonly files: readonly string[]; readonly outputFile: string } | null = null

  return {
    answer(request) {
      const { pathname } = new URL(request.url)
      if (open && request.method === 'POST' && pathname === '/result') return store(request, open.outputFile)
      const index = /^\/file\/(\d{1,4})$/.exec(pathname)?.[1]
      const file = index === undefined ? undefined : open?.files[Number(index)]
      if (file === undefined || request.method !== 'GET') return null
      return Promise.resolve(new Response(Readable.toWeb(createReadStream(file)) as ReadableStream))
    },
    open(job) {
      open = job
    },
    close() {
      open = null
    },
  }
}

async function store(request: Request, outputFile: string): Promise<Response> {
  if (!request.body) return new Response(null, { status: 400 })
  await pipeline(Readable.fromWeb(request.body as never), createWriteStream(outputFile))
  return new Response(null, { status: 204 })
}
