import { createServer, type Server } from 'node:http'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { FileStore } from '@tus/file-store'
import { Server as TusServer } from '@tus/server'
import { beforeEach, describe, expect, it } from 'vitest'
import { networkError } from '#main/core/publish/network-error.ts'
import { createPublisher } from '#main/core/publish/create-publisher.ts'
import { parseAddress, type Destination } from '#main/core/publish/destination.ts'
import type { PublishContext, PublishedFile } from '#main/core/publish/publisher.ts'
import { createUploadMemory, type UploadMemory } from '#main/core/publish/upload-memory.ts'
import { temporaryFolder } from '../files/temporary-folder.ts'
import { writeZip } from '../project-file/packed-lesson.ts'
import { openMoodle } from './moodle-server.ts'
import { openScormCloud } from './scorm-cloud-server.ts'
import { listen, openWebServer } from './web-server.ts'

let folder: string
let memory: UploadMemory
let upload: PublishedFile

beforeEach(async () => {
  folder = await temporaryFolder()
  memory = createUploadMemory(path.join(folder, 'memory', 'uploads.json'))
  const file = path.join(folder, 'lesson ü.zip')
  await writeZip(file, { 'imsmanifest.xml': '<?xml version="1.0"?><manifest identifier="lesson-42" version="1"/>', 'a.bin': 'x' })
  upload = { file, byteLength: (await readFile(file)).length }
})

const quiet = (): PublishContext => ({ signal: new AbortController().signal, onProgress: () => undefined })

async function publish(destination: Destination, secret = '', context = quiet()) {
  return (await createPublisher(destination, secret, memory)).publish(upload, context)
}

describe('a web address', () => {
  it('must be protected, but on this computer, and has no password in it', () => {
    expect(parseAddress(' moodle.example/site/ ').href).toBe('https://moodle.example/site/')
    expect(parseAddress('http://127.0.0.1:8080').protocol).toBe('http:')
    expect(parseAddress('http://localhost/x').protocol).toBe('http:')
    for (const address of ['http://moodle.example', 'http://127.0.0.1.evil.example', 'http://10.0.0.1'])
      expect(() => parseAddress(address)).toThrow(/without protection/)
    for (const address of ['', 'ftp://x.example', 'https://me:pass@x.example', 'javascript:alert(1)'])
      expect(() => parseAddress(address)).toThrow(/not a web address/)
  })
})

describe('a folder', () => {
  it('gets the file whole, in the place of an older one', async () => {
    const target = path.join(folder, 'share')
    await mkdir(target)
    await writeFile(path.join(target, 'lesson ü.zip'), 'older')
    const { place } = await publish({ kind: 'folder', folder: target })
    expect((await readFile(place)).equals(await readFile(upload.file))).toBe(true)
    expect(await readdir(target)).toEqual(['lesson ü.zip'])
  })

  it('that is gone is not made anew, and the package is never written over itself', async () => {
    await expect(publish({ kind: 'folder', folder: path.join(folder, 'gone') })).rejects.toMatchObject({ code: 'file.not-found' })
    await expect(publish({ kind: 'folder', folder })).rejects.toMatchObject({ code: 'export.target-is-source' })
  })
})

