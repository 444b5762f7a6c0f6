import { expect, test } from 'vitest'
import { createPartLessons } from '#main/core/split/create-lessons.ts'
import { defaultBrandKit } from '#shared/project/brand.ts'
import { createDocument } from '#shared/project/defaults.ts'
import type { LessonId } from '#shared/project/ids.ts'
import { checkInvariants } from '#shared/project/invariants.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import type { BrandKit } from '#shared/project/schema/brand.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { seconds, videoAsset } from '../../shared/project/sample-document.ts'

const openedOf = (document: LessonDocument) =>
  ({
    document,
    revision: 1,
    history: null,
    historyDropped: false,
    migratedFrom: null,
    state: 'draft',
    exportedRevision: null,
    posterFile: null,
    tags: [],
  }) as const

test('where a part cannot be stored, all before it go into the bin that can, and why is told', async () => {
  const projectId = 'lesson' as LessonId
  const asset = videoAsset('x', seconds(30))
  const created: LessonId[] = []
  const deleted: LessonId[] = []
  const logged: unknown[] = []
  const opened = openedOf(createDocument(projectId, 'Test', 'en'))
  const library = {
    open: () => Promise.resolve(opened),
    create({ id }: LessonDocument) {
      if (created.length === 2) return Promise.reject(new Error('the disk is full'))
      created.push(id)
      return Promise.resolve({ revision: 1, savedAt: 0, historyDropped: false })
    },
    delete(id: LessonId) {
      deleted.push(id)
      return deleted.length === 1 ? Promise.reject(new Error('locked')) : Promise.resolve(null)
    },
  }
  const parts = [0, 10, 20].map((start) => ({ startTicks: seconds(start), endTicks: seconds(start + 10), title: `${start}` }))
  const services = {
    library,
    assetsOf: () => [asset],
    onCreate: () => Promise.resolve(),
    log: (thrown: unknown) => void logged.push(thrown),
  }
  await expect(createPartLessons({ projectId, assetId: asset.id, parts }, services)).rejects.toThrow('the disk is full')
  expect(deleted).toEqual(created)
  expect(logged).toMatchObject([{ message: 'locked' }])
})

test('every part follows the school style of the lesson it was split in, logo included', async () => {
  const projectId = 'lesson' as LessonId
  const asset = videoAsset('x', seconds(30))
  const logo: Asset = {
    ...videoAsset('logo', seconds(1)),
    kind: 'image',
    interpretation: null,
    imageSize: { width: 30, height: 20 },
    absolutePath: '/library/logo.png',
  }
  const brandKit: BrandKit = { ...defaultBrandKit, name: 'Hill', primaryColour: '#102030', logoAssetId: logo.id }
  const document = { ...createDocument(projectId, 'Test', 'en'), assets: { [logo.id]: logo }, brandKit }
  const created: LessonDocument[] = []
  const library = {
    open: () => Promise.resolve(openedOf(document)),
    create(lesson: LessonDocument) {
      created.push(lesson)
      return Promise.resolve({ revision: 1, savedAt: 0, historyDropped: false })
    },
    delete: () => Promise.resolve(null),
  }
  const parts = [0, 10].map((start) => ({ startTicks: seconds(start), endTicks: seconds(start + 10), title: `${start}` }))
  await createPartLessons(
    { projectId, assetId: asset.id, parts },
    { library, assetsOf: () => [asset], onCreate: () => Promise.resolve(), log: () => undefined },
  )
  expect(created.map((lesson) => [lesson.brandKit, lesson.assets[logo.id], checkInvariants(lesson)])).toEqual([
    [brandKit, logo, []],
    [brandKit, logo, []],
  ])
})
