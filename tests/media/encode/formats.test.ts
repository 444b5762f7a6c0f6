import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, test } from 'vitest'
import { createNodeMediaEngine } from '#main/core/media/node-media-engine.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import type { PresetName } from '#shared/render-plan/presets.ts'
import type { VideoCodec } from '#shared/render-plan/plan-encoder.ts'
import { ffmpeg, ffprobe, measureSound, temporaryFolder } from '../ffmpeg-command.ts'
import { makeNoisyClip, planOf } from './encode-lesson.ts'

const engine = createNodeMediaEngine()
afterAll(() => engine.close())

describe('video formats', () => {
  const formats = [
    { codec: 'h264', preset: 'archive', video: 'h264', tag: 'avc1', audio: 'aac', encoder: 'libx264' },
    { codec: 'hevc', preset: 'lms', video: 'hevc', tag: 'hvc1', audio: 'aac', encoder: 'libx265' },
    { codec: 'vp9', preset: 'low', video: 'vp9', tag: null, audio: 'opus', encoder: 'libvpx-vp9' },
  ] as const
  test.for(formats)('$codec by $encoder plays whole, in its colours and at its loudness', async (format) => {
    const folder = temporaryFolder()
    const { plan, files } = await planOf(engine, await makeNoisyClip(folder, 2), { preset: format.preset, codec: format.codec })
    const output = path.join(folder, `out.${plan.encoder.container}`)
    const report = await engine.render(plan, files, output)
    expect(report.encoder).toEqual({ name: format.encoder, hardware: false, passes: 1 })
    const { streams, format: container } = await ffprobe(output)
    const [video, audio] = streams
    expect(video).toMatchObject({ codec_name: format.video, nb_read_packets: '60', color_space: 'bt709', color_range: 'tv' })
    if (format.tag !== null) expect(video['codec_tag_string']).toBe(format.tag)
    expect(audio['codec_name']).toBe(format.audio)
    expect(Number(container['duration'])).toBeCloseTo(2, 1)
    // Nothing that tells who, where or when.
    const told = Object.keys({ ...container.tags, ...video.tags, ...audio.tags }).map((name) => name.toLowerCase())
    expect(told.filter((name) => /creation|location|gps|artist|author|make|model|com\./.test(name))).toEqual([])
    const { stderr } = await ffmpeg('-v', 'error', '-xerror', '-i', output, '-f', 'null', '-')
    expect(stderr).toBe('')
    const { lufs } = await measureSound(output)
    expect(Math.abs(lufs - -16)).toBeLessThan(1)
  })

  test('a WebM has its index in front, an MP4 too', async () => {
    const folder = temporaryFolder()
    const clip = await makeNoisyClip(folder, 2)
    for (const [codec, index, data] of [
      ['h264', Buffer.from('moov'), Buffer.from('mdat')],
      ['vp9', Buffer.from([0x1c, 0x53, 0xbb, 0x6b]), Buffer.from([0x1f, 0x43, 0xb6, 0x75])],
    ] as const) {
      const { plan, files } = await planOf(engine, clip, { preset: 'low', codec })
      const output = path.join(folder, `front.${plan.encoder.container}`)
      await engine.render(plan, files, output)
      const bytes = readFileSync(output)
      expect(bytes.indexOf(index), codec).toBeGreaterThan(0)
      expect(bytes.indexOf(index), codec).toBeLessThan(bytes.indexOf(data))
    }
  })
})

describe('below a size', () => {
  const wishes: readonly { codec: VideoCodec; preset: PresetName; seconds: number; maxBytes: number }[] = [
    { codec: 'h264', preset: 'lms', seconds: 1, maxBytes: 80_000 },
    { codec: 'h264', preset: 'lms', seconds: 6, maxBytes: 500_000 },
    { codec: 'hevc', preset: 'lms', seconds: 2, maxBytes: 150_000 },
    { codec: 'vp9', preset: 'low', seconds: 2, maxBytes: 150_000 },
  ]
  test.for(wishes)('$codec: $seconds s in at most $maxBytes bytes, and little less', async (wish) => {
    const { codec, preset, seconds, maxBytes } = wish
    const folder = temporaryFolder()
    const { plan, files } = await planOf(engine, await makeNoisyClip(folder, seconds), { preset, codec, maxBytes })
    expect(plan.encoder.video.rate.kind).toBe('size')
    const report = await engine.render(plan, files, path.join(folder, `small.${plan.encoder.container}`))
    expect(report.byteLength).toBeLessThanOrEqual(maxBytes)
    expect(report.byteLength).toBeGreaterThan(maxBytes * 0.9)
    expect(report.encoder.passes).toBeGreaterThan(1)
    expect(report.frameCount).toBe(seconds * 30)
  })

  const settings = [{ preset: 'low' }, { preset: 'lms', maxBytes: 200_000 }] as const
  test.for(settings)('%o gives the same bytes every time, where the bit rate is at its ceiling, too', async (choice) => {
    const folder = temporaryFolder()
    const clip = await makeNoisyClip(folder, 2, '360x640')
    const planned = await planOf(engine, clip, choice, { width: 360, height: 640 })
    const { files, plan } = { ...planned, plan: withCeiling(planned.plan, 400_000) }
    const outputs = ['a.mp4', 'b.mp4'].map((name) => path.join(folder, name))
    for (const output of outputs) await engine.render(plan, files, output)
    const [first, second] = outputs.map((output) => readFileSync(output))
    expect(first?.equals(second ?? Buffer.alloc(0))).toBe(true)
  })
})

test('a clip that is nothing but noise stays near the ceiling of its preset', async () => {
  const folder = temporaryFolder()
  const seconds = 4
  const clip = await makeNoisyClip(folder, seconds, '360x640')
  const { plan: usual, files } = await planOf(engine, clip, { preset: 'low' }, { width: 360, height: 640 })
  const plan = withCeiling(usual, 400_000)
  const output = path.join(folder, 'noise.mp4')
  await engine.render(plan, files, output)
  const { byteLength } = await engine.render(withCeiling(usual, 100_000_000), files, path.join(folder, 'free.mp4'))
  const { maxBitsPerSecond, bufferBits } = plan.encoder.video.rate
  // The clip asks for more than it gets, or this would show nothing.
  expect((byteLength * 8) / seconds).toBeGreaterThan(2 * maxBitsPerSecond)
  const { stdout } = await runProbe(output)
  let [fill, fullest] = [0, 0]
  for (const size of stdout.trim().split(/\s+/)) {
    fill = Math.max(0, fill + Number.parseInt(size, 10) * 8 - maxBitsPerSecond / 30)
    fullest = Math.max(fullest, fill)
  }
  expect(fullest).toBeLessThan(bufferBits * 1.2)
})

function withCeiling({ encoder, ...plan }: RenderPlan, maxBitsPerSecond: number): RenderPlan {
  const rate = { ...encoder.video.rate, maxBitsPerSecond, bufferBits: maxBitsPerSecond * 2 }
  return { ...plan, encoder: { ...encoder, video: { ...encoder.video, rate } } }
}

/** The sizes of the pictures in decoding order, a line each. */
function runProbe(file: string): Promise<{ stdout: string }> {
  const entries = ['-select_streams', 'v', '-show_entries', 'packet=size', '-of', 'csv=p=0']
  return promisify(execFile)('ffprobe', ['-v', 'error', ...entries, file], { timeout: 30_000 })
}
