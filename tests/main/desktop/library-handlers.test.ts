import { describe, expect, it, vi } from 'vitest'
import { createLibraryHandlers } from '#main/desktop/ipc/library-handlers.ts'
import type { Sender } from '#main/desktop/ipc/register-channels.ts'
import { createAssetFiles } from '#main/core/import/asset-files.ts'
import type { LibraryClient } from '#main/core/library/library-client.ts'
import { createDocument } from '#shared/project/defaults.ts'
import type { LessonId } from '#shared/project/ids.ts'

describe('saving through the window', () => {
  it('tells the new revision also where the picture of the card could not be set', async () => {
    const document = createDocument('lesson' as LessonId, 'Knots', 'en')
    const failure = new Error('The cache is gone')
    const log = vi.fn<(thrown: unknown) => void>()
    const handlers = createLibraryHandlers({
      library: { save: () => Promise.resolve({ revision: 4, savedAt: 0, historyDropped: false }) } as unknown as LibraryClient,
      assetFiles: createAssetFiles({ findAsset: () => Promise.resolve(null) }),
      media: { probe: () => Promise.reject(new Error('Nothing is examined')) },
      posters: { learn: () => {}, follow: () => Promise.reject(failure) },
      versionPictures: { learn: () => {} },
      log,
    })
    const save = { projectId: document.id, baseRevision: 3, document, history: null }
    expect(await handlers['library.save'](save, {} as Sender)).toEqual({ revision: 4 })
    expect(log).toHaveBeenCalledWith(failure)
  })
})
