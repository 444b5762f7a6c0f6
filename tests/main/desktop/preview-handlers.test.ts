import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createPreviewHandlers } from '#main/desktop/ipc/preview-handlers.ts'
import type { Sender } from '#main/desktop/ipc/register-channels.ts'
import { createAssetFiles } from '#main/core/import/asset-files.ts'
import type { AssetId, LessonId } from '#shared/project/ids.ts'
import { seconds, videoAsset } from '../../shared/project/sample-document.ts'

const port = vi.hoisted(() => ({ close: vi.fn<() => void>() }))
vi.mock('#main/desktop/ipc/send-port.ts', () => ({ sendPort: () => ({ portId: 'port-of-preview', port }) }))

const lesson = 'lesson' as LessonId
const call = vi.fn<(method: string, input: unknown) => Promise<null>>()
const clip = (id: string) => ({ ...videoAsset(id, seconds(1)), absolutePath: `/clips/${id}.mp4` })
const file = (id: string) => ({ assetId: id as AssetId, variant: 'original', path: `/clips/${id}.mp4` })

function start() {
  const assetFiles = createAssetFiles({ findAsset: () => Promise.resolve(null) })
  const handlers = createPreviewHandlers({ previewHost: { call: call as never }, assetFiles, log: () => {} })
  return { assetFiles, open: () => handlers['preview.open']({ projectId: lesson }, {} as Sender) }
}

beforeEach(() => {
  port.close.mockReset()
  call.mockReset().mockResolvedValue(null)
})

describe('a preview', () => {
  it('learns the files of its own lesson only, also those that come later', async () => {
    const { assetFiles, open } = start()
    assetFiles.trust(lesson, [clip('a')])
    assetFiles.trust('other' as LessonId, [clip('b')])
    await open()
    expect(call.mock.lastCall?.slice(0, 2)).toMatchObject(['openPreview', { files: [file('a')] }])
    assetFiles.trust('other' as LessonId, [clip('c')])
    expect(call).toHaveBeenCalledTimes(1)
    assetFiles.trust(lesson, [clip('d')])
    expect(call.mock.lastCall).toEqual(['updatePreview', { previewId: 'port-of-preview', files: [file('a'), file('d')] }])
    expect(port.close).not.toHaveBeenCalled()
  })

  it('that cannot be opened leaves no port behind', async () => {
    const { open } = start()
    call.mockRejectedValue(new Error('The process ended'))
    await expect(open()).rejects.toThrow('The process ended')
    expect(port.close).toHaveBeenCalledTimes(1)
  })
})
