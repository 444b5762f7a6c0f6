import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import type { ListedVersion } from '#main/core/library/contract.ts'
import { createVersionPictures } from '#main/desktop/protocol/version-pictures.ts'
import type { LessonId } from '#shared/project/ids.ts'
import { openSession } from '../../shared/project/sample-document.ts'
import { appendClip, documentOf } from '../../shared/edit/run-ok.ts'

const lessonId = 'lesson-1' as LessonId
const version: ListedVersion = {
  ...{ id: 3, name: null, revision: 7, createdAt: 1000, clipCount: 1, questionCount: 0 },
  posterAsset: null,
}

async function open(compose: Parameters<typeof createVersionPictures>[0]['media']['compose']) {
  const cacheFolder = await mkdtemp(join(tmpdir(), 'tidbit-versions-'))
  onTestFinished(() => rm(cacheFolder, { recursive: true, force: true }))
  const session = openSession()
  appendClip(session, 'alpha', 6)
  const openVersion = vi.fn(() => Promise.resolve(documentOf(session)))
  const log = vi.fn<(thrown: unknown) => void>()
  const pictures = createVersionPictures({ library: { openVersion }, media: { compose }, cacheFolder, log })
  pictures.learn(lessonId, [version])
  return { pictures, openVersion, log }
}

it('composes the picture of a version once, when it is first asked for', async () => {
  const still = { data: new Uint8Array([255, 216, 1]), width: 270, height: 480 }
  const compose = vi.fn(() => Promise.resolve([still]))
  const { pictures, openVersion } = await open(compose)
  expect(openVersion).not.toHaveBeenCalled()
  const files = await Promise.all([pictures.find(lessonId, 3), pictures.find(lessonId, 3)])
  expect(files[0]).toBe(files[1])
  expect([...(await readFile(files[0] ?? ''))]).toEqual([255, 216, 1])
  expect(await pictures.find(lessonId, 3)).toBe(files[0])
  expect(compose).toHaveBeenCalledTimes(1)
  expect(await pictures.find(lessonId, 4)).toBeNull()
})

it('shows none, and goes on, where a version cannot be composed and its first clip has no picture', async () => {
  const failure = new Error('The clip is gone')
  const { pictures, log } = await open(() => Promise.reject(failure))
  expect(await pictures.find(lessonId, 3)).toBeNull()
  expect(log).toHaveBeenCalledWith(failure)
})