describe('Moodle', () => {
  const at = (url: string, courseId: number | null = null): Destination => ({ kind: 'moodle', url, courseId })

  it('gets the file into the private files of the user, and the page to finish is told', async () => {
    const moodle = await openMoodle()
    const seen: number[] = []
    const context = { signal: new AbortController().signal, onProgress: (fraction: number) => void seen.push(fraction) }
    const { finishUrl } = await publish(at(moodle.url, 7), 'abc123', context)
    expect(finishUrl).toBe(`${moodle.url}/course/modedit.php?add=scorm&course=7&section=0&return=0`)
    const [kept] = moodle.privateFiles
    expect(kept?.name).toBe('lesson ü.zip')
    expect(Buffer.from((await kept?.arrayBuffer()) ?? new ArrayBuffer()).equals(await readFile(upload.file))).toBe(true)
    expect(seen.at(-1)).toBe(1)
    for (const { url } of moodle.asked) expect(url.href).not.toContain('abc123')
  })

  it('that does not know the token, or refuses in words, says so without the token', async () => {
    const moodle = await openMoodle({ token: 'other', uploads: false })
    await expect(publish(at(moodle.url), 'abc123')).rejects.toMatchObject({ code: 'publish.unauthorized' })
    const unserved = await openMoodle({ serves: false })
    await expect(publish(at(unserved.url), 'abc123')).rejects.toMatchObject({ code: 'publish.forbidden' })
    const publisher = await createPublisher(at(moodle.url), 'other', memory)
    await expect(publisher.test(new AbortController().signal)).rejects.toMatchObject({ code: 'publish.forbidden' })
    const rude = await openWebServer(() => ({ body: { errorcode: 'x', error: 'No <b>abc123</b>\u0000 here' } }))
    await expect(publish(at(rude.address), 'abc123')).rejects.toThrow('No ••• here')
  })

  it('that takes no file of this size says so, before it is sent where that is known', async () => {
    for (const limit of [{ mostBytes: 10 }, { mostPostedBytes: 10 }]) {
      const moodle = await openMoodle(limit)
      await expect(publish(at(moodle.url), 'abc123')).rejects.toMatchObject({ code: 'publish.too-large' })
    }
    const told = await openMoodle({ mostToldBytes: upload.byteLength - 1 })
    await expect(publish(at(told.url), 'abc123')).rejects.toMatchObject({ code: 'publish.too-large' })
    expect(told.asked.map(({ url }) => url.pathname)).toEqual(['/moodle/webservice/rest/server.php'])
    const enough = await openMoodle({ mostToldBytes: upload.byteLength })
    await publish(at(enough.url), 'abc123')
    expect(enough.privateFiles.length).toBe(1)
  })

  it('is found by the address of any of its pages, and a course by its own', async () => {
    const moodle = await openMoodle()
    const course = await publish(at(`${moodle.url}/course/view.php?id=42`), 'abc123')
    expect(course.finishUrl).toBe(`${moodle.url}/course/modedit.php?add=scorm&course=42&section=0&return=0`)
    const pages = ['', '/', '/my', '/my/', '/my/courses.php', '/login/index.php', '/mod/scorm/view.php?id=9', '/index.php']
    for (const page of pages) {
      const { finishUrl } = await publish(at(`${moodle.url}${page}`), 'abc123')
      expect(finishUrl).toBe(`${moodle.url}/user/files.php`)
    }
  })

  it('opens the page of the course that fits the package', async () => {
    const moodle = await openMoodle()
    for (const [name, page] of [
      ['lesson.h5p', 'course/modedit.php?add=h5pactivity&course=7&section=0&return=0'],
      ['course.mbz', 'course/view.php?id=7'],
      ['course.imscc', 'course/view.php?id=7'],
    ] as const) {
      const file = path.join(folder, name)
      await writeFile(file, 'x')
      const publisher = await createPublisher(at(moodle.url, 7), 'abc123', memory)
      const { finishUrl } = await publisher.publish({ file, byteLength: 1 }, quiet())
      expect(finishUrl).toBe(`${moodle.url}/${page}`)
    }
  })

  it('that sends on to another address, or is none, gets no second request', async () => {
    const elsewhere = await openWebServer(() => ({ body: [{ itemid: 1 }] }))
    const moved = await openWebServer(() => ({ status: 302, headers: { Location: `${elsewhere.address}/x` } }))
    await expect(publish(at(moved.address), 'abc123')).rejects.toMatchObject({ code: 'publish.redirected' })
    expect(elsewhere.asked).toEqual([])
    for (const [status, code] of [
      [401, 'unauthorized'],
      [403, 'forbidden'],
      [404, 'not-found'],
      [413, 'too-large'],
    ] as const) {
      const failing = await openWebServer(() => ({ status }))
      await expect(publish(at(failing.address), 'abc123')).rejects.toMatchObject({ code: `publish.${code}` })
      expect(failing.asked.length).toBe(1)
    }
    const page = await openWebServer(() => ({ body: '<html>' }))
    await expect(publish(at(page.address), 'abc123')).rejects.toMatchObject({ code: 'publish.not-understood' })
    await expect(publish(at(page.address), '')).rejects.toMatchObject({ code: 'publish.secret-missing' })
  })

  it('is tried again where it was in trouble for a moment', async () => {
    const moodle = await openMoodle()
    let failures = 1
    const shaky = await openWebServer(({ url }) => {
      failures -= 1
      if (failures >= 0) return { status: 503 }
      return url.pathname.endsWith('upload.php') ? { body: [{ itemid: 5 }] } : { body: { sitename: 'School', uploadfiles: 1 } }
    })
    await publish(at(shaky.address), 'abc123')
    expect(shaky.asked.map(({ url }) => url.pathname)).toEqual([
      '/webservice/rest/server.php',
      '/webservice/rest/server.php',
      '/webservice/upload.php',
      '/webservice/rest/server.php',
    ])
    expect(moodle.asked).toEqual([])
  })
})

