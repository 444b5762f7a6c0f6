import { createHash } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadLesson } from '#main/core/lesson-source/load-lesson.ts'
import type { FileFacts } from '#shared/lesson/compile-clips.ts'
import { describeLessonWarning } from '#shared/lesson/lesson-warning.ts'
import { AppError, appError } from '#shared/messages/app-error.ts'
import { checkInvariants } from '#shared/project/invariants.ts'
import { captionsInOrder, mainCaptionTrack } from '#shared/project/selectors.ts'
import { seconds, videoAsset } from '../../shared/project/sample-document.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lesson source '))
})

afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

/** Examines the real bytes; every file counts as a video of ten seconds but those that begin with "broken". */
async function probe(file: string): Promise<FileFacts> {
  const bytes = await readFile(file)
  if (bytes.toString().startsWith('broken')) throw appError('media.damaged', { file: path.basename(file) })
  const { kind, interpretation, imageSize } = videoAsset('x', seconds(10))
  return { kind, sha256: createHash('sha256').update(bytes).digest('hex'), byteLength: bytes.length, interpretation, imageSize }
}

async function write(name: string, content: string | Uint8Array | object): Promise<string> {
  const file = path.join(folder, name)
  await mkdir(path.dirname(file), { recursive: true })
  const isRaw = typeof content === 'string' || content instanceof Uint8Array
  await writeFile(file, isRaw ? content : JSON.stringify(content))
  return file
}

async function failure(file: string): Promise<AppError> {
  try {
    await loadLesson(file, { probe })
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown
    throw thrown
  }
  throw new Error('nothing was wrong')
}

const strip = (text: string | undefined) => text?.replaceAll(/"absolutePath":"[^"]*"/g, '')

async function storedDocument() {
  await write('a.mp4', 'one')
  const file = await write('lesson.json', { title: 'T', language: 'en', clips: [{ file: 'a.mp4' }] })
  return (await loadLesson(file, { probe })).document
}

const vtt = 'WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nHello\n'

