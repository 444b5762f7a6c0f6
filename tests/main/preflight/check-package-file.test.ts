import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ZipFile } from 'yazl'
import { checkPackageFile, looksLikePackage } from '#main/core/preflight/check-package-file.ts'
import { readPictureMetadata } from '#main/core/preflight/picture-metadata.ts'
import { appError } from '#shared/messages/app-error.ts'
import { temporaryFolder } from '../files/temporary-folder.ts'

const page = '<!doctype html><html lang="en"><title>T</title></html>'
let folder: string

beforeEach(async () => {
  folder = await temporaryFolder()
  // Whatever is unpacked lies there.
  vi.stubEnv('TMPDIR', folder)
})

afterEach(() => vi.unstubAllEnvs())

async function zip(files: Readonly<Record<string, string | Buffer>>, name = 'package.zip'): Promise<string> {
  const file = path.join(folder, name)
  const archive = new ZipFile()
  for (const [entry, bytes] of Object.entries(files)) archive.addBuffer(Buffer.from(bytes), entry)
  archive.end()
  await pipeline(archive.outputStream, createWriteStream(file))
  return file
}

/** No film here can be played. */
const media = { probe: (file: string) => Promise.reject(appError('media.no-picture', { file })) }

async function check(file: string) {
  const options = { media, signal: new AbortController().signal, onProgress: () => undefined, today: '2026-05-31' }
  const report = await checkPackageFile(file, options)
  expect((await readdir(folder)).filter((name) => name.startsWith('tidbit-check-'))).toEqual([])
  return { ...report, codes: report.open.map(({ code }) => code) }
}

/** A TIFF header with these tags of ASCII or of a directory. */
function exif(location: boolean, model: string): Buffer {
  const bytes = Buffer.alloc(120)
  bytes.write('II*\0', 0, 'latin1')
  bytes.writeUInt32LE(8, 4)
  bytes.writeUInt16LE(2, 8)
  bytes.writeUInt16LE(0x0110, 10)
  bytes.writeUInt16LE(2, 12)
  bytes.writeUInt32LE(model.length + 1, 14)
  bytes.writeUInt32LE(60, 18)
  bytes.writeUInt16LE(0x8825, 22)
  bytes.writeUInt16LE(4, 24)
  bytes.writeUInt32LE(1, 26)
  bytes.writeUInt32LE(40, 30)
  bytes.writeUInt16LE(location ? 1 : 0, 40)
  bytes.writeUInt16LE(2, 42)
  bytes.write(model, 60, 'latin1')
  return bytes
}

function jpeg(tiff: Buffer): Buffer {
  const part = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])
  const head = Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 0])
  head.writeUInt16BE(part.length + 2, 4)
  return Buffer.concat([head, part, Buffer.from([0xff, 0xda, 0, 2])])
}

describe('checking a package of anybody', () => {
  it('tells of what is there, and what travels with its pictures', async () => {
    const { codes, facts } = await check(
      await zip({ 'index.html': page, 'a.jpg': jpeg(exif(true, 'Phone 9')), 'b.mp4': 'no film' }),
    )
    expect(codes).toEqual(expect.arrayContaining(['package.media-location', 'package.media-unreadable', 'package.no-captions']))
    expect(facts).toContainEqual({ name: 'Kind', value: 'a web page' })
  })

  it('takes no zip that leads out of its folder, has one name twice, or explodes', async () => {
    const harmless = await readFile(await zip({ 'aa/evil.txt': 'x' }))
    const led = path.join(folder, 'led.zip')
    await writeFile(led, Buffer.from(harmless.toString('latin1').replaceAll('aa/evil', '../evil'), 'latin1'))
    expect((await check(led)).codes).toEqual(['package.unsafe'])
    expect((await check(await zip({ 'A.txt': '1', 'a.txt': '2', 'index.html': page }))).codes).toEqual(['package.unsafe'])
    const bomb = await check(await zip({ 'index.html': Buffer.alloc(30_000_000) }))
    expect(bomb.codes).toEqual(['package.unsafe'])
    expect(String(bomb.open[0]?.params['reason'])).toMatch(/^29 kB would become 30 MB when unpacked/)
  })

  it.each([
    ['nothing', ''],
    ['a text', 'not a zip at all, but long enough to be looked at'],
    ['half a zip', null],
  ] as const)('says plainly that %s is no package', async (_, content) => {
    const file = path.join(folder, 'broken.zip')
    const whole = await readFile(await zip({ 'index.html': page }))
    await writeFile(file, content ?? whole.subarray(0, whole.length / 2))
    const { codes, open } = await check(file)
    expect(codes).toEqual(['package.unreadable'])
    expect(open[0]?.severity).toBe('error')
  })

  it('knows packages by what they are, not by their names', async () => {
    expect(await looksLikePackage(await zip({ a: 'b' }, 'lesson.bin'))).toBe(true)
    expect(await looksLikePackage(await zip({ a: 'b' }, 'lesson.tidbit'))).toBe(false)
    const lesson = path.join(folder, 'lesson.json')
    await writeFile(lesson, '{}')
    expect(await looksLikePackage(lesson)).toBe(false)
  })
})