describe('a connection', () => {
  const at = (url: string): Destination => ({ kind: 'moodle', url, courseId: null })

  it('that is refused, or not proven, is told apart', async () => {
    const closed = await openWebServer(() => ({}))
    const { port } = new URL(closed.address)
    const gone = createServer()
    const address = await listen(gone)
    await new Promise((resolve) => gone.close(resolve))
    expect(address).not.toContain(port)
    const publisher = await createPublisher(at(address), 'abc123', memory)
    await expect(publisher.test(new AbortController().signal)).rejects.toMatchObject({ code: 'publish.no-connection' })
    const unproven = Object.assign(new Error('x'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
    expect(networkError(unproven, 'moodle.example')).toMatchObject({ code: 'publish.certificate' })
  })

  it('over which the platform answers before it has everything brings that answer', async () => {
    await writeFile(upload.file, Buffer.alloc(9_000_000))
    upload = { ...upload, byteLength: 9_000_000 }
    const server = createServer((request, response) => {
      const isUpload = request.url === '/webservice/upload.php'
      response.writeHead(isUpload ? 413 : 200, { Connection: 'close' })
      response.end(isUpload ? '' : JSON.stringify({ sitename: 'School', uploadfiles: 1 }))
    })
    await expect(publish(at(await listen(server)), 'abc123')).rejects.toMatchObject({ code: 'publish.too-large' })
  })

  it('is given up at once where the user stops', async () => {
    const controller = new AbortController()
    const server = createServer(() => controller.abort())
    const stopping = { signal: controller.signal, onProgress: () => undefined }
    const address = await listen(server)
    await expect(publish(at(address), 'abc123', stopping)).rejects.toMatchObject({ code: 'cancelled' })
    const cloud: Destination = { kind: 'scormcloud', url: address, appId: 'A' }
    await expect(publish(cloud, 's3cret', stopping)).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('SCORM Cloud', () => {
  const at = (url: string): Destination => ({ kind: 'scormcloud', url, appId: 'APP1' })

  it('gets the package as a version of the course that the lesson always is, and its import is waited for', async () => {
    const cloud = await openScormCloud()
    await (await createPublisher(at(cloud.url), 's3cret', memory)).test(new AbortController().signal)
    await publish(at(cloud.url), 's3cret')
    expect(cloud.courses).toMatchObject([{ courseId: 'lesson-42' }])
    expect(cloud.courses[0]?.bytes).toBeGreaterThan(upload.byteLength)
  })

  it('says in its own words why a package was not taken, and a wrong key is told', async () => {
    const refusing = await openScormCloud({ problem: 'The manifest is s3cret' })
    await expect(publish(at(refusing.url), 's3cret')).rejects.toThrow('The manifest is •••')
    await expect(publish(at(refusing.url), 'wrong')).rejects.toMatchObject({ code: 'publish.unauthorized' })
  })

  it('gets the key from nobody who sends on to another host, and no other file', async () => {
    const elsewhere = await openWebServer(() => ({ body: { result: 'x' } }))
    const moved = await openWebServer(() => ({ status: 307, headers: { Location: `${elsewhere.address}/api/v2/ping` } }))
    const publisher = await createPublisher(at(`${moved.address}/api/v2`), 's3cret', memory)
    await expect(publisher.test(new AbortController().signal)).rejects.toMatchObject({ code: 'publish.redirected' })
    expect(elsewhere.asked).toEqual([])
    await writeFile(upload.file, 'no zip')
    await expect(publish(at(moved.address), 's3cret')).rejects.toMatchObject({ code: 'publish.wrong-file' })
  })
})

describe('tus', () => {
  const at = (url: string): Destination => ({ kind: 'tus', url })

  /** The real server of the tus project. */
  async function openTus(store: string, onRequest: (server: Server) => void = () => undefined): Promise<string> {
    await mkdir(store, { recursive: true })
    const tus = new TusServer({ path: '/files', datastore: new FileStore({ directory: store }), relativeLocation: true })
    const server = createServer((request, response) => {
      onRequest(server)
      void tus.handle(request, response)
    })
    return `${await listen(server)}/files`
  }

  const stored = async (store: string): Promise<readonly Buffer[]> =>
    Promise.all((await readdir(store)).filter((name) => !name.endsWith('.json')).map((name) => readFile(path.join(store, name))))

  it('takes a file whole', async () => {
    const store = path.join(folder, 'store')
    const url = await openTus(store)
    await (await createPublisher(at(url), '', memory)).test(new AbortController().signal)
    const { place } = await publish(at(url), 'key')
    expect(place.startsWith(url)).toBe(true)
    expect((await stored(store)).map((bytes) => bytes.equals(Buffer.from('')))).toEqual([false])
    expect((await stored(store))[0]?.equals(await readFile(upload.file))).toBe(true)
  })

  it('goes on where it was after the program was started again', async () => {
    const bytes = Buffer.alloc(12_000_000, 'tidbit ')
    await writeFile(upload.file, bytes)
    upload = { ...upload, byteLength: bytes.length }
    const store = path.join(folder, 'store')
    let patches = 0
    const controller = new AbortController()
    const url = await openTus(store, () => {
      patches += 1
    })
    const stopping = { signal: controller.signal, onProgress: (done: number) => void (done > 0.5 && controller.abort()) }
    await expect(publish(at(url), '', stopping)).rejects.toMatchObject({ code: 'cancelled' })
    const before = patches
    // Another run knows only what is on disk.
    memory = createUploadMemory(path.join(folder, 'memory', 'uploads.json'))
    const seen: number[] = []
    await publish(at(url), '', { ...quiet(), onProgress: (done: number) => void seen.push(done) })
    expect((await stored(store)).length).toBe(1)
    expect((await stored(store))[0]?.equals(bytes)).toBe(true)
    expect(patches).toBeGreaterThan(before)
    expect(seen[0]).toBeGreaterThan(0.3)
    expect(JSON.parse(await readFile(path.join(folder, 'memory', 'uploads.json'), 'utf8'))).toEqual({})
  })

  it('stops sending where it cannot remember the upload', async () => {
    const bytes = Buffer.alloc(12_000_000, 'tidbit ')
    await writeFile(upload.file, bytes)
    memory = { ...memory, keep: () => Promise.reject(new Error('no space')) }
    let requests = 0
    const url = await openTus(path.join(folder, 'store'), () => {
      requests += 1
    })
    await expect(publish(at(url))).rejects.toThrow('no space')
    const before = requests
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    expect(requests).toBe(before)
    expect(before).toBeLessThan(3)
  })

  it('begins anew where the server has forgotten the upload', async () => {
    const store = path.join(folder, 'store')
    const url = await openTus(store)
    await publish(at(url))
    const names = await readdir(store)
    await Promise.all(names.map((name) => rm(path.join(store, name))))
    await publish(at(url))
    expect((await stored(store)).length).toBe(1)
  })

  it('never follows to another host, neither by a redirect nor by the address of the upload', async () => {
    const elsewhere = await openWebServer(() => ({ status: 204, headers: { 'Upload-Offset': '0', 'Tus-Resumable': '1.0.0' } }))
    const moving = await openWebServer(() => ({
      status: 201,
      headers: { Location: `${elsewhere.address}/files/1`, 'Tus-Resumable': '1.0.0' },
    }))
    await expect(publish(at(moving.address), 'key')).rejects.toMatchObject({ code: 'publish.redirected' })
    const sending = await openWebServer(() => ({ status: 307, headers: { Location: `${elsewhere.address}/files` } }))
    await expect(publish(at(sending.address), 'key')).rejects.toMatchObject({ code: 'publish.redirected' })
    expect(elsewhere.asked).toEqual([])
    const closed = await openWebServer(() => ({ status: 401 }))
    await expect(publish(at(closed.address), 'key')).rejects.toMatchObject({ code: 'publish.unauthorized' })
  })
})
