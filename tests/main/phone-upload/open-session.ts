import { appError } from '#shared/messages/app-error.ts'
import type { RecordingId } from '#shared/ipc/areas/recording.ts'
import type { LessonId } from '#shared/project/ids.ts'
import { createPhoneUploads, type OpenPhoneSession, type PhoneState } from '#main/core/phone-upload/phone-uploads.ts'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { request, type IncomingHttpHeaders, type RequestOptions } from 'node:http'
import { join } from 'node:path'

export const lessonId = 'lesson-1' as LessonId

type Options = { readonly freeBytes?: number; readonly now?: () => number; readonly addresses?: readonly string[] }

/** A session on the loopback address, whose files count as clips where they begin with "clip", and bring the engine down with "crash". */
export async function openSession(folder: string, { freeBytes = 1e12, now, addresses = ['127.0.0.1'] }: Options = {}) {
  const pageFolder = join(folder, 'page')
  await mkdir(pageFolder, { recursive: true })
  await writeFile(join(pageFolder, 'page.js'), 'void 0')
  await writeFile(join(pageFolder, 'page.css'), 'body{}')
  const defects: unknown[] = []
  const noted: string[] = []
  const states: PhoneState[] = []
  const uploads = createPhoneUploads({
    folder: join(folder, 'clips'),
    pageFolder,
    async identify(file) {
      const content = await readFile(file, 'latin1')
      if (content.startsWith('clip')) return 'video'
      if (content.startsWith('crash')) throw appError('system.process-crashed', { process: 'import', detail: 'a test' })
      throw appError('media.not-media', { file })
    },
    noteReceived(_lesson, fileName) {
      noted.push(fileName)
      return Promise.resolve(`00000000-0000-0000-0000-${String(noted.length).padStart(12, '0')}` as RecordingId)
    },
    log: (thrown) => void defects.push(thrown),
    localAddresses: () => addresses.map((address) => ({ address, connection: 'Wi-Fi' })),
    freeBytes: () => Promise.resolve(freeBytes),
    ...(now && { now }),
  })
  const open = (): Promise<OpenPhoneSession> =>
    uploads.open({ lessonId, lessonTitle: 'A <b>lesson</b>', address: null }, (state) => void states.push(state))
  return { uploads, open, session: await open(), states, defects, noted }
}

export type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string }

/** A request with exactly these headers and this path, which `fetch` would tidy up. Null where the connection was cut. */
export function ask(url: string, options: RequestOptions = {}, body?: string): Promise<Answer | null> {
  const { hostname, port, pathname } = new URL(url)
  return new Promise((resolve) => {
    const asked = request({ host: hostname, port, path: pathname, agent: false, timeout: 20_000, ...options }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => (text += chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
      response.on('error', () => resolve(null))
    })
    asked.on('error', () => resolve(null))
    asked.on('timeout', () => asked.destroy())
    asked.end(body)
  })
}

/** What the page of the session knows. */
export async function readKey(url: string): Promise<string> {
  const page = await ask(url)
  const key = /name="upload-key" content="([^"]+)"/.exec(page?.body ?? '')?.[1]
  if (key === undefined) throw new Error(`no key in ${page?.body ?? 'no answer'}`)
  return key
}

/** A speaker of the upload protocol without anyone's library. */
export function createSender(url: string, key: string) {
  const tus = { 'Tus-Resumable': '1.0.0', 'X-Upload-Key': key }
  const encode = (value: string): string => Buffer.from(value).toString('base64')
  return {
    create: (fileName: string, byteLength: number, headers: Record<string, string> = {}) =>
      ask(`${url}files`, {
        method: 'POST',
        headers: { ...tus, 'Upload-Length': String(byteLength), 'Upload-Metadata': `filename ${encode(fileName)}`, ...headers },
      }),
    send: (location: string, offset: number, body: string) =>
      ask(
        new URL(location, url).href,
        {
          method: 'PATCH',
          headers: {
            ...tus,
            'Upload-Offset': String(offset),
            'Content-Type': 'application/offset+octet-stream',
            'Content-Length': Buffer.byteLength(body),
          },
        },
        body,
      ),
    look: (location: string) => ask(new URL(location, url).href, { method: 'HEAD', headers: tus }),
    remove: (location: string) => ask(new URL(location, url).href, { method: 'DELETE', headers: tus }),
  }
}
