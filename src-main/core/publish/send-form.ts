import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import path from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError, appError } from '#shared/messages/app-error.ts'
import { fileError } from '../files/file-error.ts'
import { networkError, statusError } from './network-error.ts'
import type { PublishedFile } from './publisher.ts'
import { longestSilenceMs } from './silence.ts'

type Form = {
  readonly fields: Readonly<Record<string, string>>
  readonly upload?: PublishedFile | undefined
  readonly signal: AbortSignal
  readonly onProgress?: ((fraction: number) => void) | undefined
}

const mostAnswerBytes = 4_000_000

/**
 * Posts a form, of a file piece by piece, and gives the answer's text. No redirect is followed: fields hold secrets. Throws `publish.*`,
 * `file.*`, `cancelled`.
 */
export async function sendForm(url: URL, { fields, upload, signal, onProgress }: Form): Promise<string> {
  const boundary = `tidbit-${randomBytes(16).toString('hex')}`
  const head = Buffer.from(
    `${Object.entries(fields)
      .map(([name, value]) => part(boundary, `name="${name}"`, '', value))
      .join(
        '',
      )}${upload ? `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${fileNameOf(upload)}"\r\nContent-Type: application/octet-stream\r\n\r\n` : ''}`,
  )
  const tail = Buffer.from(`${upload ? '\r\n' : ''}--${boundary}--\r\n`)
  const length = head.length + (upload?.byteLength ?? 0) + tail.length
  const request = (url.protocol === 'https:' ? https : http).request(url, {
    method: 'POST',
    signal,
    headers: {
      'Content-Type': `multipart/form-data; boundary=${boundary}`,
      'Content-Length': length,
      Accept: 'application/json',
    },
  })
  request.setTimeout(longestSilenceMs, () => void request.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })))
  const answer = readAnswer(request, url.host)
  answer.catch(() => undefined)
  let sent = 0
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sent += chunk.length
      onProgress?.(sent / length)
      done(null, chunk)
    },
  })
  try {
    // A platform that answers before it has everything closes the door: its answer says more than the broken pipe.
    await Promise.race([pipeline(Readable.from(body(head, upload, tail)), counter, request), answer])
    return await answer
  } catch (thrown) {
    if (signal.aborted) throw appError('cancelled', {}, { cause: thrown })
    // A file that cannot be read, or an answer that was understood; the door that closes then says less.
    if (thrown instanceof AppError) throw thrown
    const told = await answer.catch((reason: unknown) => reason)
    throw networkError(told instanceof Error ? told : thrown, url.host)
  } finally {
    request.destroy()
  }
}

async function* body(head: Buffer, upload: PublishedFile | undefined, tail: Buffer): AsyncGenerator<Buffer> {
  yield head
  if (upload && upload.byteLength > 0) {
    let bytes = 0
    try {
      // Never more than was promised, also of a file that grows meanwhile.
      for await (const chunk of createReadStream(upload.file, { end: upload.byteLength - 1 }) as AsyncIterable<Buffer>) {
        bytes += chunk.length
        yield chunk
      }
    } catch (thrown) {
      throw fileError(thrown, { file: upload.file, action: 'read' })
    }
    // The platform would wait for the rest.
    if (bytes < upload.byteLength) throw appError('publish.file-gone', { file: upload.file })
  }
  yield tail
}

function readAnswer(request: http.ClientRequest, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    request.on('error', reject)
    // Nothing comes any more; whoever has an answer by then keeps it.
    request.on('close', () => reject(Object.assign(new Error('the connection ended'), { code: 'ECONNRESET' })))
    request.on('response', (response) => {
      const failure = statusError(response.statusCode ?? 0, host, response.headers.location ?? null)
      if (failure) {
        response.resume()
        reject(failure)
        return
      }
      const chunks: Buffer[] = []
      let bytes = 0
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        if (bytes > mostAnswerBytes) request.destroy(appError('publish.not-understood', { host }))
        else chunks.push(chunk)
      })
      response.on('error', reject)
      response.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')))
    })
  })
}

function part(boundary: string, disposition: string, type: string, value: string): string {
  return `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n${type}\r\n${value}\r\n`
}

function fileNameOf({ file }: PublishedFile): string {
  return path.basename(file).replace(/["\r\n]/g, '_')
}
