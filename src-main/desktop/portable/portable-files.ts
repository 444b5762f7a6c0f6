import { createReadStream, createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError } from '#shared/messages/app-error.ts'
import { fileError } from '#main/core/files/file-error.ts'
import { portableLimitBytes } from '#main/core/media/portable-engine.ts'

type Job = {
  readonly files: readonly string[]
  /** Null where the job makes none. */
  readonly outputFile: string | null
  /** Something went over. */
  readonly onTransfer: () => void
}

/** The files of the job that runs, as its hidden window asks for them: `/file/<index>`, and `/result` for what it made. */
export type PortableFiles = {
  /** Null where the address names nothing of the job. */
  answer(request: Request): Promise<Response> | null
  open(job: Job): void
  /** Why a file of the job could not be read or stored, which its window does not learn. */
  failure(): AppError | null
  close(): void
}

/** A file may have taken the window over: it may store one result, of at most `limitBytes`. */
export function createPortableFiles(limitBytes = portableLimitBytes): PortableFiles {
  let open: (Job & { hasResult: boolean; failure: AppError | null }) | null = null

  return {
    answer(request) {
      const { pathname } = new URL(request.url)
      if (open && request.method === 'POST' && pathname === '/result') {
        if (open.hasResult || open.outputFile === null) return Promise.resolve(new Response(null, { status: 409 }))
        open.hasResult = true
        const { outputFile, onTransfer } = open
        const failed = note(open, outputFile, 'write')
        return store(request, { outputFile, limitBytes, onTransfer }).catch((thrown: unknown) => {
          failed(thrown)
          return new Response(null, { status: 500 })
        })
      }
      const index = /^\/file\/(\d{1,4})$/.exec(pathname)?.[1]
      const file = index === undefined ? undefined : open?.files[Number(index)]
      if (!open || file === undefined || request.method !== 'GET') return null
      const bytes = createReadStream(file).on('error', note(open, file, 'read'))
      return Promise.resolve(new Response((Readable.toWeb(bytes) as ReadableStream).pipeThrough(heard(open.onTransfer))))
    },
    open(job) {
      open = { ...job, hasResult: false, failure: null }
    },
    failure: () => open?.failure ?? null,
    close() {
      open = null
    },
  }
}

/** Keeps what went wrong with a file; that its window is gone is nothing wrong with it. */
function note(job: { failure: AppError | null }, file: string, action: 'read' | 'write') {
  return (thrown: unknown): void => {
    const told = fileError(thrown, { file, action })
    if (told instanceof AppError && told.code !== 'cancelled') job.failure ??= told
  }
}

function heard(onTransfer: () => void): TransformStream<Uint8Array, Uint8Array> {
  return new TransformStream({
    transform(chunk, controller) {
      onTransfer()
      controller.enqueue(chunk)
    },
  })
}

type Target = Pick<Job, 'onTransfer'> & { readonly outputFile: string; readonly limitBytes: number }

async function store(request: Request, { outputFile, limitBytes, onTransfer }: Target): Promise<Response> {
  if (!request.body) return new Response(null, { status: 400 })
  let leftBytes = limitBytes
  let isTooLarge = false
  async function* limited(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      onTransfer()
      leftBytes -= chunk.byteLength
      isTooLarge = leftBytes < 0
      if (isTooLarge) return
      yield chunk
    }
  }
  await pipeline(Readable.fromWeb(request.body as never), limited, createWriteStream(outputFile))
  return new Response(null, { status: isTooLarge ? 413 : 204 })
}
