import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { markWordStarts, marksWordStarts } from '#main/core/speech/whisper-file.ts'
import { createSpeechModels, type SpeechModels } from '#main/core/speech/speech-models.ts'
import { catalogueSource } from '#main/core/speech/model-source.ts'
import { appError } from '#shared/messages/app-error.ts'
import type { CatalogueModel } from '#shared/speech/model-catalogue.ts'
import type { SpeechModelState } from '#shared/speech/models.ts'
import { smallDisk, temporaryFolder } from '../files/temporary-folder.ts'
import { ggmlFile, voskEntries, zipFile } from './model-files.ts'
import { listModel, localSource, serveModel, sha256 } from './model-server.ts'

type Media = Parameters<typeof createSpeechModels>[0]['media']

const openAll: Media = { tryModel: () => Promise.resolve() }

async function open(catalogue: readonly CatalogueModel[], { folder, media = openAll }: { folder?: string; media?: Media } = {}) {
  const home = folder ?? (await temporaryFolder())
  return { folder: home, models: createSpeechModels({ folder: home, media, source: localSource, catalogue }) }
}

async function stateOf(models: SpeechModels, index = 0): Promise<SpeechModelState | undefined> {
  return (await models.list())[index]?.state
}

async function whenReceiving(models: SpeechModels, leastBytes: number): Promise<void> {
  await vi.waitFor(
    async () => {
      const state = await stateOf(models)
      expect(state?.kind === 'downloading' && state.receivedBytes >= leastBytes).toBe(true)
    },
    { timeout: 20_000 },
  )
}

const failedWith = (code: string) => ({ kind: 'absent', error: { code } })

