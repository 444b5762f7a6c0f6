import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createPreviewHandlers } from '#main/desktop/ipc/preview-handlers.ts'
import { createEngineHealth } from '#main/core/media/engine-health.ts'
import { cacheFile } from '#main/core/import/media-cache.ts'
import { AppError } from '#shared/messages/app-error.ts'
import type { Sender } from '#main/desktop/ipc/register-channels.ts'
import { createAssetFiles } from '#main/core/import/asset-files.ts'
import type { AssetId, LessonId } from '#shared/project/ids.ts'
import { seconds, videoAsset } from '../../shared/project/sample-document.ts'
import { temporaryFolder } from '../../media/ffmpeg-command.ts'

const port = vi.hoisted(() => ({ close: vi.fn<() => void>() }))
vi.mock('#main/desktop/ipc/send-port.ts', () => ({ sendPort: () => ({ portId: 'port-of-preview', port }) }))

const lesson = 'lesson' as LessonId
const call = vi.fn<(method: string, input: unknown) => Promise<null>>()
const clip = (id: string) => ({ ...videoAsset(id, seconds(1)), absolutePath: `/clips/${id}.mp4` })
const file = (id: string) => ({ assetId: id as AssetId, variant: 'original', path: `/clips/${id}.mp4` })

function start(cacheFolder = '/nowhere', engineHealth = createEngineHealth(false)) {
  const assetFiles = createAssetFiles({ findAsset: () => Promise.resolve(null) })
  const previewHost = { call: call as never }
  const handlers = createPreviewHandlers({ previewHost, engineHealth, assetFiles, cacheFolder, log: () => {} })
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
    await vi.waitFor(() => expect(call).toHaveBeenCalledTimes(2))
    expect(call.mock.lastCall).toEqual(['updatePreview', { previewId: 'port-of-preview', files: [file('a'), file('d')] }])
    expect(port.close).not.toHaveBeenCalled()
  })

  it('learns of a proxy when it is made', async () => {
    const cacheFolder = temporaryFolder()
    const { assetFiles, open } = start(cacheFolder)
    assetFiles.trust(lesson, [clip('a')])
    await open()
    const proxy = cacheFile(cacheFolder, clip('a'), 'proxy')
    mkdirSync(path.dirname(proxy), { recursive: true })
    writeFileSync(proxy, 'pictures')
    assetFiles.trust(lesson, [clip('a')])
    await vi.waitFor(() => expect(call).toHaveBeenCalledTimes(2))
    expect(call.mock.lastCall).toMatchObject(['updatePreview', { files: [file('a'), { variant: 'proxy', path: proxy }] }])
  })

  it('is opened in a fresh process where the old one turns out to be dead', async () => {
    const { open } = start()
    const crash = new AppError({
      code: 'system.process-crashed',
      params: { process: 'preview', detail: 'SIGKILL' },
      retryable: true,
    })
    call.mockRejectedValueOnce(crash)
    expect(await open()).toEqual({ portId: 'port-of-preview' })
    expect(call).toHaveBeenCalledTimes(2)
    expect(port.close).toHaveBeenCalledTimes(1)
  })

  it('is left to the window where the engine does not start twice, or is not wanted', async () => {
    const { open } = start()
    const failedStart = new AppError({
      code: 'system.process-start',
      params: { process: 'preview', detail: 'no addon' },
      retryable: true,
    })
    call.mockRejectedValueOnce(failedStart)
    expect(await open()).toEqual({ portId: 'port-of-preview' })
    call.mockRejectedValue(failedStart)
    expect(await open()).toEqual({ portId: null })
    expect(port.close).toHaveBeenCalledTimes(3)
    call.mockClear()
    expect(await open()).toEqual({ portId: null })
    expect(await start('/nowhere', createEngineHealth(true)).open()).toEqual({ portId: null })
    expect(call).not.toHaveBeenCalled()
  })

  it('that cannot be opened leaves no port behind', async () => {
    const { open } = start()
    call.mockRejectedValue(new Error('The process ended'))
    await expect(open()).rejects.toThrow('The process ended')
    expect(port.close).toHaveBeenCalledTimes(1)
  })
})
