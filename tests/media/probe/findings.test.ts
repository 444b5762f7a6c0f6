import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { describeFinding } from '#shared/messages/ui/findings.ts'
import type { Finding } from '#shared/project/schema/asset.ts'
import { secondsToTicks } from '#shared/time/ticks.ts'
import { ffmpeg, temporaryFolder } from '../ffmpeg-command.ts'
import { probe } from '../in-process-render.ts'

const picture = (seconds: number, size = '180x320', rate = 30): string[] => [
  ...['-f', 'lavfi', '-i', `testsrc2=s=${size}:r=${rate}:d=${seconds}`],
]
const tone = (seconds: number, volume = 0.3): string[] => [
  ...['-f', 'lavfi', '-i', `aevalsrc=${volume}*sin(2*PI*440*t):s=48000:d=${seconds}`],
]
const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p']

async function made(name: string, ...args: string[]): Promise<string> {
  const file = path.join(temporaryFolder(), name)
  await ffmpeg(...args, file)
  return file
}

async function findingsOf(file: string): Promise<readonly Finding[]> {
  return (await probe(file)).interpretation?.findings ?? []
}

async function codesOf(file: string): Promise<readonly string[]> {
  const findings = await findingsOf(file)
  // Each has a sentence of its own.
  for (const finding of findings) expect(describeFinding(finding)).not.toMatch(/newer version|undefined/)
  return findings.map(({ code }) => code.replace('media.', ''))
}

describe('the clip doctor finds nothing to say', () => {
  test('about an ordinary clip', async () => {
    expect(await codesOf(await made('plain.mp4', ...picture(1), ...tone(1), ...h264, '-ac', '2'))).toEqual([])
  })
})

