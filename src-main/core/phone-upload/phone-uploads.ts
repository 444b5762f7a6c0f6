import { randomBytes, randomUUID } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import { AppError, appError, toErrorData, type ErrorData } from '#shared/messages/app-error.ts'
import type { RecordingId } from '#shared/ipc/areas/recording.ts'
import type { LessonId } from '#shared/project/ids.ts'
import { fileError } from '../files/file-error.ts'
import { makeFolder } from '../files/folder.ts'
import { listLocalAddresses, type LocalAddress } from './local-addresses.ts'
import type { MediaKind } from '../media/identify-messages.ts'
import { keepReceived, nameReceived, removeFolder } from './received-files.ts'
import { startUploadServer } from './upload-server.ts'
import { UploadRefusal } from './upload-refusal.ts'
import type { createUploadStore } from './upload-store.ts'

/** After so long without a request nobody is let in any more. */
export const idleLimitMs = 15 * 60_000
/** Digits and small letters without those that look alike (Crockford's), for somebody who types the address on a phone. */
const secretSigns = '0123456789abcdefghjkmnpqrstvwxyz'
/** Of five bits each: 130 bits. */
const secretLength = 26

export type ReceivedUpload = {
  readonly uploadId: string
  readonly fileName: string
  readonly receivedBytes: number
  readonly totalBytes: number
  readonly state: 'receiving' | 'checking' | 'done' | 'failed'
  readonly error: ErrorData | null
  /** Where it lies, once it is done. */
  readonly file: string | null
  /** Under which it is offered again until its clip is in its lesson; once it is done. */
  readonly recordingId: RecordingId | null
}

export type PhoneState = {
  readonly url: string
  readonly address: string
  readonly addresses: readonly LocalAddress[]
  readonly connected: boolean
  readonly uploads: readonly ReceivedUpload[]
  readonly ended: 'closed' | 'idle' | null
}

export type OpenPhoneSession = {
  readonly state: PhoneState
  /** Lets nothing in any more and forgets what is on its way. */
  close(): Promise<void>
}

type Order = {
  readonly lessonId: LessonId
  readonly lessonTitle: string
  /** One of this computer's; null for the likeliest. */
  readonly address: string | null
}

/** The way in for clips from a phone: closed unless somebody asks, one session at a time. */
export type PhoneUploads = {
  /** Ends the session before. Throws `phone.no-network`, `phone.address-gone`, `file.*`. */
  open(order: Order, listener: (state: PhoneState) => void): Promise<OpenPhoneSession>
  /** Removes what an earlier run left unfinished. */
  clean(): Promise<void>
  close(): Promise<void>
}

type Options = {
  /** For clips, by lesson, and for what is on its way. */
  readonly folder: string
  /** Where the built page lies. */
  readonly pageFolder: string
  /** Looks into a file, whatever it is called. Throws `media.*` for what is no clip, sound or picture. */
  readonly identify: (file: string) => Promise<MediaKind>
  /** Keeps a note of a clip that is in no lesson yet; `folder` is that of the recordings. */
  readonly noteReceived: (lessonId: LessonId, fileName: string) => Promise<RecordingId>
  readonly log: (thrown: unknown) => void
  readonly localAddresses?: () => readonly LocalAddress[]
  readonly freeBytes?: (folder: string) => Promise<number>
  readonly now?: () => number
}

const newSecret = (): string => [...randomBytes(secretLength)].map((byte) => secretSigns[byte & 31]).join('')

function chooseAddress(wanted: string | null, addresses: readonly LocalAddress[]): string {
  const [likeliest] = addresses
  if (!likeliest) throw appError('phone.no-network', {})
  if (wanted === null) return likeliest.address
  if (addresses.some(({ address }) => address === wanted)) return wanted
  throw appError('phone.address-gone', { address: wanted })
}

/** What is in the file is to blame; an engine that failed says nothing of it. */
const isNoMedia = (thrown: unknown): boolean =>
  thrown instanceof AppError && thrown.code.startsWith('media.') && thrown.code !== 'media.engine-failed'

/** What the page on the phone makes its sentence of: no clip, no room, or only that it did not work. */
function statusOf(thrown: unknown): number {
  if (thrown instanceof UploadRefusal) return thrown.status_code
  if (isNoMedia(thrown)) return 415
  return thrown instanceof AppError && thrown.code === 'file.disk-full' ? 507 : 422
}

