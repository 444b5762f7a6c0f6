import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { createEngineHealth } from '#main/core/media/engine-health.ts'
import type { MediaEngine } from '#main/core/media/media-engine.ts'
import { probeReportSchema, renderReportSchema } from '#main/core/media/messages.ts'
import type { PortableEngine, PortableStill } from '#main/core/media/portable-engine.ts'
import { createEngineCheck, portableEncoderName, withPortable, withPortableRepair } from '#main/core/media/with-portable.ts'
import { appError } from '#shared/messages/app-error.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import { lessonOf } from '../../media/one-clip-lesson.ts'
import { seconds, videoAsset } from '../../shared/project/sample-document.ts'
import { temporaryFolder } from '../files/temporary-folder.ts'
import { fakeServices } from '../export/fake-export.ts'

const film = videoAsset('x', seconds(10))
const failStart = (): Promise<never> => Promise.reject(appError('system.process-start', { process: 'media', detail: 'no addon' }))

async function start() {
  const folder = await temporaryFolder()
  const file = path.join(folder, 'copy.mp4')
  await writeFile(file, 'a copy')
  const full = fakeServices(folder, folder).services.media
  const broken: MediaEngine = {
    ...full,
    start: failStart,
    probe: failStart,
    stills: failStart,
    analyse: failStart,
    transcribe: failStart,
    render: failStart,
  }
  const stills: PortableStill[] = []
  const rescued: string[] = []
  const portable: PortableEngine = {
    render: (_plan, _files, outputFile) => writeFile(outputFile, 'a film'),
    async rescue(original) {
      rescued.push(original)
    },
    examine: () => (film.interpretation ? Promise.resolve(film.interpretation) : Promise.reject(new Error('no film'))),
    still(_file, still) {
      stills.push(still)
      return Promise.resolve({ width: still.width, height: still.height, data: new Uint8Array([1]) })
    },
  }
  return { folder, file, full, broken, portable, stills, rescued }
}

test('where the full engine cannot start the simple one renders, and claims nothing that it does not know', async () => {
  const { folder, broken, portable } = await start()
  const { document } = lessonOf([{ path: 'clip.mp4', report: film }])
  const plan = compilePlan(document, { preset: 'lms', overlays: [] })
  const report = await withPortable(broken, portable, createEngineHealth(false)).render(plan, [], path.join(folder, 'out.mp4'))
  expect(renderReportSchema.parse(report)).toMatchObject({
    byteLength: 6,
    loudness: null,
    encoder: { name: portableEncoderName },
  })
})

test('it examines copies and takes their pictures there, never behind the last one', async () => {
  const { file, broken, portable, stills } = await start()
  const engine = withPortable(broken, portable, createEngineHealth(false))
  const report = await engine.probe(file)
  expect(probeReportSchema.parse(report)).toMatchObject({ kind: 'video', byteLength: 6, interpretation: film.interpretation })
  const request = { path: file, report, instants: [seconds(1), seconds(10)], maxSidePixels: 640, format: 'jpeg' } as const
  const [first] = await engine.stills(request)
  const { displayWidth = 1, displayHeight = 1 } = film.interpretation?.video ?? {}
  expect(Math.max(first?.width ?? 0, first?.height ?? 0)).toBe(640)
  expect((first?.width ?? 0) / (first?.height ?? 1)).toBeCloseTo(displayWidth / displayHeight, 2)
  expect(stills.map(({ atTicks }) => atTicks < seconds(10))).toEqual([true, true])
  expect(stills[0]?.atTicks).toBe(seconds(1))
})

test('what it does not do is refused by name, and other failures of the full engine stay what they are', async () => {
  const { file, full, broken, portable } = await start()
  const wish = { path: file, report: { ...film, kind: 'video' }, scenes: false } as never
  await expect(withPortable(broken, portable, createEngineHealth(false)).analyse(wish)).rejects.toMatchObject({
    code: 'media.portable-missing',
  })
  const crash = appError('system.process-crashed', { process: 'media', detail: 'SIGSEGV' })
  const crashing: MediaEngine = { ...full, probe: () => Promise.reject(crash) }
  await expect(withPortable(crashing, portable, createEngineHealth(false)).probe(file)).rejects.toBe(crash)
})

test('the full engine is not even started where it is not wanted', async () => {
  const { full, broken, portable } = await start()
  let starts = 0
  const counted: MediaEngine = {
    ...full,
    async start() {
      starts += 1
    },
  }
  expect(await createEngineCheck(counted, createEngineHealth(true))()).toBe(false)
  await withPortable(counted, portable, createEngineHealth(true)).start()
  expect(starts).toBe(0)
  expect(await createEngineCheck(counted, createEngineHealth(false))()).toBe(true)
  expect(await createEngineCheck(broken, createEngineHealth(false))()).toBe(false)
})

test('a converted copy is made again by the engine that made it', async () => {
  const { portable, rescued } = await start()
  const repaired: string[] = []
  const derive = {
    derive: () => Promise.reject(new Error('nothing to derive')),
    async repair(file: string) {
      repaired.push(file)
    },
  }
  const engine = withPortableRepair(derive, portable)
  await engine.repair('a.avi', 'a.mov', { converts: true })
  await engine.repair('b.mp4', 'b.mov')
  expect([rescued, repaired]).toEqual([['a.avi'], ['b.mp4']])
})

test('an engine that did not load is left alone for a minute, by all that would use it', async () => {
  const { file, full, broken, portable } = await start()
  let nowMs = 0
  const health = createEngineHealth(false, () => nowMs)
  await withPortable(broken, portable, health).probe(file)
  let probes = 0
  const counted: MediaEngine = {
    ...full,
    probe(copy) {
      probes += 1
      return full.probe(copy)
    },
  }
  const other = withPortable(counted, portable, health)
  nowMs = 59_000
  await other.probe(file)
  expect(probes).toBe(0)
  nowMs = 61_000
  await other.probe(file)
  expect(probes).toBe(1)
})

test('a start that fails once may be chance, and a slow one is none that fails', async () => {
  const { file, full, broken, portable } = await start()
  const health = createEngineHealth(false)
  const failOnce = () => {
    let calls = 0
    return (): boolean => {
      calls += 1
      return calls === 1
    }
  }
  const [failsStart, failsProbe] = [failOnce(), failOnce()]
  const flaky: MediaEngine = {
    ...full,
    start: () => (failsStart() ? failStart() : Promise.resolve()),
    probe: (copy) => (failsProbe() ? failStart() : full.probe(copy)),
  }
  expect(await createEngineCheck(flaky, health)()).toBe(true)
  expect(await withPortable(flaky, portable, health).probe(file)).toEqual(await full.probe(file))
  expect(health.isOut).toBe(false)

  const slow = appError('system.process-slow', { process: 'media' })
  const slowEngine: MediaEngine = { ...full, start: () => Promise.reject(slow), probe: () => Promise.reject(slow) }
  expect(await createEngineCheck(slowEngine, health)()).toBe(true)
  await expect(withPortable(slowEngine, portable, health).probe(file)).rejects.toBe(slow)
  expect(health.isOut).toBe(false)

  expect(await createEngineCheck(broken, health)()).toBe(false)
  expect(health.isOut).toBe(true)
})
