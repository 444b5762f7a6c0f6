import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Caller } from '#main/core/hosts/methods.ts'
import type { ProcessHost } from '#main/core/hosts/process-host.ts'
import { createDeriveEngine } from '#main/core/media/derive-engine.ts'
import { createMediaEngine } from '#main/core/media/media-engine.ts'
import type { MediaMethods } from '#main/core/media/media-methods.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import { lessonOf } from '../../media/one-clip-lesson.ts'
import { seconds, videoAsset } from '../../shared/project/sample-document.ts'
import { temporaryFolder } from '../files/temporary-folder.ts'

/** A media process that a hostile file has taken over: it answers what it likes. */
function hostAnswering(reply: unknown, progress: readonly unknown[] = []): ProcessHost<MediaMethods> {
  const call = (_method: string, _input: unknown, options?: { readonly onProgress?: (value: unknown) => void }) => {
    for (const value of progress) options?.onProgress?.(value)
    return Promise.resolve(reply)
  }
  return {
    name: 'media',
    pid: null,
    start: () => Promise.resolve(),
    call: call as Caller<MediaMethods>['call'],
    onCrash: () => () => {},
    kill: () => {},
    close: () => Promise.resolve(),
  }
}

const refused = { code: 'media.engine-failed' }
const { kind, sha256, byteLength, interpretation, imageSize } = videoAsset('x', seconds(10))
if (!interpretation) throw new Error('a video has one')
const report = { kind, sha256, byteLength, interpretation, imageSize }
const order = {
  path: 'clip.mp4',
  sha256,
  interpretation,
  proxyFile: 'proxy.mp4',
  filmstripFile: null,
  waveformFile: null,
  workFolder: 'work',
}

describe('what comes back from the media process', () => {
  test.for([
    ['an examination', { ...report, sha256: '../../elsewhere' }],
    ['no examination', null],
  ] as const)('is refused: %s', async ([, reply]) => {
    await expect(createMediaEngine(hostAnswering(reply)).probe('clip.mp4')).rejects.toMatchObject(refused)
  })

  test('is refused as pictures, as places to cut and as a render', async () => {
    const engine = createMediaEngine(hostAnswering([{ width: -1, height: 1, data: 'text' }]))
    const request = { path: 'clip.mp4', report, instants: [seconds(0)], maxSidePixels: 100, format: 'jpeg' } as const
    await expect(engine.stills(request)).rejects.toMatchObject(refused)
    await expect(engine.analyse({ path: 'clip.mp4', report, scenes: false })).rejects.toMatchObject(refused)
    const plan = compilePlan(lessonOf([{ path: 'clip.mp4', report }]).document, { preset: 'lms', overlays: [] })
    const output = path.join(await temporaryFolder(), 'out.mp4')
    await expect(engine.render(plan, [], output)).rejects.toMatchObject(refused)
  })

  test('names no files of its own', async () => {
    const made = [{ kind: 'proxy', byteLength: 1, file: '/etc/passwd' }]
    await expect(createDeriveEngine(hostAnswering({ resumedAt: 0, made })).derive(order)).rejects.toMatchObject(refused)
  })

  test('is passed on where it is right, and wrong progress is not', async () => {
    const seen: unknown[] = []
    const onProgress = (progress: unknown): void => void seen.push(progress)
    const host = hostAnswering(report, [{ fraction: 0.5 }, { fraction: Number.NaN }, { fraction: 2 }, 'half', { fraction: 1 }])
    expect(await createMediaEngine(host).probe('clip.mp4', { onProgress })).toEqual(report)
    expect(seen).toEqual([{ fraction: 0.5 }, { fraction: 1 }])
  })
})
