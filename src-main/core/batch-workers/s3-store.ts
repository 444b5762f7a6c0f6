import { openAsBlob } from 'node:fs'
import { AwsClient } from 'aws4fetch'
import { AppError, appError } from '#shared/messages/app-error.ts'
import { writeFileAtomically } from '../files/atomic-file.ts'
import { hashFile, requireFile } from '../files/content-hash.ts'
import { checkContent, type FileStore, type StoredFile } from './file-store.ts'

/** Variables of the environment, under the names that other S3 programs read. */
export type S3Environment = Readonly<Record<string, string | undefined>>

/** A whole file at a slow connection. */
const transferMs = 30 * 60_000
/** The last of them some seconds later: a store that is busy says so for a while. */
const tries = 8

/** `address`: s3://bucket or s3://bucket/folder. Throws `workers.store-*`. */
export async function openS3Store(address: string, env: S3Environment): Promise<FileStore> {
  const accessKeyId = env['AWS_ACCESS_KEY_ID']
  const secretAccessKey = env['AWS_SECRET_ACCESS_KEY']
  if (!accessKeyId || !secretAccessKey) throw appError('workers.store-keys', {})
  const sessionToken = env['AWS_SESSION_TOKEN']
  const region = env['AWS_REGION'] ?? env['AWS_DEFAULT_REGION'] ?? 'us-east-1'
  const { bucket, base } = readAddress(address, region, env['AWS_ENDPOINT_URL_S3'] ?? env['AWS_ENDPOINT_URL'])
  const keys = { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) }
  const client = new AwsClient({ ...keys, service: 's3', region, retries: tries })
  const label = address
  const urlOf = ({ sha256 }: StoredFile): string => `${base}tidbit-files/${sha256}`

  async function ask(url: string, init: RequestInit, signal: AbortSignal): Promise<Response> {
    const answer = await client
      .fetch(url, { ...init, signal: AbortSignal.any([signal, AbortSignal.timeout(transferMs)]) })
      .catch((thrown: unknown) => {
        throw explain(thrown, label, signal)
      })
    if (answer.status === 401 || answer.status === 403) throw appError('workers.store-refused', { store: label })
    if (!answer.ok && answer.status !== 404)
      throw appError('workers.store-failed', { store: label, detail: `HTTP ${answer.status}` })
    return answer
  }

  const store: FileStore = {
    label,
    async put(file, stored, signal) {
      const there = await ask(urlOf(stored), { method: 'HEAD' }, signal)
      if (there.ok && Number(there.headers.get('content-length')) === stored.byteLength) return
      await requireFile(file)
      const body = await openAsBlob(file)
      // Not every server compares what it was sent with the hash that was promised.
      if ((await hashFile(file, { signal })).sha256 !== stored.sha256) throw appError('batch.input-changed', { file })
      const answer = await ask(urlOf(stored), { method: 'PUT', body, headers: { 'x-amz-content-sha256': stored.sha256 } }, signal)
      if (!answer.ok) throw appError('workers.store-failed', { store: label, detail: 'no such bucket' })
    },
    async fetch(stored, target, signal) {
      const answer = await ask(urlOf(stored), { method: 'GET' }, signal)
      if (!answer.ok || answer.body === null) throw appError('workers.file-missing', { file: target, store: label })
      const spoiled = (): Error => appError('workers.file-spoiled', { file: target, store: label })
      const content = checkContent(answer.body, stored, spoiled)
      await writeFileAtomically(target, explained(content, label, signal), { signal })
    },
  }
  // A list of what is in it would make the server look at every file, also at those that come in just now.
  const found = await ask(bucket, { method: 'HEAD' }, new AbortController().signal)
  if (!found.ok) throw appError('workers.store-failed', { store: label, detail: 'no such bucket' })
  return store
}

/** Its bucket, and where in it the files begin, with a slash at the end. Servers other than Amazon's are asked by path. */
function readAddress(
  address: string,
  region: string,
  endpoint: string | undefined,
): { readonly bucket: string; readonly base: string } {
  const parts = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(address)
  const folder = (parts?.[2] ?? '').split('/').filter(Boolean).map(encodeURIComponent)
  const name = parts?.[1]
  if (name === undefined || folder.some((part) => /^\.+$/.test(part))) throw appError('workers.store-address', { store: address })
  const bucket = bucketAt(name, region, endpoint)
  return { bucket, base: [bucket, ...folder, ''].join('/') }
}

function bucketAt(name: string, region: string, endpoint: string | undefined): string {
  if (endpoint === undefined || endpoint === '') return `https://${name}.s3.${region}.amazonaws.com`
  const url = URL.parse(endpoint)
  if (!url || !['http:', 'https:'].includes(url.protocol)) throw appError('workers.store-keys', {})
  return `${url.origin}/${name}`
}

async function* explained(source: AsyncIterable<Uint8Array>, label: string, signal: AbortSignal): AsyncIterable<Uint8Array> {
  try {
    yield* source
  } catch (thrown) {
    throw explain(thrown, label, signal)
  }
}

function explain(thrown: unknown, store: string, signal: AbortSignal): Error {
  if (signal.aborted) return appError('cancelled', {}, { cause: thrown })
  if (thrown instanceof AppError) return thrown
  const reason = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown
  const detail = reason instanceof Error && 'code' in reason ? String(reason.code) : 'no answer'
  return appError('workers.store-failed', { store, detail }, { cause: thrown })
}
