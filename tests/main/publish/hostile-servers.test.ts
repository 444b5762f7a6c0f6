import http from 'node:http'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { inspect } from 'node:util'
import { beforeEach, expect, it } from 'vitest'
import { createMoodlePublisher } from '#main/core/publish/moodle-publisher.ts'
import { networkError } from '#main/core/publish/network-error.ts'
import type { PublishContext, PublishedFile, Publisher } from '#main/core/publish/publisher.ts'
import { createScormCloudPublisher } from '#main/core/publish/scorm-cloud-publisher.ts'
import { createTusPublisher } from '#main/core/publish/tus-publisher.ts'
import { createUploadMemory } from '#main/core/publish/upload-memory.ts'
import { describeError, toErrorData } from '#shared/messages/app-error.ts'
import { temporaryFolder } from '../files/temporary-folder.ts'
import { writeZip } from '../project-file/packed-lesson.ts'
import { listen, openWebServer } from './web-server.ts'

const secret = 's3cret-Key-9'
let folder: string
let upload: PublishedFile

beforeEach(async () => {
  folder = await temporaryFolder()
  const file = path.join(folder, 'lesson.zip')
  await writeZip(file, { 'imsmanifest.xml': '<manifest identifier="lesson"/>', 'a.bin': 'x'.repeat(200_000) })
  upload = { file, byteLength: (await readFile(file)).length }
})

const quiet = (): PublishContext => ({ signal: new AbortController().signal, onProgress: () => undefined })

function publishersAt(address: string, silenceMs?: number): Readonly<Record<'moodle' | 'tus' | 'scormcloud', Publisher>> {
  const url = new URL(address)
  return {
    moodle: createMoodlePublisher({ kind: 'moodle', url: address, courseId: null }, url, secret),
    tus: createTusPublisher(url, secret, createUploadMemory(path.join(folder, 'uploads.json')), silenceMs),
    scormcloud: createScormCloudPublisher({ kind: 'scormcloud', url: address, appId: 'app' }, url, secret, silenceMs),
  }
}

it('gives up a server that takes everything and never answers', async () => {
  const silent = await listen(http.createServer((request) => void request.resume()))
  const { tus, scormcloud } = publishersAt(silent, 100)
  await expect(tus.publish(upload, quiet())).rejects.toMatchObject({ code: 'publish.no-connection' })
  await expect(scormcloud.test(quiet().signal)).rejects.toMatchObject({ code: 'publish.no-connection' })
})

it('gives up a tus server whose answer never ends', async () => {
  const endless = await listen(
    http.createServer((request, response) => {
      request.resume()
      response.writeHead(200, { 'Content-Length': 5_000 }).write('{')
    }),
  )
  await expect(publishersAt(endless, 100).tus.publish(upload, quiet())).rejects.toMatchObject({ code: 'publish.no-connection' })
})

it('tells no key that a server says back, neither as it was typed nor as it travelled', async () => {
  const travelled = Buffer.from(`app:${secret}`).toString('base64')
  const rude = await openWebServer(() => ({ status: 400, body: { message: `No ${secret}, no ${travelled}` } }))
  for (const [kind, publisher] of Object.entries(publishersAt(rude.address))) {
    const told: unknown = await publisher.publish(upload, quiet()).catch((thrown: unknown) => thrown)
    expect(told).toMatchObject({ name: 'AppError' })
    const shown = inspect((told as { data: unknown }).data, { depth: null })
    expect(shown).not.toContain(secret)
    if (kind === 'scormcloud') expect(shown).not.toContain(travelled)
  }
})

it('does not understand an answer that is no data', async () => {
  const mad = await openWebServer(() => ({ body: '{{{{' }))
  const { moodle, scormcloud } = publishersAt(mad.address)
  await expect(moodle.publish(upload, quiet())).rejects.toMatchObject({ code: 'publish.not-understood' })
  await expect(scormcloud.publish(upload, quiet())).rejects.toMatchObject({ code: 'publish.not-understood' })
})

it('does not promise that waiting helps where the address is that of something else', async () => {
  const page = await openWebServer(() => ({ body: '<!doctype html><title>Log in</title>' }))
  const strict = await openWebServer(() => ({ status: 415, body: '<h1>Unsupported</h1>' }))
  for (const { address } of [page, strict])
    for (const publisher of Object.values(publishersAt(address)))
      await expect(publisher.publish(upload, quiet())).rejects.toMatchObject({
        code: 'publish.not-understood',
        data: { retryable: false },
      })
  const spoken = await openWebServer(() => ({ status: 400, body: 'Only films, please' }))
  await expect(publishersAt(spoken.address).tus.publish(upload, quiet())).rejects.toMatchObject({
    data: { params: { words: 'Only films, please' } },
  })
})

it('says in words why a place cannot be reached', () => {
  const sentenceFor = (code: string): string =>
    describeError(toErrorData(networkError(Object.assign(new Error('x'), { code }), 'moodle.example')))
  expect(sentenceFor('ENOTFOUND')).toContain('(nobody knows this address)')
  expect(sentenceFor('CERT_HAS_EXPIRED')).toContain('(its certificate has expired)')
  expect(sentenceFor('EODD')).toContain('(EODD)')
})

it('blames the file, not the connection, for a file that got shorter, and sends an empty one as it is', async () => {
  const friendly = await openWebServer(({ url }) => ({
    body: url.pathname.endsWith('upload.php') ? [{ itemid: 3 }] : { sitename: 'School', uploadfiles: 1 },
  }))
  const { moodle } = publishersAt(friendly.address)
  const longer = { ...upload, byteLength: upload.byteLength + 100_000 }
  await expect(moodle.publish(longer, quiet())).rejects.toMatchObject({ code: 'publish.file-gone' })
  const file = path.join(folder, 'empty.zip')
  await writeFile(file, '')
  expect(await moodle.publish({ file, byteLength: 0 }, quiet())).toMatchObject({ finishUrl: expect.anything() })
})
