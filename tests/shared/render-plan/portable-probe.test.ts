import { describe, expect, test } from 'vitest'
import { interpretProbe } from '#shared/render-plan/portable/interpret-probe.ts'
import { isStillPicture, portableProbeSchema } from '#shared/render-plan/portable/portable-probe.ts'
import { rescueJob, stillJob } from '#shared/render-plan/portable/rescue-job.ts'
import { interpretationSchema } from '#shared/project/schema/asset.ts'
import { secondsToTicks } from '#shared/time/ticks.ts'

const picture = {
  index: 0,
  codec_type: 'video',
  codec_name: 'h264',
  width: 540,
  height: 960,
  pix_fmt: 'yuv420p',
  r_frame_rate: '30/1',
  avg_frame_rate: '30/1',
  time_base: '1/15360',
  start_time: '0.000000',
  duration: '3.000000',
  color_space: 'bt709',
  color_range: 'tv',
  disposition: { default: 1, attached_pic: 0 },
}
const sound = {
  index: 1,
  codec_type: 'audio',
  codec_name: 'aac',
  sample_rate: '48000',
  channels: 1,
  channel_layout: 'mono',
  duration: '3.008000',
}
const probeOf = (streams: readonly unknown[], format: object = {}) =>
  portableProbeSchema.parse({
    streams,
    format: { format_name: 'mov,mp4,m4a,3gp,3g2,mj2', start_time: '0.000000', duration: '3.008000', ...format },
  })

describe('what the simple engine tells of a copy', () => {
  test('is an interpretation like every other', () => {
    const found = interpretProbe(probeOf([picture, sound]))
    expect(interpretationSchema.parse(found)).toMatchObject({
      durationTicks: secondsToTicks(3.008),
      video: { displayWidth: 540, displayHeight: 960, frameRate: { num: 30, den: 1 }, durationTicks: secondsToTicks(3) },
      audio: { streamIndex: 1, sampleRate: 48_000, channels: 1 },
      repaired: false,
    })
    expect(interpretProbe(probeOf([sound]))).toMatchObject({ video: null, audio: { codec: 'aac' } })
  })

  test.for([
    ['no length', [picture], { duration: undefined }],
    ['a length that is no number', [picture], { duration: 'N/A' }],
    ['an endless length', [picture], { duration: '1e300' }],
    ['no stream', [], {}],
    ['a picture without a size', [{ ...picture, width: 0 }], {}],
  ] as const)('is nothing with %s', ([, streams, format]) => {
    const parsed = portableProbeSchema.safeParse({ streams, format: { format_name: 'mov', duration: '3', ...format } })
    expect(parsed.success ? interpretProbe(parsed.data) : null).toBeNull()
  })

  test('a rate that nobody can tell is left open', () => {
    const found = interpretProbe(probeOf([{ ...picture, avg_frame_rate: '0/0', time_base: '0/0' }]))
    expect(found?.video).toMatchObject({ frameRate: null, variableFrameRate: true })
    expect(interpretationSchema.safeParse(found).success).toBe(true)
  })
})

describe('a rescue', () => {
  const maps = (streams: readonly unknown[]) =>
    rescueJob(probeOf(streams))?.renderArguments.flatMap((argument, index, all) => (all[index - 1] === '-map' ? [argument] : []))

  test('takes the picture and the sound, wherever they stand in the file', () => {
    expect(
      maps([
        { ...sound, index: 0 },
        { ...picture, index: 3 },
      ]),
    ).toEqual(['0:3', '0:0'])
    expect(rescueJob(probeOf([picture]))?.durationSeconds).toBeCloseTo(3.008)
  })

  test('takes no cover of a sound for a film', () => {
    expect(maps([sound, { ...picture, index: 2, disposition: { attached_pic: 1 } }])).toEqual(['0:1'])
    expect(rescueJob(probeOf([{ index: 0, codec_type: 'subtitle' }]))).toBeNull()
  })

  test('knows a photo', () => {
    expect(isStillPicture(probeOf([picture], { format_name: 'png_pipe' }))).toBe(true)
    expect(isStillPicture(probeOf([picture]))).toBe(false)
  })

  test('a poster is a picture of its size', () => {
    expect(stillJob(1.5, { width: 90, height: 160 }).renderArguments.join(' ')).toContain('-ss 1.500000 -i in0')
    expect(stillJob(1.5, { width: 90, height: 160 }).renderArguments.join(' ')).toContain('scale=90:160')
  })
})