describe('loadLesson with a lesson.json', () => {
  it('finds media and captions beside it, whatever their names', async () => {
    const odd = 'Ünïcode 名前 🎬 & (spaces) #1 100%.mp4'
    await write(odd, 'one')
    await write('sub folder/b.mp4', 'two')
    await write("it's [captions] 50%.vtt", vtt)
    const file = await write('lesson.json', {
      title: 'T',
      language: 'en',
      clips: [{ file: odd, out: 4 }, { file: './sub folder/b.mp4' }],
      captions: "it's [captions] 50%.vtt",
    })
    const { document, files, warnings } = await loadLesson(file, { probe })
    expect(checkInvariants(document)).toEqual([])
    expect(warnings).toEqual([])
    expect([...files.values()]).toEqual([path.join(folder, odd), path.join(folder, 'sub folder/b.mp4')])
    expect(Object.values(document.assets).map((asset) => [asset.fileName, asset.relativePath, asset.absolutePath])).toEqual([
      [odd, odd, path.join(folder, odd)],
      ['b.mp4', 'sub folder/b.mp4', path.join(folder, 'sub folder/b.mp4')],
    ])
    const track = mainCaptionTrack(document)
    expect(track && captionsInOrder(document, track.id).map(({ caption }) => caption.text)).toEqual(['Hello'])
  })

  it('is the same lesson wherever the folder lies', async () => {
    const lesson = { title: 'T', language: 'en', clips: [{ file: 'a.mp4' }] }
    await write('one/a.mp4', 'bytes')
    await write('two/a.mp4', 'bytes')
    const [one, two] = await Promise.all(
      ['one', 'two'].map(async (name) => loadLesson(await write(`${name}/lesson.json`, lesson), { probe })),
    )
    expect(strip(JSON.stringify(one?.document))).toBe(strip(JSON.stringify(two?.document)))
  })

  it('finds a name whose letters another system composed in another way', async () => {
    await write('Über.mp4'.normalize('NFD'), 'x')
    const file = await write('lesson.json', { title: 'T', language: 'de', clips: [{ file: 'Über.mp4'.normalize('NFC') }] })
    const { files } = await loadLesson(file, { probe })
    expect((await stat([...files.values()][0] ?? '')).size).toBe(1)
  })

  it('tells every file that is wrong, by its key', async () => {
    await write('Clip.MP4', 'x')
    await write('bad.mp4', 'broken')
    await write('empty.vtt', '')
    const error = await failure(
      await write('lesson.json', {
        title: 'T',
        language: 'en',
        clips: [{ file: 'gone.mp4' }, { file: 'clip.mp4' }, { file: 'bad.mp4' }, { file: '.' }, { file: 'gone.mp4' }],
        captions: [{ language: 'en', file: 'empty.vtt' }],
      }),
    )
    expect(error.code).toBe('lesson.invalid')
    const lines = String(error.data.params['problems']).split('\n')
    expect(lines).toHaveLength(5)
    expect(lines[0]).toBe('- clips[0].file: “gone.mp4” does not exist. Check the name and the folder.')
    expect(lines[1]).toContain('did you mean “Clip.MP4”?')
    expect(lines[2]).toMatch(/^- clips\[2\]\.file: “bad.mp4” is damaged/)
    expect(lines[3]).toMatch(/^- clips\[3\]\.file: .*is a folder/)
    expect(lines[4]).toMatch(/^- captions\[0\]\.file: “empty.vtt”/)
  })

  it('warns of letters that no font draws, by the first caption that has them', async () => {
    await write('a.mp4', 'x')
    const captions = ['Hello', 'สวัสดี', '한 and 국'].map((text, index) => ({ start: index, end: index + 1, text }))
    const lesson = { title: 'T', language: 'en', clips: [{ file: 'a.mp4', captions: captions.slice(0, 1) }], captions }
    const { document, warnings } = await loadLesson(await write('lesson.json', lesson), { probe })
    expect(warnings.map(describeLessonWarning)).toEqual([
      'No font of Tidbit draws ส วั ดี 한 국 of the caption “สวัสดี” (and of 1 more). In a video “\ufffd” shows instead; write other letters.',
    ])
    const stored = await loadLesson(await write('document.json', document), { probe })
    expect(stored.warnings).toEqual(warnings)
  })

  it('reads no film that was named as captions or as a lesson, and hears a cancel while it reads', async () => {
    await write('a.mp4', 'x')
    await write('film.vtt', '')
    await truncate(path.join(folder, 'film.vtt'), 3 * 1024 ** 3)
    const clips = [{ file: 'a.mp4' }]
    const captioned = await write('lesson.json', { title: 'T', language: 'en', clips, captions: 'film.vtt' })
    expect((await failure(captioned)).message).toContain('larger than 10 MB')
    expect((await failure(path.join(folder, 'film.vtt'))).code).toBe('lesson.too-large')
    const signal = AbortSignal.abort()
    await expect(loadLesson(captioned, { probe, signal })).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('tells where JSON breaks, and one problem in one sentence', async () => {
    const broken = await failure(await write('lesson.json', '{\n  "title": "x",\n}'))
    expect(broken.message).toBe('“lesson.json” is not valid JSON at line 3, column 1: remove the comma before this bracket.')
    const wrong = await failure(await write('b.json', { title: 'T', language: 'en', clips: [] }))
    expect(wrong.message).toBe('“b.json” needs a correction: clips: write at least one clip')
  })

  it('reads UTF-16 as Windows writes it, and refuses what is no text', async () => {
    await write('a.mp4', 'x')
    const text = JSON.stringify({ title: 'Straße', language: 'de', clips: [{ file: 'a.mp4' }] })
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
    const { document } = await loadLesson(await write('wide.json', wide), { probe })
    expect(document.metadata.title).toBe('Straße')
    expect((await failure(await write('x.json', new Uint8Array([0xc3, 0x28, 0xff, 0x00])))).code).toBe('lesson.not-text')
    expect((await failure(await write('zero.json', ''))).message).toContain('the file is empty')
  })

  it('has a sentence for what is not there or cannot be read', async () => {
    expect((await failure(path.join(folder, 'none.json'))).code).toBe('file.not-found')
    expect((await failure(folder)).code).toBe('file.not-a-file')
    if (process.getuid?.() === 0) return
    const secret = await write('secret.json', '{}')
    await chmod(secret, 0)
    expect((await failure(secret)).code).toBe('file.unreadable')
  })

  it('stops between two files when it is cancelled', async () => {
    await write('a.mp4', 'x')
    await write('b.mp4', 'y')
    const file = await write('lesson.json', { title: 'T', language: 'en', clips: [{ file: 'a.mp4' }, { file: 'b.mp4' }] })
    const controller = new AbortController()
    const examined: string[] = []
    const loading = loadLesson(file, {
      signal: controller.signal,
      probe: (clip) => {
        examined.push(path.basename(clip))
        controller.abort()
        return probe(clip)
      },
    })
    await expect(loading).rejects.toMatchObject({ code: 'cancelled' })
    expect(examined).toEqual(['a.mp4'])
  })

  it('does not hide a defect of ours behind a problem of the lesson', async () => {
    await write('a.mp4', 'x')
    const file = await write('lesson.json', { title: 'T', language: 'en', clips: [{ file: 'a.mp4' }] })
    const loading = loadLesson(file, { probe: () => Promise.reject(new TypeError('defect')) })
    await expect(loading).rejects.toThrow(TypeError)
  })
})

describe('loadLesson with a document.json', () => {
  it('finds its media beside it after the folder has moved', async () => {
    const document = await storedDocument()
    await write('elsewhere/a.mp4', 'one')
    await rm(path.join(folder, 'a.mp4'))
    const { document: loaded, files } = await loadLesson(await write('elsewhere/document.json', document), { probe })
    expect([...files.values()]).toEqual([path.join(folder, 'elsewhere/a.mp4')])
    expect(Object.values(loaded.assets)[0]?.absolutePath).toBe(path.join(folder, 'elsewhere/a.mp4'))
    expect({ ...loaded, assets: null }).toEqual({ ...document, assets: null })
  })

  it('takes the file where it was when another of its name lies beside the document', async () => {
    const document = await storedDocument()
    await write('elsewhere/a.mp4', 'of another size')
    const { files } = await loadLesson(await write('elsewhere/document.json', document), { probe })
    expect([...files.values()]).toEqual([path.join(folder, 'a.mp4')])
  })

  it('misses the logo of the school style, too', async () => {
    const document = await storedDocument()
    const [clip] = Object.values(document.assets)
    if (!clip) throw new Error('no asset')
    const logo = { ...clip, id: 'logo', fileName: 'logo.png', relativePath: 'logo.png', absolutePath: null }
    const colours = { primaryColour: '#000000', accentColour: '#000000', textColour: '#000000', backgroundColour: '#ffffff' }
    const brandKit = {
      name: 'School',
      ...colours,
      headingFont: 'Inter',
      bodyFont: 'Inter',
      logoAssetId: 'logo',
      nameBanner: { title: '', subtitle: '' },
    }
    const file = await write('document.json', { ...document, assets: { ...document.assets, logo }, brandKit })
    expect((await failure(file)).message).toContain('uses media that is not there: logo.png')
  })

  it('names missing and changed media', async () => {
    const document = await storedDocument()
    const file = await write('document.json', document)
    await write('a.mp4', 'another length')
    expect((await failure(file)).code).toBe('lesson.media-changed')
    await rm(path.join(folder, 'a.mp4'))
    expect((await failure(file)).message).toContain('uses media that is not there: a.mp4')
  })

  it('refuses what is newer, damaged, unsound or empty', async () => {
    const document = await storedDocument()
    expect((await failure(await write('n.json', { ...document, schemaVersion: 99 }))).code).toBe('lesson.newer')
    expect((await failure(await write('d.json', { ...document, clips: 3 }))).message).toContain('“clips”')
    expect((await failure(await write('u.json', { ...document, assets: {} }))).code).toBe('lesson.document-damaged')
    expect((await failure(await write('e.json', { ...document, mainTrack: [], clips: {} }))).code).toBe('lesson.empty')
  })
})
