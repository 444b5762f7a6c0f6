import { access, readFile, readdir, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { idleLimitMs } from '#main/core/phone-upload/phone-uploads.ts'
import { keepReceived } from '#main/core/phone-upload/received-files.ts'
import { temporaryFolder } from '../files/temporary-folder.ts'
import { ask, createSender, lessonId, openSession, readKey } from './open-session.ts'

async function begin(options: Parameters<typeof openSession>[1] = {}) {
  const folder = await temporaryFolder()
  const opened = await openSession(folder, options)
  onTestFinished(() => opened.uploads.close())
  return { ...opened, folder, clipFolder: join(folder, 'clips', lessonId), url: opened.session.state.url }
}

async function beginSending(options: Parameters<typeof openSession>[1] = {}) {
  const begun = await begin(options)
  const key = await readKey(begun.url)
  return { ...begun, key, sender: createSender(begun.url, key) }
}

const locationOf = (answer: Awaited<ReturnType<typeof ask>>): string => {
  if (answer?.headers.location === undefined) throw new Error(`no upload was made: ${answer?.status}`)
  return answer.headers.location
}

describe('a clip from a phone', () => {
  it('comes in part by part and goes on where it stopped', async () => {
    const { sender, session, states, clipFolder, defects } = await beginSending()
    const location = locationOf(await sender.create('Mein Film.MOV', 10))
    expect((await sender.send(location, 0, 'clip'))?.status).toBe(204)
    // The connection was lost: the phone asks how far it is.
    expect((await sender.look(location))?.headers['upload-offset']).toBe('4')
    expect((await sender.send(location, 0, 'clip'))?.status).toBe(409)
    expect((await sender.send(location, 4, '123456'))?.status).toBe(204)
    expect(session.state.uploads).toMatchObject([{ state: 'done', fileName: 'Mein Film.mov', receivedBytes: 10, totalBytes: 10 }])
    expect(await readFile(join(clipFolder, 'Mein Film.mov'), 'utf8')).toBe('clip123456')
    expect(new Set(states.flatMap(({ uploads }) => uploads.map(({ state }) => state)))).toEqual(
      new Set(['receiving', 'checking', 'done']),
    )
    // The answer to the last part was lost: it is whole, and not sent again.
    expect((await sender.look(location))?.headers).toMatchObject({ 'upload-offset': '10', 'upload-length': '10' })
    expect(defects).toEqual([])
  })

  it('keeps what came before it under the same name', async () => {
    const { sender, session, clipFolder, noted } = await beginSending()
    for (const content of ['clip 1', 'clip 2']) await sender.send(locationOf(await sender.create('image.jpg', 6)), 0, content)
    expect((await readdir(clipFolder)).toSorted()).toEqual(['image (2).mp4', 'image.mp4'])
    // Each with a note of its own, for the case that the program ends before it is in the lesson.
    expect(noted).toEqual(['image.mp4', 'image (2).mp4'])
    expect(new Set(session.state.uploads.map(({ recordingId }) => recordingId)).size).toBe(2)
  })

  it.each([
    ['../../../etc/passwd', 'passwd.mp4'],
    ['..\\..\\evil.exe', 'evil.mp4'],
    ['/absolute.mov', 'absolute.mov'],
    ['CON.mp4', 'CON-file.mp4'],
    ['clip\u202e4pm.exe', 'clip 4pm.mp4'],
    ['a\u0000b.mp4', 'a b.mp4'],
    ['.mp4', 'Clip from my phone.mp4'],
    ['', 'Clip from my phone.mp4'],
  ])('called %j is kept as %j', async (given, kept) => {
    const { sender, folder, clipFolder } = await beginSending()
    await sender.send(locationOf(await sender.create(given, 4)), 0, 'clip')
    expect(await readdir(clipFolder)).toEqual([kept])
    expect((await readdir(folder)).toSorted()).toEqual(['clips', 'page'])
  })

  it('that is none is refused by what is in it, and nothing of it stays', async () => {
    const { sender, session, folder, noted } = await beginSending()
    const location = locationOf(await sender.create('film.mp4', 9))
    expect((await sender.send(location, 0, '<script/>'))?.status).toBe(415)
    expect(session.state.uploads).toMatchObject([{ state: 'failed', error: { code: 'phone.refused' } }])
    expect((await sender.look(location))?.status).toBe(415)
    const [unfinished] = await readdir(join(folder, 'clips/unfinished'))
    expect(await readdir(join(folder, 'clips/unfinished', unfinished ?? ''))).toEqual([])
    expect(noted).toEqual([])
    expect(await readdir(join(folder, 'clips'))).toEqual(['unfinished'])
  })

  it('that brings the engine down is not called no clip, nor is the disk blamed', async () => {
    const { sender, session } = await beginSending()
    const location = locationOf(await sender.create('film.mp4', 5))
    expect((await sender.send(location, 0, 'crash'))?.status).toBe(422)
    expect(session.state.uploads).toMatchObject([{ state: 'failed', error: { code: 'system.process-crashed' } }])
    // A phone that missed the answer hears the same.
    expect((await sender.look(location))?.status).toBe(422)
  })

  it('can be taken back', async () => {
    const { sender, session } = await beginSending()
    const location = locationOf(await sender.create('film.mp4', 9))
    expect((await sender.remove(location))?.status).toBe(204)
    expect(session.state.uploads).toEqual([])
    expect((await sender.look(location))?.status).toBe(404)
  })

  it('too large, of no length, or without room for it is refused before it comes', async () => {
    const { sender, session } = await beginSending({ freeBytes: 400_000_000 })
    expect((await sender.create('large.mp4', 2_000_000_001))?.status).toBe(413)
    expect((await sender.create('much.mp4', 150_000_000))?.status).toBe(507)
    expect((await sender.create('empty.mp4', 0))?.status).toBe(415)
    const noLength = { 'Upload-Length': '', 'Upload-Defer-Length': '1' }
    expect((await sender.create('endless.mp4', 5, noLength))?.status).toBeGreaterThanOrEqual(400)
    expect(session.state.uploads).toEqual([])
    // What is promised to one is not promised to another.
    expect((await sender.create('one.mp4', 60_000_000))?.status).toBe(201)
    expect((await sender.create('two.mp4', 60_000_000))?.status).toBe(507)
  })

  it('may not become longer than it said', async () => {
    const { sender } = await beginSending()
    const location = locationOf(await sender.create('film.mp4', 5))
    expect((await sender.send(location, 0, 'clip and more'))?.status).toBe(413)
    expect((await sender.look(location))?.headers['upload-offset']).toBe('0')
  })
})

it('leaves no empty file behind where it cannot be noted or moved', async () => {
  const folder = await temporaryFolder()
  const received = join(folder, 'received')
  await writeFile(received, 'clip')
  const full = () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' }))
  await expect(keepReceived(received, folder, lessonId, 'film.mp4', full)).rejects.toMatchObject({ code: 'file.disk-full' })
  expect(await readdir(join(folder, lessonId))).toEqual([])
  const kept = await keepReceived(received, folder, lessonId, 'film.mp4', (name) => Promise.resolve(name))
  expect(kept).toEqual({ file: join(folder, lessonId, 'film.mp4'), note: 'film.mp4' })
})

describe('who is let in', () => {
  it('is nobody without the token, and nobody who guesses', async () => {
    const { url, session } = await begin()
    const { origin, host } = new URL(url)
    const token = new URL(url).pathname.slice(1, -1)
    // Five bits a sign.
    expect(token).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/)
    for (const path of ['/', '/files', `/${token.slice(0, -1)}/`, `/${token}x/`, `/x/${token}/`])
      expect((await ask(`${origin}${path}`))?.status, path).toBe(404)
    // Typed by hand.
    expect(await ask(`${origin}/${token}`)).toMatchObject({ status: 308, headers: { location: `/${token}/` } })
    for (let turn = 0; turn < 20; turn += 1) await ask(`${origin}/guess-${turn}/`)
    // After so many guesses the right one is no use either.
    expect((await ask(url, { headers: { host } }))?.status).toBe(429)
    expect(session.state.uploads).toEqual([])
  })

  it('is no page of another site, whatever name it gave this address', async () => {
    const { url, key, sender, session } = await beginSending()
    const { port } = new URL(url)
    const tus = { 'Tus-Resumable': '1.0.0', 'Upload-Length': '4' }
    for (const host of ['evil.example', `evil.example:${port}`, `localhost:${port}`, '127.0.0.1'])
      expect((await ask(url, { headers: { host } }))?.status, host).toBe(421)
    for (const headers of [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]) {
      const answer = await ask(`${url}files`, { method: 'POST', headers: { ...tus, 'x-upload-key': key, ...headers } })
      expect(answer?.status).toBe(403)
      expect(answer?.headers['access-control-allow-origin']).toBeUndefined()
    }
    // Its preflight is not answered either.
    const preflight = { origin: 'https://evil.example', 'access-control-request-method': 'POST' }
    expect((await ask(`${url}files`, { method: 'OPTIONS', headers: preflight }))?.status).toBe(403)
    // A form knows no key.
    expect((await ask(`${url}files`, { method: 'POST', headers: tus }))?.status).toBe(403)
    expect((await ask(`${url}files`, { method: 'POST', headers: { ...tus, 'x-upload-key': `${key}x` } }))?.status).toBe(403)
    expect(session.state.uploads).toEqual([])
    expect((await sender.create('film.mp4', 4, { origin: new URL(url).origin }))?.status).toBe(201)
  })

  it('reaches no file but the page and its own uploads', async () => {
    const { url, key, folder } = await beginSending()
    const headers = { 'Tus-Resumable': '1.0.0', 'x-upload-key': key }
    const base = new URL(url).pathname
    for (const path of [
      'page.html',
      '../page.js',
      '%2e%2e/page.js',
      'page.js/../../x',
      'files/..%2f..%2f..%2fetc%2fpasswd',
      'files/%2e%2e',
      `files/${'0'.repeat(31)}/`,
      'files/../../clips',
      'files/x.json',
      `files/${'a'.repeat(32)}?x=1`,
      `files/${'a'.repeat(32)}.json`,
    ])
      for (const method of ['GET', 'HEAD', 'PATCH', 'DELETE'])
        expect((await ask(url, { method, path: `${base}${path}`, headers }))?.status, `${method} ${path}`).toBeOneOf([404, 405])
    await access(join(folder, 'page/page.js'))
  })

  it('is one phone', async () => {
    const { url, session } = await begin()
    await readKey(url)
    expect(session.state.connected).toBe(true)
    const other = await ask(url, { localAddress: '127.0.0.2' })
    expect(other?.status).toBe(403)
    expect(other?.body).not.toContain('upload-key')
    // The first one may load the page again.
    await readKey(url)
  })

  it('hears nothing after the end, which frees the port and forgets what was on its way', async () => {
    const { url, sender, session, folder } = await beginSending()
    const location = locationOf(await sender.create('film.mp4', 10))
    await sender.send(location, 0, 'clip')
    await session.close()
    expect(await ask(url)).toBeNull()
    expect(await readdir(join(folder, 'clips/unfinished'))).toEqual([])
    expect(session.state.ended).toBe('closed')
  })

  it('needs a new code for another session, which ends the one before', async () => {
    const { url, open, session } = await begin()
    const second = await open()
    expect(session.state.ended).toBe('closed')
    expect(await ask(url)).toBeNull()
    expect(new URL(second.state.url).pathname).not.toBe(new URL(url).pathname)
    const old = new URL(url).pathname
    expect((await ask(`${new URL(second.state.url).origin}${old}`))?.status).toBe(404)
    expect((await ask(second.state.url))?.status).toBe(200)
  })

  it('is nobody any more after fifteen minutes without use', async () => {
    let clock = 1_000_000
    const { url, session } = await begin({ now: () => clock })
    clock += idleLimitMs - 1000
    // Use begins the time anew.
    expect((await ask(url))?.status).toBe(200)
    clock += idleLimitMs - 1000
    await new Promise((resolve) => setTimeout(resolve, 1500))
    expect(session.state.ended).toBeNull()
    clock += 2000
    await expect.poll(() => session.state.ended).toBe('idle')
    await expect.poll(() => ask(url)).toBeNull()
  })

  it('is never heard on another address, and not at all without a local network', async () => {
    const { url } = await begin()
    const { port } = new URL(url)
    expect(await ask(`http://127.0.0.2:${port}/`)).toBeNull()
    const folder = await temporaryFolder()
    await expect(openSession(folder, { addresses: [] })).rejects.toMatchObject({ code: 'phone.no-network' })
  })

  it('loses a connection that dawdles over its headers, while others are served', async () => {
    const { url } = await begin()
    const { port, hostname } = new URL(url)
    const slow = connect(Number(port), hostname)
    const closed = new Promise<void>((resolve) => slow.on('close', () => resolve()))
    slow.on('error', () => undefined)
    slow.write('GET / HTTP/1.1\r\nHost: x\r\n')
    const drip = setInterval(() => slow.write('X: y\r\n'), 1000)
    onTestFinished(() => clearInterval(drip))
    expect((await ask(url))?.status).toBe(200)
    await closed
  })
})

describe('the page', () => {
  it('is strict, in no cache, and shows the title of a lesson as words', async () => {
    const { url } = await begin()
    const page = await ask(url)
    expect(page?.headers).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
    expect(page?.headers['content-security-policy']).toContain("default-src 'none'")
    expect(page?.headers['set-cookie']).toBeUndefined()
    expect(page?.body).toContain('A &lt;b&gt;lesson&lt;/b&gt;')
    expect(page?.body).not.toMatch(/https?:/)
  })
})
