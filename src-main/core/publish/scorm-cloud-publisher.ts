import { createReadStream } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import scormCloud, {
  type ClientRequest,
  type Sent,
  type SentProgress,
} from '@rusticisoftware/scormcloud-api-v2-client-javascript'
import { z } from '#shared/base/zod.ts'
import { AppError, appError } from '#shared/messages/app-error.ts'
import type { Destination } from './destination.ts'
import { networkError, plainWords, statusError } from './network-error.ts'
import { readPackageId } from './package-id.ts'
import type { Publisher } from './publisher.ts'
import { retry } from './retry.ts'
import { longestSilenceMs, watchSilence } from './silence.ts'

type CloudDestination = Extract<Destination, { kind: 'scormcloud' }>
type Answered<T> = (error: unknown, data: T) => void

/** Its client counts the whole upload in. */
const longestMs = 6 * 3_600_000
/** Between two looks at an import; it takes seconds to minutes. */
const lookMs = 1_500
const mostLooks = 400

/** Follows no redirect: the key would go along (and its library fails at them in today's Node). */
class DirectClient extends scormCloud.ApiClient {
  override applyAuthToRequest(request: ClientRequest, names: readonly string[]): void {
    request.redirects(0)
    super.applyAuthToRequest(request, names)
  }
}

/** Uploads a package and waits until SCORM Cloud has imported it; the same lesson again becomes a new version of its course. */
export function createScormCloudPublisher(
  { appId }: CloudDestination,
  base: URL,
  secret: string,
  silenceMs: number = longestSilenceMs,
): Publisher {
  const { host } = base
  const client = new DirectClient()
  client.basePath = base.href.replace(/\/+$/, '')
  client.timeout = longestMs
  Object.assign(client.authentications.APP_NORMAL, { username: appId, password: secret })
  const courses = new scormCloud.CourseApi(client)
  /** As it travels, too. */
  const hidden = [secret, Buffer.from(`${appId}:${secret}`).toString('base64')]

  /** One request of the client as a promise. */
  function ask<T>(
    send: (answered: Answered<T>) => Sent,
    signal: AbortSignal,
    watch?: (progress: SentProgress) => void,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted()
      const giveUp = (reason: AppError): void => {
        end()
        reject(reason)
        sent.abort()
      }
      const stop = (): void => giveUp(appError('cancelled', {}))
      const silence = watchSilence(silenceMs, () =>
        giveUp(appError('publish.no-connection', { host, detail: 'ETIMEDOUT' }, { retryable: true })),
      )
      const end = (): void => {
        silence.end()
        signal.removeEventListener('abort', stop)
      }
      const sent = send((error, data) => {
        end()
        if (error === null || error === undefined) resolve(data)
        else reject(signal.aborted ? appError('cancelled', {}, { cause: error }) : explain(error))
      })
      sent.on('progress', (progress) => {
        silence.heard()
        watch?.(progress)
      })
      signal.addEventListener('abort', stop)
    })
  }

  /** The client gives errors with the answer's status, and the platform's words in its body. */
  function explain(error: unknown): unknown {
    if (!(error instanceof Error)) return error
    if (error instanceof AppError) return error
    // What should have been data.
    if (error instanceof SyntaxError) return appError('publish.not-understood', { host }, { cause: error })
    const status = 'status' in error && typeof error.status === 'number' ? error.status : null
    if (status === null) return networkError(error, host)
    const words = wordsOf(error)
    if (status === 400 && words !== null) return appError('publish.refused', { host, words: plainWords(words, ...hidden) })
    return statusError(status, host, locationOf(error)) ?? appError('publish.not-understood', { host })
  }

  async function waitForImport(importJobId: string, signal: AbortSignal): Promise<void> {
    for (let looks = 0; looks < mostLooks; looks += 1) {
      const look = () =>
        ask<{ status?: unknown; message?: unknown }>((told) => courses.getImportJobStatus(importJobId, told), signal)
      const { status, message } = await retry(look, signal)
      if (status === 'COMPLETE') return
      if (status === 'ERROR') throw appError('publish.refused', { host, words: plainWords(message, ...hidden) })
      await wait(lookMs, undefined, { signal }).catch((cause: unknown) => {
        throw appError('cancelled', {}, { cause })
      })
    }
    throw appError('publish.server-failed', { host, status: 504 }, { retryable: true })
  }

  return {
    async test(signal) {
      const api = new scormCloud.PingApi(client)
      await ask((told) => api.pingAppId(told), signal)
    },
    async publish({ file }, { signal, onProgress }) {
      const courseId = await readPackageId(file)
      const { result } = await retry(
        () =>
          ask<{ result?: unknown }>(
            (told) =>
              courses.createUploadAndImportCourseJob(
                courseId,
                { mayCreateNewVersion: true, uploadedContentType: 'application/zip', file: createReadStream(file) },
                told,
              ),
            signal,
            ({ direction, loaded, total }) => {
              if (direction === 'upload' && total > 0) onProgress((loaded / total) * 0.9)
            },
          ),
        signal,
      )
      if (typeof result !== 'string') throw appError('publish.not-understood', { host })
      onProgress(0.9)
      await waitForImport(result, signal)
      onProgress(1)
      return { place: `${host}: ${courseId}`, finishUrl: 'https://cloud.scorm.com/' }
    },
  }
}

const answerSchema = z.looseObject({
  response: z.looseObject({
    body: z.unknown(),
    headers: z.looseObject({ location: z.string().optional() }).optional(),
  }),
})

function locationOf(error: Error): string | null {
  const answered = answerSchema.safeParse(error)
  return (answered.success && answered.data.response.headers?.location) || null
}

function wordsOf(error: Error): string | null {
  const answered = answerSchema.safeParse(error)
  const body = answered.success ? answered.data.response.body : null
  return typeof body === 'object' && body !== null && 'message' in body && typeof body.message === 'string' ? body.message : null
}
