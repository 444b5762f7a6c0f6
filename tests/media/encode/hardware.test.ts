import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { createNodeMediaEngine } from '#main/core/media/node-media-engine.ts'
import { chooseHardware, type HardwareCandidate } from '#main/media-process/render/hardware-encoder.ts'
import { createSlices } from '#main/media-process/slices.ts'
import { ffprobe, temporaryFolder } from '../ffmpeg-command.ts'
import { makeNoisyClip, planOf } from './encode-lesson.ts'

const engine = createNodeMediaEngine()
afterAll(() => engine.close())

const slices = createSlices(() => false)
/** Known to FFmpeg, but asking for what no card has, so that it cannot open anywhere. */
const broken: HardwareCandidate = { name: 'h264_nvenc', memory: 'planar', options: { gpu: '4096' } }
/** Stands for a card: takes interleaved pictures and meets an average. */
const working: HardwareCandidate = { name: 'libx264', memory: 'interleaved', options: { preset: 'ultrafast' } }

test('asked for, but not there or not working: the software encoder makes the file and the report says so', async () => {
  const folder = temporaryFolder()
  const clip = await makeNoisyClip(folder, 1)
  const { plan, files } = await planOf(engine, clip, { preset: 'low', hardware: 'auto' })
  expect(await chooseHardware(plan, slices, [broken])).toBeNull()
  const output = path.join(folder, 'auto.mp4')
  const { encoder } = await engine.render(plan, files, output)
  // On a machine with a card this is the card; the tests' machines have none.
  if (!encoder.hardware) expect(encoder.name).toBe('libx264')
  expect((await ffprobe(output)).streams[0]['nb_read_packets']).toBe('30')
})

test('the first that encodes a few pictures is taken, and only where it is asked for', async () => {
  const clip = await makeNoisyClip(temporaryFolder(), 1)
  const { plan } = await planOf(engine, clip, { preset: 'low', hardware: 'auto' })
  expect((await chooseHardware(plan, slices, [broken, working]))?.name).toBe('libx264')
  const { plan: usual } = await planOf(engine, clip, { preset: 'low' })
  expect(await chooseHardware(usual, slices, [working])).toBeNull()
})
