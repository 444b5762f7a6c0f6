import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createRecordings } from '#main/core/recording/recordings.ts'
import { findUnstored } from '#main/core/recording/unstored-recordings.ts'
import type { LessonId } from '#shared/project/ids.ts'
import { ticks } from '#shared/time/ticks.ts'
import { openSession, seconds, videoAsset } from '../../shared/project/sample-document.ts'

const lessonId = 'lesson' as LessonId
const day = 24 * 60 * 60 * 1000
const holder = 7
let folder = ''
let clock = Date.UTC(2026, 10, 22, 12)

const bytes = (content: string): Uint8Array => Buffer.from(content)
const open = () => createRecordings({ folder, now: () => clock })

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'tidbit-recording-')), 'recordings')
})
afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }))

async function record(recordings = open()) {
  const id = await recordings.start(lessonId, { source: 'camera', extension: 'webm' }, holder)
  await Promise.all([recordings.append(id, 0, bytes('one'), holder), recordings.append(id, 1, bytes('two'), holder)])
  return { recordings, id }
}

describe('a recording', () => {
  it('is on disk piece by piece, in order', async () => {
    const { recordings, id } = await record()
    const [clip] = await readdir(join(folder, lessonId))
    expect(clip).toMatch(/^Camera \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d\.webm$/)
    expect(await readFile(join(folder, lessonId, clip ?? ''), 'utf8')).toBe('onetwo')
    await recordings.append(id, 2, bytes('three'), holder)
    expect(await readFile(await recordings.finish(id), 'utf8')).toBe('onetwothree')
  })

  it('is found by the next run, with all that was appended, until its clip is in the lesson', async () => {
    const { recordings, id } = await record()
    // It is still being made here.
    expect(await recordings.findInterrupted()).toEqual([])
    const later = open()
    expect(await later.findInterrupted()).toMatchObject([{ id, lessonId, byteLength: 6, startedAtMs: clock }])
    expect(await readFile(await later.finish(id), 'utf8')).toBe('onetwo')
    expect(await later.findInterrupted()).toHaveLength(1)
    await later.settle(id)
    expect(await later.findInterrupted()).toEqual([])
    expect(await readdir(join(folder, lessonId))).toHaveLength(1)
  })

  it('that a phone sent is found by the next run, too, until its clip is in the lesson', async () => {
    await mkdir(join(folder, lessonId), { recursive: true })
    await writeFile(join(folder, lessonId, 'IMG_1.mov'), 'clip')
    const id = await open().noteReceived(lessonId, 'IMG_1.mov')
    const later = open()
    expect(await later.findInterrupted()).toMatchObject([{ id, lessonId, fileName: 'IMG_1.mov', byteLength: 4 }])
    expect(await readFile(await later.finish(id), 'utf8')).toBe('clip')
    await later.settle(id)
    expect(await later.findInterrupted()).toEqual([])
    expect(await readdir(join(folder, lessonId))).toEqual(['IMG_1.mov'])
  })

  it('that is in its saved lesson is not offered, so that nobody throws it away', async () => {
    const { id } = await record()
    const [name = ''] = await readdir(join(folder, lessonId))
    const { document } = openSession().getSnapshot()
    const saved = (absolutePath: string) => ({
      open: () =>
        Promise.resolve({ document: { ...document, assets: { clip: { ...videoAsset('clip', seconds(1)), absolutePath } } } }),
    })
    const later = open()
    // A lesson that has another clip of that name, and one that is gone.
    expect(await findUnstored(later, saved(join('/elsewhere', name)))).toMatchObject([{ id }])
    expect(await findUnstored(later, { open: () => Promise.reject(new Error('gone')) })).toMatchObject([{ id }])
    expect(await findUnstored(later, saved(join(folder, lessonId, name)))).toEqual([])
    expect(await open().findInterrupted()).toEqual([])
    expect(await readFile(join(folder, lessonId, name), 'utf8')).toBe('onetwo')
  })

  it('is found with the place of a voice in its lesson, the last that was told', async () => {
    const { recordings, id } = await record()
    await recordings.place(id, { atTicks: ticks(120_000), sourceInTicks: ticks(0) })
    await recordings.place(id, { atTicks: ticks(120_000), sourceInTicks: ticks(-2400) })
    expect(await open().findInterrupted()).toMatchObject([{ id, voicePlace: { atTicks: 120_000, sourceInTicks: -2400 } }])
    await recordings.discard(id)
    await recordings.restore(id)
    expect(await open().findInterrupted()).toMatchObject([{ id, voicePlace: { atTicks: 120_000, sourceInTicks: -2400 } }])
    // As an earlier version of the program wrote it.
    const note = join(folder, `${id}.json`)
    const { voicePlace, ...rest } = JSON.parse(await readFile(note, 'utf8')) as Record<string, unknown>
    expect(voicePlace).toBeDefined()
    await writeFile(note, JSON.stringify(rest))
    expect(await open().findInterrupted()).toMatchObject([{ id, voicePlace: null }])
  })

  it('is found in the same run when the window that made it is gone', async () => {
    const { recordings, id } = await record()
    await recordings.abandon(holder + 1)
    expect(await recordings.findInterrupted()).toEqual([])
    await recordings.abandon(holder)
    expect(await recordings.findInterrupted()).toMatchObject([{ id }])
    await expect(recordings.append(id, 2, bytes('x'), holder)).rejects.toMatchObject({ code: 'recording.unknown' })
  })

  it('takes no piece twice, out of order or from another window', async () => {
    const { recordings, id } = await record()
    await expect(recordings.append(id, 1, bytes('x'), holder)).rejects.toMatchObject({ code: 'recording.out-of-order' })
    await expect(recordings.append(id, 3, bytes('x'), holder)).rejects.toMatchObject({ code: 'recording.out-of-order' })
    await expect(recordings.append(id, 2, bytes('x'), holder + 1)).rejects.toMatchObject({ code: 'recording.unknown' })
    expect(await readFile(await recordings.finish(id), 'utf8')).toBe('onetwo')
  })

  it('comes back after it was thrown away, and is deleted after a week', async () => {
    const { recordings, id } = await record()
    await recordings.discard(id)
    expect(await recordings.findInterrupted()).toEqual([])
    await recordings.restore(id)
    expect(await recordings.findInterrupted()).toMatchObject([{ id, byteLength: 6 }])
    await recordings.discard(id)
    clock += 6 * day
    await recordings.clean()
    const file = join(folder, lessonId, (await readdir(join(folder, lessonId)))[0] ?? '')
    expect((await stat(file)).size).toBe(6)
    clock += 2 * day
    await recordings.clean()
    expect(await readdir(join(folder, lessonId))).toEqual([])
    await expect(recordings.restore(id)).rejects.toMatchObject({ code: 'recording.unknown' })
  })

  it('leaves nothing to offer where nothing was recorded', async () => {
    await open().start(lessonId, { source: 'camera', extension: 'webm' }, holder)
    const later = open()
    expect(await later.findInterrupted()).toEqual([])
    await later.clean()
    expect(await readdir(folder)).toEqual([lessonId])
    expect(await readdir(join(folder, lessonId))).toEqual([])
  })

  it('gives two of the same second two names', async () => {
    const recordings = open()
    await record(recordings)
    await record(recordings)
    expect((await readdir(join(folder, lessonId))).toSorted()[0]).toMatch(/ \(2\)\.webm$/)
  })

  it('does not trip over a note that is no note', async () => {
    const { id } = await record()
    await writeFile(join(folder, `${crypto.randomUUID()}.json`), '{"fileName":"../../etc/passwd"}')
    await writeFile(join(folder, 'notes.json'), '{')
    expect(await open().findInterrupted()).toMatchObject([{ id }])
  })
})
