import http from 'node:http'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { inspect } from 'node:util'
import { beforeEach, expect, it } from 'vitest'
import { createMoodlePublisher } from '#main/core/publish/moodle-publisher.ts'
import type { PublishContext, PublishedFile, Publisher } from '#main/core/publish/publisher.ts'
import { createScormCloudPublisher } from '#main/core/publish/scorm-cloud-publisher.ts'
import { createTusPublisher } from '#main/core/publish/tus-publisher.ts'
import { createUploadMemory } from '#main/core/publish/upload-memory.ts'
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

it('blames the file, not the connection, for a file that got shorter, and sends an empty one as it is', async () => {
  const friendly = await openWebServer(() => ({ body: [{ itemid: 3 }] }))
  const { moodle } = publishersAt(friendly.address)
  const longer = { ...upload, byteLength: upload.byteLength + 100_000 }
  await expect(moodle.publish(longer, quiet())).rejects.toMatchObject({ code: 'publish.file-gone' })
  const file = path.join(folder, 'empty.zip')
  await writeFile(file, '')
  expect(await moodle.publish({ file, byteLength: 0 }, quiet())).toMatchObject({ finishUrl: expect.anything() })
})