export function createPhoneUploads(options: Options): PhoneUploads {
  const {
    folder,
    pageFolder,
    identify,
    noteReceived,
    log,
    localAddresses = listLocalAddresses,
    freeBytes,
    now = Date.now,
  } = options
  const unfinishedFolder = path.join(folder, 'unfinished')
  let current: OpenPhoneSession | null = null
  /** Sessions follow each other even where two are asked for at once. */
  let last: Promise<unknown> = Promise.resolve()

  async function start(order: Order, listener: (state: PhoneState) => void): Promise<OpenPhoneSession> {
    const addresses = localAddresses()
    const address = chooseAddress(order.address, addresses)
    const workFolder = path.join(unfinishedFolder, randomUUID())
    try {
      makeFolder(workFolder)
    } catch (thrown) {
      throw fileError(thrown, { file: workFolder, action: 'write' })
    }
    const token = newSecret()
    const basePath = `/${token}/files`
    const uploads = new Map<string, ReceivedUpload>()
    /** What the phone is answered, for HTTP. */
    const failures = new Map<string, number>()
    let usedAt = now()
    let state: PhoneState = { url: '', address, addresses, connected: false, uploads: [], ended: null }

    function tell(changes: Partial<PhoneState>): void {
      state = { ...state, ...changes }
      listener(state)
    }
    function note(uploadId: string, changes: Partial<ReceivedUpload>): void {
      const known = uploads.get(uploadId)
      if (!known || state.ended !== null) return
      uploads.set(uploadId, { ...known, ...changes })
      tell({ uploads: [...uploads.values()] })
    }

    /** A file that is whole is looked into and gets its place, or goes. */
    async function finish(uploadId: string, receivedFile: string): Promise<void> {
      const { fileName, totalBytes } = uploads.get(uploadId) ?? { fileName: '', totalBytes: 0 }
      note(uploadId, { state: 'checking', receivedBytes: totalBytes })
      try {
        const kind = await identify(receivedFile)
        if (state.ended !== null) throw new UploadRefusal(410)
        const { lessonId } = order
        const takeNote = (keptName: string): Promise<RecordingId> => noteReceived(lessonId, keptName)
        const kept = await keepReceived(receivedFile, folder, lessonId, nameReceived(fileName, kind), takeNote)
        const { file, note: recordingId } = kept
        note(uploadId, { state: 'done', file, fileName: path.basename(file), recordingId })
      } catch (thrown) {
        await rm(receivedFile, { force: true })
        const refused = isNoMedia(thrown)
        const error = refused ? appError('phone.refused', { file: fileName }).data : toErrorData(thrown)
        note(uploadId, { state: 'failed', error })
        if (!refused && !(thrown instanceof AppError) && !(thrown instanceof UploadRefusal)) log(thrown)
        const status = statusOf(thrown)
        failures.set(uploadId, status)
        throw new UploadRefusal(status)
      } finally {
        await rm(`${receivedFile}.json`, { force: true })
      }
    }

    /** A phone that missed the answer to its last part asks again: the file is no longer where the parts are put together. */
    function answerFinished(upload: ReceivedUpload, request: IncomingMessage, response: ServerResponse): boolean {
      if (upload.state === 'receiving') return false
      const status =
        upload.state === 'checking'
          ? 423
          : upload.state === 'failed'
            ? (failures.get(upload.uploadId) ?? 422)
            : request.method === 'HEAD'
              ? 200
              : 403
      const size = String(upload.totalBytes)
      response.writeHead(status, {
        'Tus-Resumable': '1.0.0',
        'Content-Length': 0,
        ...(status === 200 && { 'Upload-Offset': size, 'Upload-Length': size }),
      })
      response.end()
      return true
    }

    const assets = {
      'page.js': await readFile(path.join(pageFolder, 'page.js')),
      'page.css': await readFile(path.join(pageFolder, 'page.css')),
    }
    // The store needs the port, which the server gets only now.
    let store: ReturnType<typeof createUploadStore> | null = null
    const server = await startUploadServer({
      address,
      token,
      uploadKey: newSecret(),
      lessonTitle: order.lessonTitle,
      assets,
      log,
      now,
      onConnect: () => tell({ connected: true }),
      onUse: () => {
        usedAt = now()
      },
      async onUpload(request, response, uploadId) {
        const known = uploadId === null ? undefined : uploads.get(uploadId)
        if (known && answerFinished(known, request, response)) return
        await store?.handle(request, response)
      },
    })
    // Loaded when first wanted: most starts of the program never need it.
    const { createUploadStore: makeStore } = await import('./upload-store.ts')
    store = makeStore({
      folder: workFolder,
      basePath,
      origin: server.origin,
      ...(freeBytes && { freeBytes }),
      events: {
        created(uploadId, fileName, totalBytes) {
          const upload = {
            uploadId,
            fileName,
            totalBytes,
            receivedBytes: 0,
            state: 'receiving',
            error: null,
            file: null,
            recordingId: null,
          } as const
          uploads.set(uploadId, upload)
          tell({ uploads: [...uploads.values()] })
        },
        received(uploadId, receivedBytes) {
          usedAt = now()
          note(uploadId, { receivedBytes })
        },
        finished: finish,
        terminated(uploadId) {
          uploads.delete(uploadId)
          tell({ uploads: [...uploads.values()] })
        },
      },
    })

    async function end(why: 'closed' | 'idle'): Promise<void> {
      if (state.ended !== null) return
      clearInterval(timer)
      if (current === session) current = null
      tell({ ended: why })
      await server.close()
      await removeFolder(workFolder)
    }
    const timer = setInterval(() => {
      if (now() - usedAt >= idleLimitMs) void end('idle').catch(log)
    }, 1000)
    timer.unref()
    const session: OpenPhoneSession = {
      get state() {
        return state
      },
      close: () => end('closed'),
    }
    tell({ url: server.url })
    return session
  }

  return {
    open(order, listener) {
      const opening = last.then(async () => {
        await current?.close()
        current = await start(order, listener)
        return current
      })
      last = opening.catch(() => undefined)
      return opening
    },
    clean: () => removeFolder(unfinishedFolder),
    async close() {
      await last
      await current?.close()
    },
  }
}