describe('the clip doctor tells of the picture', () => {
  test('that it is turned', async () => {
    const plain = await made('plain.mp4', ...picture(0.4), ...h264)
    const turned = await made('turned.mp4', '-i', plain, '-c', 'copy', '-metadata:s:v', 'rotate=90')
    expect(await codesOf(turned)).toEqual(['turned', 'no-sound'])
  })

  test('that its pixels are not square, or its sides odd', async () => {
    expect(await codesOf(await made('wide.mp4', ...picture(0.4), '-vf', 'setsar=4/3', ...h264))).toContain('pixel-shape')
    expect(await codesOf(await made('rounded.mp4', ...picture(0.4), '-vf', 'setsar=1280/1281:max=2000', ...h264))).toEqual([
      'no-sound',
    ])
    const odd = await made('odd.mkv', ...picture(0.4), '-vf', 'scale=161:121', '-c:v', 'ffv1')
    expect(await findingsOf(odd)).toContainEqual({
      code: 'media.odd-size',
      severity: 'info',
      params: { width: 161, height: 121 },
    })
  })

  test('that its last picture stands, as long as others did before it', async () => {
    const uneven = ['-vf', "select='lt(n,30)+eq(n,90)'", '-vsync', 'vfr', '-bf', '0']
    const first = await made('screen.mp4', ...picture(4), ...uneven, ...h264)
    // A picture that stands for two seconds is followed by the last one, which the film says stands for two as well.
    const last = await made('screen.mp4', '-i', first, '-c', 'copy', '-bsf:v', "setts=duration='if(gte(PTS*TB,3),2/TB,DURATION)'")
    expect((await probe(last)).interpretation?.durationTicks).toBe(secondsToTicks(5))
    const even = await made('even.mp4', ...picture(1), '-bf', '0', ...h264)
    const wrong = await made(
      'even.mp4',
      '-i',
      even,
      '-c',
      'copy',
      '-bsf:v',
      "setts=duration='if(gte(PTS*TB,0.96),60/TB,DURATION)'",
    )
    expect((await probe(wrong)).interpretation?.durationTicks).toBeLessThan(secondsToTicks(2.1))
  })

  test('that its rate changes', async () => {
    const uneven = await made('vfr.mp4', ...picture(2), '-vf', "select='not(between(n,10,25))'", '-vsync', 'vfr', ...h264)
    expect(await codesOf(uneven)).toContain('variable-frame-rate')
  })

  test('that it is made of fields', async () => {
    const fields = ['-vf', 'interlace', '-c:v', 'mpeg2video', '-flags', '+ildct+ilme', '-b:v', '5M']
    expect(await codesOf(await made('fields.ts', ...picture(1, '320x240', 50), ...fields))).toContain('interlaced')
  })

  test.for([
    ['arib-std-b67', 'hlg'],
    ['smpte2084', 'pq'],
  ] as const)('that its colours are HDR: %s', async ([transfer, kind]) => {
    const colour = ['-color_trc', transfer, '-color_primaries', 'bt2020', '-colorspace', 'bt2020nc']
    const coder = ['-c:v', 'libx265', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p10le', '-x265-params', 'log-level=none']
    const findings = await findingsOf(await made('hdr.mp4', ...picture(0.3), ...coder, ...colour))
    expect(findings).toContainEqual({ code: 'media.hdr', severity: 'info', params: { kind } })
  })

  test('that it is slow to edit, and why', async () => {
    const rare = await made('rare.mp4', ...picture(8, '640x360'), ...h264, '-g', '999', '-sc_threshold', '0')
    expect(await findingsOf(rare)).toContainEqual({
      code: 'media.slow-to-edit',
      severity: 'info',
      params: { reason: 'keys', codec: 'h264' },
    })
    const prores = await made('prores.mov', ...picture(0.2, '1920x1080'), '-c:v', 'prores_ks', '-profile:v', '0')
    expect(await findingsOf(prores)).toContainEqual({
      code: 'media.slow-to-edit',
      severity: 'info',
      params: { reason: 'codec', codec: 'prores' },
    })
    const often = await made('often.mp4', ...picture(1, '320x180'), ...h264, '-g', '10')
    expect((await probe(often)).interpretation?.video?.needsProxy).toBe(false)
    expect((await probe(rare)).interpretation?.video?.needsProxy).toBe(true)
  })

  test('that there is more than one, or a cover', async () => {
    const two = await made('two.mp4', ...picture(0.4), ...picture(0.4, '90x160'), ...h264, '-map', '0', '-map', '1')
    expect(await codesOf(two)).toContain('several-pictures')
    expect((await probe(two)).interpretation?.video?.codedHeight).toBe(320)
  })
})

describe('the clip doctor tells of the sound', () => {
  test('that there is none, or that it is silent', async () => {
    expect(await codesOf(await made('mute.mp4', ...picture(0.4), ...h264))).toContain('no-sound')
    const silent = await made('silent.mp4', ...picture(1), '-f', 'lavfi', '-i', 'anullsrc=r=48000:cl=stereo:d=1', ...h264)
    expect(await findingsOf(silent)).toContainEqual({ code: 'media.silent', severity: 'warning', params: {} })
  })

  test('that it was recorded too loud, and that a loud one was not', async () => {
    const clipped = await made('clipped.mp4', ...picture(1), ...tone(1, 2.5), ...h264, '-ac', '2')
    expect(await codesOf(clipped)).toContain('clipped')
    const loud = await made('loud.mp4', ...picture(1), ...tone(1, 0.9), ...h264, '-ac', '2')
    expect(await codesOf(loud)).toEqual([])
  })

  test('that it has one channel, or six', async () => {
    expect(await codesOf(await made('mono.m4a', ...tone(1)))).toEqual(['mono'])
    expect(await findingsOf(await made('six.m4a', ...tone(1), '-ac', '6'))).toEqual([
      { code: 'media.surround', severity: 'info', params: { channels: 6 } },
    ])
  })

  test('that it comes late or ends early, by how much', async () => {
    const late = await made('late.mp4', ...picture(3), '-itsoffset', '0.7', ...tone(1), ...h264, '-ac', '2')
    expect(await findingsOf(late)).toEqual([
      { code: 'media.sound-late', severity: 'info', params: { seconds: 0.7 } },
      { code: 'media.sound-ends-early', severity: 'info', params: { seconds: 1.3 } },
    ])
  })
})

describe('the clip doctor tells of the file', () => {
  test('that parts of it are hidden by an edit list', async () => {
    const whole = await made('whole.mp4', ...picture(2), ...h264, '-g', '30')
    const trimmed = await made('trimmed.mp4', '-ss', '0.5', '-i', whole, '-c', 'copy')
    expect(await codesOf(trimmed)).toContain('trimmed-before')
    expect(await codesOf(whole)).not.toContain('trimmed-before')
  })

  test('that it carries a place and a device', async () => {
    const tags = ['-metadata', 'location=+51.5-000.1/', '-metadata', 'make=Phone', '-movflags', 'use_metadata_tags']
    const codes = await codesOf(await made('tagged.mov', ...picture(0.4), ...h264, ...tags))
    expect(codes).toEqual(expect.arrayContaining(['location', 'device']))
  })

  test('that the recording broke off', async () => {
    const whole = readFileSync(await made('whole.mp4', ...picture(4), ...tone(4), ...h264, '-movflags', '+faststart'))
    const file = path.join(temporaryFolder(), 'cut.mp4')
    writeFileSync(file, whole.subarray(0, Math.floor(whole.length * 0.4)))
    expect(await codesOf(file)).toContain('cut-short')
    // Without its index, which phones write last, nothing can be played: one sentence.
    const headless = path.join(temporaryFolder(), 'headless.mp4')
    const unfinished = readFileSync(await made('late.mp4', ...picture(4), ...h264))
    writeFileSync(headless, unfinished.subarray(0, Math.floor(unfinished.length * 0.4)))
    await expect(probe(headless)).rejects.toMatchObject({ code: 'media.no-index' })
  })
})

const real = process.env['TIDBIT_MEDIA_DIR'] ?? path.resolve(import.meta.dirname, '../../../../shared/media')

describe.skipIf(!existsSync(real))('real clips', () => {
  test.for([
    ['iphone/dolbyVision-hdr.MOV', ['turned', 'hdr', 'trimmed-before', 'location', 'device', 'sensor-data']],
    ['iphone/sample_edit_list.mp4', ['turned', 'hdr', 'slow-to-edit', 'trimmed-before', 'sensor-data']],
    ['phone/fire2.mp4', ['turned', 'variable-frame-rate', 'mono', 'location']],
    ['phone/sample_rotate_and_reflect.mp4', ['turned', 'mirrored', 'mono', 'silent', 'location']],
    ['phone/rotate-buck-bunny.mp4', ['turned', 'surround']],
    ['phone/portrait_4k60.mp4', ['turned', 'slow-to-edit', 'device']],
    ['phone/h265_with_metadata_track.mp4', ['turned', 'slow-to-edit', 'location', 'sensor-data']],
    ['edge/h264-png.mp4', ['cover-art']],
    ['edge/odd_719x1279_vp9_noaudio.webm', ['odd-size', 'no-sound']],
    ['recorder/mr_camera_speech_vp8_opus.webm', ['mono', 'length-missing']],
    ['screen/cursed-vfr.mp4', ['variable-frame-rate', 'slow-to-edit', 'no-sound']],
    ['corrupt/truncated_29pct_moov_first.mp4', ['silent', 'cut-short']],
    ['corrupt/sample_missing_stsd.mp4', ['audio-unreadable', 'location']],
    ['speech/auto-editor_example.mp4', []],
  ] as const)('%s', async ([name, expected]) => {
    expect((await codesOf(path.join(real, name))).toSorted()).toEqual([...expected].toSorted())
  })

  test('Dolby Vision is told by its profile', async () => {
    const findings = await findingsOf(path.join(real, 'iphone/dolbyVision-hdr.MOV'))
    expect(findings).toContainEqual({ code: 'media.hdr', severity: 'info', params: { kind: 'dolby-vision-8' } })
  })
})