describe('downloading a model', () => {
  it('fetches, checks and keeps it, and sends nothing but the wish for the file', async () => {
    const server = await serveModel(ggmlFile())
    const model = listModel(server)
    const { models, folder } = await open([model])
    const told: SpeechModelState['kind'][] = []
    models.onChange(() => void stateOf(models).then((state) => state && told.push(state.kind)))
    await models.download(model.modelId)
    expect(await stateOf(models)).toEqual({ kind: 'ready' })
    expect(told).toContain('downloading')
    const { engine, modelPath, release } = await models.use(model.modelId)
    release()
    expect(engine).toBe('whisper')
    expect((await stat(modelPath)).size).toBe(model.byteLength)
    expect(await readdir(path.join(folder, 'downloads'))).toEqual([])
    expect(server.asked).toHaveLength(1)
    for (const header of server.asked[0]?.headers ?? [])
      expect(['cookie', 'referer', 'authorization', 'origin']).not.toContain(header)
  })

  it('goes on where the connection broke, and where it was cancelled', async () => {
    const server = await serveModel(ggmlFile())
    const model = listModel(server)
    const { models, folder } = await open([model])
    server.stallAfter = 100_000
    const first = models.download(model.modelId)
    await whenReceiving(models, 100_000)
    models.cancel(model.modelId)
    await first
    expect(await stateOf(models)).toEqual({ kind: 'absent', receivedBytes: 100_000, error: null })
    // A program that is started anew knows what came, too.
    expect(await stateOf((await open([model], { folder })).models)).toMatchObject({ receivedBytes: 100_000 })
    server.stallAfter = 60_000
    const second = models.download(model.modelId)
    await whenReceiving(models, 160_000)
    server.stallAfter = null
    server.breakConnections()
    await second
    expect(await stateOf(models)).toEqual({ kind: 'ready' })
    const [whole, afterCancel, ...afterBreak] = server.asked.map(({ range }) => range)
    expect([whole, afterCancel]).toEqual([undefined, 'bytes=100000-'])
    // A busy computer may break a connection by itself: never is anything asked for twice that came.
    expect(new Set(afterBreak)).toEqual(new Set(['bytes=160000-']))
    expect(server.asked[1]?.ifRange).toBe(`"${model.sha256}"`)
  })

  it('survives kill -9 in the middle', async () => {
    const server = await serveModel(ggmlFile())
    server.stallAfter = 120_000
    const model = listModel(server)
    const folder = await temporaryFolder()
    const program = path.join(import.meta.dirname, 'download-forever.ts')
    const child = spawn(process.execPath, [program, folder, JSON.stringify(model)], { stdio: ['ignore', 'pipe', 'inherit'] })
    const part = path.join(folder, 'downloads', `${model.modelId}.part`)
    await vi.waitFor(async () => expect((await stat(part)).size).toBe(120_000), { timeout: 60_000, interval: 50 })
    child.kill('SIGKILL')
    await once(child, 'exit')
    server.stallAfter = null
    const { models } = await open([model], { folder })
    expect(await stateOf(models)).toMatchObject({ kind: 'absent', receivedBytes: 120_000 })
    await models.download(model.modelId)
    expect(await stateOf(models)).toEqual({ kind: 'ready' })
    expect(server.asked.at(-1)?.range).toBe('bytes=120000-')
  }, 90_000)

  it('begins anew where the file was exchanged or ranges are not known', async () => {
    const server = await serveModel(ggmlFile())
    const model = listModel(server)
    const { models } = await open([model])
    server.stallAfter = 50_000
    const first = models.download(model.modelId)
    await whenReceiving(models, 50_000)
    models.cancel(model.modelId)
    await first
    server.stallAfter = null
    server.misbehave = (_, response) => {
      response.writeHead(200, { 'content-length': server.content.length }).end(server.content)
      return true
    }
    await models.download(model.modelId)
    expect(await stateOf(models)).toEqual({ kind: 'ready' })
  })

  it('is one download, however often it is asked for', async () => {
    const server = await serveModel(ggmlFile())
    const model = listModel(server)
    const { models } = await open([model])
    await Promise.all([models.download(model.modelId), models.download(model.modelId), models.download(model.modelId)])
    await models.download(model.modelId)
    expect(server.asked).toHaveLength(1)
  })

  it('leaves a download alone that another program runs', async () => {
    const server = await serveModel(ggmlFile())
    const model = listModel(server)
    const { models, folder } = await open([model])
    await mkdir(path.join(folder, 'downloads'), { recursive: true })
    // Process 1 always lives.
    await writeFile(path.join(folder, 'downloads', `${model.modelId}.lock`), '1')
    await models.download(model.modelId)
    expect(await stateOf(models)).toMatchObject(failedWith('speech.download-elsewhere'))
    expect(server.asked).toEqual([])
  })

  it.each([
    ['404', (): [number, object] => [404, {}], 'speech.server-error'],
    ['503', (): [number, object] => [503, {}], 'speech.server-error'],
    [
      'a redirect to another host',
      (): [number, object] => [302, { location: 'http://example.invalid/model' }],
      'speech.server-error',
    ],
    ['another size', (): [number, object] => [200, { 'content-length': 5 }], 'speech.wrong-download'],
  ])('says what is wrong with the answer: %s', async (_, answer, code) => {
    const server = await serveModel(ggmlFile())
    const model = listModel(server)
    const { models } = await open([model])
    server.misbehave = (_request, response) => {
      const [status, headers] = answer()
      response.writeHead(status, headers as Record<string, string>).end('12345')
      return true
    }
    await models.download(model.modelId)
    expect(await stateOf(models)).toMatchObject(failedWith(code))
  })

  it('throws away what has another sum', async () => {
    const server = await serveModel(ggmlFile())
    const model = { ...listModel(server), sha256: sha256(Buffer.from('other')) }
    const { models, folder } = await open([model])
    await models.download(model.modelId)
    expect(await stateOf(models)).toMatchObject({ ...failedWith('speech.wrong-download'), receivedBytes: 0 })
    expect(await readdir(path.join(folder, 'downloads'))).toEqual([])
    await expect(models.use(model.modelId)).rejects.toMatchObject({ code: 'speech.model-missing' })
  })

  it('says that the host cannot be reached, and keeps what came', async () => {
    const server = await serveModel(ggmlFile())
    const model = listModel(server)
    const { models } = await open([model])
    server.misbehave = (request) => {
      request.socket.destroy()
      return true
    }
    await models.download(model.modelId)
    expect(await stateOf(models)).toMatchObject(failedWith('speech.no-network'))
    expect(server.asked.length).toBeGreaterThan(1)
  }, 30_000)

  it('says before it begins that the disk is too full', async (context) => {
    const disk = await smallDisk('size=128k')
    if (disk === null) return context.skip('mounting a small disk takes root')
    const server = await serveModel(ggmlFile())
    const model = listModel(server)
    const { models } = await open([model], { folder: disk })
    await models.download(model.modelId)
    expect(await stateOf(models)).toMatchObject(failedWith('speech.disk-full'))
    expect(server.asked).toEqual([])
  })

  it('asks https of the hosts of the catalogue and nobody else', () => {
    const allows = (url: string): boolean => catalogueSource.allows(new URL(url))
    expect(allows('https://huggingface.co/a')).toBe(true)
    expect(allows('https://cas-bridge.xethub.hf.co/a')).toBe(true)
    expect(allows('https://alphacephei.com/a')).toBe(true)
    for (const url of [
      'http://huggingface.co/a',
      'https://huggingface.co.example.com/a',
      'https://nothf.co/a',
      'https://huggingface.co:8443/a',
      'https://user@huggingface.co/a',
      'https://127.0.0.1/a',
    ])
      expect(allows(url)).toBe(false)
  })
})