describe('what a picture says of itself', () => {
  it('is read from JPEG, PNG and WebP', () => {
    expect(readPictureMetadata(jpeg(exif(true, 'Phone 9')))).toEqual({ location: true, device: 'Phone 9' })
    expect(readPictureMetadata(jpeg(exif(false, 'Phone 9')))).toEqual({ location: false, device: 'Phone 9' })
    expect(readPictureMetadata(jpeg(Buffer.alloc(20)))).toEqual({ location: false, device: null })
    const tiff = exif(true, 'Phone 9')
    const length = Buffer.alloc(4)
    length.writeUInt32BE(tiff.length)
    const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), length, Buffer.from('eXIf'), tiff, Buffer.alloc(4)])
    expect(readPictureMetadata(png).location).toBe(true)
    length.writeUInt32LE(tiff.length)
    const webp = Buffer.concat([Buffer.from('RIFF____WEBPEXIF'), length, tiff])
    expect(readPictureMetadata(webp)).toEqual({ location: true, device: 'Phone 9' })
  })

  it('survives any damage', () => {
    const whole = jpeg(exif(true, 'Phone 9'))
    for (let at = 0; at < whole.length; at += 1) {
      const damaged = Buffer.from(whole)
      damaged[at] = 0xff
      expect(typeof readPictureMetadata(damaged).location).toBe('boolean')
      expect(typeof readPictureMetadata(whole.subarray(0, at)).location).toBe('boolean')
    }
  })
})

describe('a course that Moodle backed up', () => {
  const hashOf = (bytes: string): string => createHash('sha1').update(bytes).digest('hex')

  /** The files of one SCORM activity; null as bytes: named, and not there. */
  async function backUp(files: Readonly<Record<string, string | null>>): Promise<string> {
    const entry = (area: string, name: string, hash: string): string =>
      `<file id="1"><contenthash>${hash}</contenthash><contextid>7</contextid><component>mod_scorm</component><filearea>${area}</filearea><filepath>/${name.includes('/') ? `${path.posix.dirname(name)}/` : ''}</filepath><filename>${path.posix.basename(name)}</filename></file>`
    const listed = Object.entries(files).map(([name, bytes]) => entry('content', name, hashOf(bytes ?? name)))
    const pool = Object.values(files).flatMap((bytes) =>
      bytes === null ? [] : [[`files/${hashOf(bytes).slice(0, 2)}/${hashOf(bytes)}`, bytes] as const],
    )
    return zip(
      {
        'moodle_backup.xml':
          '<moodle_backup><information><original_course_fullname>The sky</original_course_fullname></information></moodle_backup>',
        'files.xml': `<files>${entry('package', 'sun.zip', hashOf('zip'))}${listed.join('')}</files>`,
        ...Object.fromEntries(pool),
      },
      'course.mbz',
    )
  }

  it('is looked through lesson by lesson, by the names that the pool hides', async () => {
    const report = await check(await backUp({ 'index.html': '<html><title>Sun</title></html>', 'media/lesson.mp4': 'no film' }))
    expect(report.facts.slice(0, 2).map(({ value }) => value)).toEqual(['The sky', 'a backup of a Moodle course with 1 lesson'])
    expect(report.open.map(({ code, params }) => [code, params['path']])).toEqual(
      expect.arrayContaining([
        ['package.media-unreadable', 'sun/media/lesson.mp4'],
        ['package.no-language', 'sun/index.html'],
      ]),
    )
    expect(report.codes).not.toContain('package.no-manifest')
  })

  it('names what its pool lacks', async () => {
    const report = await check(await backUp({ 'index.html': page, 'player/player.js': null }))
    expect(report.open.find(({ code }) => code === 'package.file-missing')?.params).toEqual({ path: 'sun/player/player.js' })
  })
})
