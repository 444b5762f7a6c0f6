import { rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { Log } from 'node-av/lib'
import { AV_LOG_FATAL } from 'node-av/constants'
import { beforeEach, describe, expect, it } from 'vitest'
import type { MediaFile } from '#main/core/media/messages.ts'
import { probeFile } from '#main/media-process/probe/probe-file.ts'
import { createPictureCache } from '#main/media-process/preview/picture-cache.ts'
import { openPreviewPictures } from '#main/media-process/preview/preview-pictures.ts'
import { createSlices } from '#main/media-process/slices.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import { frameToTicks } from '#shared/time/frame-rate.ts'
import { zeroTicks } from '#shared/time/ticks.ts'
import { ffmpeg, temporaryFolder } from './ffmpeg-command.ts'
import { lessonOf } from './one-clip-lesson.ts'
import { centreLuma, openPreviewWindow } from './preview-window.ts'

const frameCount = 60
/** The original is dark and the proxy bright, so that one sees which is read. */
const [dark, bright] = [60, 180]

let plan: RenderPlan
let original: readonly MediaFile[]
let withProxy: readonly MediaFile[]
let proxyFile = ''

async function makeGrey(file: string, level: number, size: string): Promise<void> {
  const source = `color=0x${level.toString(16).repeat(3)}:s=${size}:r=30:d=${frameCount / 30},format=yuv420p`
  const codec = ['-c:v', 'libx264', '-preset', 'ultrafast', '-qp', '4', '-g', '12', '-bf', '0', '-color_range', 'tv']
  await ffmpeg('-v', 'error', '-f', 'lavfi', '-i', source, ...codec, file)
}

const isBright = (picture: Parameters<typeof centreLuma>[0]): boolean => centreLuma(picture) > (dark + bright) / 2

beforeEach(async () => {
  Log.setLevel(AV_LOG_FATAL)
  const folder = temporaryFolder()
  const file = path.join(folder, 'original.mp4')
  proxyFile = path.join(folder, 'proxy.mp4')
  await makeGrey(file, dark, '270x480')
  await makeGrey(proxyFile, bright, '270x480')
  const report = await probeFile(file, new AbortController().signal)
  const lesson = lessonOf([{ path: file, report }])
  plan = compilePlan(lesson.document, { preset: 'lms', overlays: [] })
  original = lesson.files
  withProxy = original.flatMap((each) => [each, { ...each, variant: 'proxy', path: proxyFile }])
})

const open = (files: readonly MediaFile[]) => openPreviewPictures({ plan, files, slices: createSlices(() => false), threads: 2 })

describe('pictures of the preview', () => {
  it('come from the proxy while they are quick, and from the original where they are exact', async () => {
    const pictures = open(withProxy)
    expect(isBright(await pictures.draft(10))).toBe(true)
    const exact = await pictures.exact(10)
    expect([isBright(exact), exact.width, exact.height]).toEqual([false, 1080, 1920])
    pictures.close()
  })

  it('come from the original until there is a proxy, and again when it is gone or broken', async () => {
    const pictures = open(original)
    expect(isBright(await pictures.draft(10))).toBe(false)
    pictures.replace(plan, withProxy)
    expect(isBright(await pictures.draft(10))).toBe(true)
    await rename(proxyFile, `${proxyFile}.gone`)
    pictures.replace({ ...plan }, withProxy)
    const other = open(withProxy)
    expect(isBright(await other.draft(20))).toBe(false)
    await writeFile(proxyFile, 'not a film')
    other.replace(plan, withProxy)
    expect(isBright(await other.draft(30))).toBe(false)
    expect(isBright(await other.exact(30))).toBe(false)
    other.close()
    pictures.close()
  })

  it('around one that stands are ready for the next steps, and forgotten with the plan', async () => {
    const pictures = open(withProxy)
    const here = await pictures.draft(30)
    let made = 0
    while (await pictures.prepareAround(30)) made += 1
    expect(made).toBe(11)
    expect(await pictures.draft(30)).toBe(here)
    const back = await pictures.draft(25)
    expect(await pictures.draft(25)).toBe(back)
    pictures.replace({ ...plan }, withProxy)
    expect(await pictures.draft(30)).not.toBe(here)
    pictures.close()
  })

  it('that are stepped back to bring those before them along', async () => {
    const pictures = open(original)
    await pictures.draft(40)
    const before = await pictures.draft(39)
    const earlier = await pictures.draft(33)
    expect([await pictures.draft(39), await pictures.draft(33)]).toEqual([before, earlier])
    expect(await pictures.draft(33)).toBe(earlier)
    pictures.close()
  })

  it('of a lesson that plays change to the proxy when that is made', async () => {
    let files = original
    const window = openPreviewWindow({ files: () => files })
    window.send({ kind: 'load', epoch: 1, plan, atTicks: zeroTicks, course: null })
    const course = { playTicks: zeroTicks, fromTicks: zeroTicks, rate: 1, loop: null }
    window.send({ kind: 'play', epoch: 2, course, continues: false })
    await window.until((message) => message.kind === 'frame' && message.playTicks >= frameToTicks(10, plan.frameRate))
    files = withProxy
    window.session.filesChanged()
    await window.until((message) => message.kind === 'ended')
    const seen = window.frames().filter(({ epoch }) => epoch === 2)
    expect([isBright(seen[0] ?? expect.fail('no frame')), isBright(seen.at(-1) ?? expect.fail('no frame'))]).toEqual([
      false,
      true,
    ])
    expect(window.sounds().some(({ splice }) => splice)).toBe(false)
    window.close()
  })
})

describe('the cache of pictures', () => {
  const picture = (bytes: number) => ({ width: 2, height: 2, data: new Uint8Array(bytes) })

  it('forgets what was not used for longest', () => {
    const cache = createPictureCache(30)
    for (const frame of [1, 2, 3]) cache.add(frame, picture(10))
    cache.get(1)
    cache.add(4, picture(10))
    expect([1, 2, 3, 4].map((frame) => cache.has(frame))).toEqual([true, false, true, true])
    cache.add(4, picture(20))
    expect([1, 3, 4].map((frame) => cache.has(frame))).toEqual([true, false, true])
  })
})