describe('a model of the user', () => {
  it('is copied, named after its file, and knows which languages it hears', async () => {
    const { models, folder } = await open([])
    const file = path.join(folder, 'ggml my model.bin')
    await writeFile(file, ggmlFile())
    const added = await models.add(file)
    expect(added).toMatchObject({
      name: 'ggml my model',
      engine: 'whisper',
      origin: 'own',
      licence: null,
      state: { kind: 'ready' },
    })
    expect(added.languages.length).toBeGreaterThan(50)
    const { modelPath } = await models.use(added.modelId)
    expect(await marksWordStarts(modelPath)).toBe(true)
    // The user's own file is never changed.
    expect(await readFile(file)).toEqual(ggmlFile())
    expect((await models.add(file)).modelId).toBe(added.modelId)
    expect(await models.list()).toHaveLength(1)
  })

  it('can be the archive or the folder of a Vosk model, whose name tells its language', async () => {
    const { models, folder } = await open([])
    const archive = path.join(folder, 'vosk-model-small-de-0.15.zip')
    await zipFile(archive, voskEntries)
    const added = await models.add(archive)
    expect(added).toMatchObject({ engine: 'vosk', languages: ['de'], state: { kind: 'ready' } })
    const { modelPath } = await models.use(added.modelId)
    expect(existsSync(path.join(modelPath, 'am/final.mdl'))).toBe(true)
    const copied = path.join(folder, 'vosk-model-cn-0.22')
    await mkdir(path.join(copied, 'am'), { recursive: true })
    await writeFile(path.join(copied, 'am/final.mdl'), 'other acoustics')
    await symlink('/etc/passwd', path.join(copied, 'secret'))
    const second = await models.add(copied)
    expect(second).toMatchObject({ engine: 'vosk', languages: ['zh'] })
    expect(await readdir((await models.use(second.modelId)).modelPath)).toEqual(['am'])
  })

  it('becomes the one of the catalogue where its sum says so', async () => {
    const server = await serveModel(ggmlFile())
    const model = listModel(server)
    const { models, folder } = await open([model])
    const file = path.join(folder, 'download (3).bin')
    await writeFile(file, server.content)
    expect(await models.add(file)).toMatchObject({ modelId: model.modelId, origin: 'catalogue', licence: 'MIT' })
    expect(await models.list()).toHaveLength(1)
    expect(server.asked).toEqual([])
  })

  it.each([
    ['a text', 'speech.not-a-model', () => Promise.resolve(Buffer.from('just a text'))],
    ['nothing', 'speech.not-a-model', () => Promise.resolve(Buffer.alloc(0))],
    ['a broken model', 'speech.not-a-model', () => Promise.resolve(ggmlFile().subarray(0, 70))],
    ['half an archive', 'speech.archive-refused', async (file: string) => (await zipFile(file, voskEntries)).subarray(0, 200)],
    [
      'an archive of something else',
      'speech.not-a-model',
      (file: string) => zipFile(file, [{ name: 'a.txt', content: Buffer.from('a') }]),
    ],
    [
      'a bomb',
      'speech.archive-refused',
      (file: string) => zipFile(file, [...voskEntries, { name: 'big', content: Buffer.alloc(20_000_000) }]),
    ],
    [
      'a link',
      'speech.archive-refused',
      (file: string) =>
        zipFile(file, [...voskEntries, { name: 'a/link', content: Buffer.from('/etc/passwd'), options: { mode: 0o120777 } }]),
    ],
    [
      'a name twice',
      'speech.archive-refused',
      (file: string) =>
        zipFile(file, [...voskEntries, { name: 'a/X', content: Buffer.from('1') }, { name: 'a/x', content: Buffer.from('2') }]),
    ],
    [
      'a way out',
      'speech.archive-refused',
      async (file: string) => {
        const bytes = await zipFile(file, [...voskEntries, { name: 'aa/bb/evil.txt', content: Buffer.from('out') }])
        return Buffer.from(bytes.toString('latin1').replaceAll('aa/bb/evil.txt', '../../evil.txt'), 'latin1')
      },
    ],
    [
      'a device of Windows',
      'speech.archive-refused',
      (file: string) => zipFile(file, [...voskEntries, { name: 'a/CON.txt', content: Buffer.from('1') }]),
    ],
  ])('is refused where it is %s, and nothing stays', async (_, code, make) => {
    const { models, folder } = await open([])
    const file = path.join(folder, 'file.bin')
    await writeFile(file, await make(file))
    await expect(models.add(file)).rejects.toMatchObject({ code })
    expect(await models.list()).toEqual([])
    expect(await readdir(path.join(folder, 'work')).catch(() => [])).toEqual([])
    expect(existsSync(path.join(folder, 'evil.txt'))).toBe(false)
  })

  it('is refused where the engine cannot open it or dies of it', async () => {
    for (const fault of [
      appError('speech.not-a-model', { file: '/somewhere/inside' }),
      appError('system.process-crashed', { process: 'speech', detail: 'SIGSEGV' }),
    ]) {
      const { models, folder } = await open([], { media: { tryModel: () => Promise.reject(fault) } })
      const file = path.join(folder, 'mine.bin')
      await writeFile(file, ggmlFile())
      await expect(models.add(file)).rejects.toMatchObject({ data: { code: 'speech.not-a-model', params: { file } } })
      expect(await models.list()).toEqual([])
    }
  })

  it('says where the disk is full', async (context) => {
    const disk = await smallDisk('size=300k')
    if (disk === null) return context.skip('mounting a small disk takes root')
    const file = path.join(await temporaryFolder(), 'mine.bin')
    await writeFile(file, ggmlFile(800_000))
    const { models } = await open([], { folder: disk })
    await expect(models.add(file)).rejects.toMatchObject({ code: 'file.disk-full' })
    expect(await readdir(path.join(disk, 'work'))).toEqual([])
  })
})

