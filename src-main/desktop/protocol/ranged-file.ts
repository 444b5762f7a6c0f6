import { open, type FileHandle } from 'node:fs/promises'

const chunkBytes = 256 * 1024

type Range = { readonly from: number; readonly to: number }

/** A file, or the stretch of it that a `Range` header asks for: a film is played without being read whole. Null where it cannot be read. */
export async function answerFile(
  path: string,
  range: string | null,
  headers: Readonly<Record<string, string>>,
): Promise<Response | null> {
  const handle = await open(path, 'r').catch(() => null)
  if (!handle) return null
  try {
    const size = (await handle.stat()).size
    const wanted = range === null ? null : readRange(range, size)
    if (wanted === 'outside') {
      await handle.close()
      return new Response(null, { status: 416, headers: { ...headers, 'Content-Range': `bytes */${size}` } })
    }
    const { from, to } = wanted ?? { from: 0, to: size }
    return new Response(readStretch(handle, from, to), {
      status: wanted ? 206 : 200,
      headers: {
        ...headers,
        'Accept-Ranges': 'bytes',
        'Content-Length': String(to - from),
        ...(wanted ? { 'Content-Range': `bytes ${from}-${to - 1}/${size}` } : {}),
      },
    })
  } catch {
    await handle.close()
    return null
  }
}

/** Half-open; null for what is no single range, which is answered with the whole file. */
export function readRange(header: string, size: number): Range | 'outside' | null {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header) ?? []
  if (first === '' && last === '') return null
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const to = first === '' || last === '' ? size : Math.min(size, Number(last) + 1)
  return from < to ? { from, to } : 'outside'
}

function readStretch(handle: FileHandle, from: number, to: number): ReadableStream<Uint8Array> {
  let at = from
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const chunk = new Uint8Array(Math.min(chunkBytes, to - at))
        const { bytesRead } = await handle.read(chunk, 0, chunk.length, at)
        at += bytesRead
        if (bytesRead > 0) controller.enqueue(chunk.subarray(0, bytesRead))
        if (bytesRead > 0 && at < to) return
        controller.close()
      } catch (thrown) {
        controller.error(thrown)
      }
      await handle.close()
    },
    cancel: () => handle.close(),
  })
}
