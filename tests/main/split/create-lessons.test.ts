import { expect, test } from 'vitest'
import { createPartLessons } from '#main/core/split/create-lessons.ts'
import { createDocument } from '#shared/project/defaults.ts'
import type { LessonId } from '#shared/project/ids.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { seconds, videoAsset } from '../../shared/project/sample-document.ts'

test('where a part cannot be stored, all before it go into the bin that can, and why is told', async () => {
  const projectId = 'lesson' as LessonId
  const asset = videoAsset('x', seconds(30))
  const created: LessonId[] = []
  const deleted: LessonId[] = []
  const logged: unknown[] = []
  const opened = {
    document: createDocument(projectId, 'Test', 'en'),
    revision: 1,
    history: null,
    historyDropped: false,
    migratedFrom: null,
    state: 'draft',
    posterFile: null,
    tags: [],
  } as const
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