describe('removing a model', () => {
  it('takes it away, but not from whoever listens with it', async () => {
    const { models, folder } = await open([])
    const file = path.join(folder, 'mine.bin')
    await writeFile(file, ggmlFile())
    const { modelId } = await models.add(file)
    const used = await models.use(modelId)
    await expect(models.remove(modelId)).rejects.toMatchObject({
      data: { code: 'speech.model-in-use', params: { model: 'mine' } },
    })
    used.release()
    used.release()
    await models.remove(modelId)
    expect(await models.list()).toEqual([])
    expect(await readdir(path.join(folder, 'installed'))).toEqual([])
  })

  it('stops its download and forgets what came', async () => {
    const server = await serveModel(ggmlFile())
    server.stallAfter = 50_000
    const model = listModel(server)
    const { models, folder } = await open([model])
    const download = models.download(model.modelId)
    await whenReceiving(models, 50_000)
    await models.remove(model.modelId)
    await download
    expect(await stateOf(models)).toEqual({ kind: 'absent', receivedBytes: 0, error: null })
    expect(await readdir(path.join(folder, 'downloads'))).toEqual([])
  })
})

describe('the words of a Whisper model', () => {
  it('tell where a word starts, once and for all', async () => {
    const file = path.join(await temporaryFolder(), 'a.bin')
    await writeFile(file, ggmlFile())
    expect(await marksWordStarts(file)).toBe(false)
    await markWordStarts(file)
    const marked = await readFile(file)
    await markWordStarts(file)
    expect(await readFile(file)).toEqual(marked)
    expect(await marksWordStarts(file)).toBe(true)
    expect(marked.equals(ggmlFile(undefined, [' ', '\u001Fcat', 's', '  ', '.']))).toBe(true)
  })
})
