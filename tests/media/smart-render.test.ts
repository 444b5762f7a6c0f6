import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { RenderProgress } from '#main/core/media/messages.ts'
import type { PaintedOverlay } from '#shared/overlay/model.ts'
import type { Clip } from '#shared/project/schema/clip.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import { ticks } from '#shared/time/ticks.ts'
import { ffmpeg, ffprobe, temporaryFolder } from './ffmpeg-command.ts'
import { probe } from './in-process-render.ts'
import { copied, decodeStrictly, encodedFor, psnr, renderSmart } from './smart-render.ts'

const [width, height] = [320, 180]
const tags = ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv']
const picture = (seconds: number, rate = '30', size = `${width}x${height}`): string[] => [
  ...['-f', 'lavfi', '-i', `testsrc2=s=${size}:r=${rate}:d=${seconds}`, '-f', 'lavfi', '-i', `sine=d=${seconds}`],
]
const x264 = (...more: readonly string[]): string[] => [
  ...['-c:v', 'libx264', '-preset', 'fast', '-crf', '16', '-pix_fmt', 'yuv420p', '-g', '30', ...tags, '-c:a', 'aac', ...more],
]
const at = (frame: number): ReturnType<typeof ticks> => ticks(frame * 4000)

async function clip(folder: string, name: string, ...args: readonly string[]) {
  const file = path.join(folder, name)
  await ffmpeg('-v', 'error', ...args, file)
  return { path: file, report: await probe(file) }
}

/** Frames [from, from + count) of an output are the source's pictures from `first` on, bit by bit. */
function expectSame(output: readonly Buffer[], from: number, count: number, source: readonly Buffer[], first: number): void {
  for (let index = 0; index < count; index += 1)
    expect(output[from + index]?.equals(source[first + index] ?? Buffer.alloc(0)), `frame ${from + index}`).toBe(true)
}

function expectLike(output: readonly Buffer[], from: number, count: number, source: readonly Buffer[], first: number): void {
  for (let index = 0; index < count; index += 1)
    expect(
      psnr(output[from + index] ?? Buffer.alloc(1), source[first + index] ?? Buffer.alloc(1)),
      `frame ${from + index}`,
    ).toBeGreaterThan(40)
}

/** A caption of a kind: all that counts is when it shows. */
function caption(id: string, fromFrame: number, toFrame: number): PaintedOverlay {
  const corners = [
    [40, 120],
    [280, 120],
    [280, 160],
    [40, 160],
  ].map(([x = 0, y = 0]) => ({ x, y, radius: 0 }))
  const box = { x: 40, y: 120, width: 240, height: 40 }
  return { id, startTicks: at(fromFrame), endTicks: at(toFrame), box, items: [{ kind: 'shape', corners, fill: '#ffffff' }] }
}

describe('a trimmed clip', () => {
  test.each([
    ['closed groups with B pictures', ['-sc_threshold', '0']],
    ['a pyramid of B pictures', ['-bf', '8', '-x264-params', 'b-pyramid=normal:b-adapt=0']],
    ['no B pictures', ['-bf', '0']],
    ['Baseline', ['-profile:v', 'baseline']],
    ['Main, no arithmetic coding', ['-profile:v', 'main', '-coder', 'vlc']],
    ['several slices', ['-slices', '4']],
    ['key pictures alone', ['-g', '1']],
  ])('of %s is copied from its first whole group on, and frame-exact at both ends', async (_, options) => {
    const folder = temporaryFolder()
    const source = await clip(folder, 'clip.mp4', ...picture(4), ...x264(...options))
    const { file, report } = await renderSmart(folder, [{ ...source, inTicks: at(20), outTicks: at(100) }])
    const [[start, count] = [0, 0], ...others] = copied(report)
    expect(others).toEqual([])
    expect(start).toBeLessThanOrEqual(10)
    // At most a B pyramid at the end is not whole.
    expect(start + count).toBeGreaterThanOrEqual(72)
    const output = await decodeStrictly(file, width, height)
    const pictures = await decodeStrictly(source.path, width, height)
    expect(output).toHaveLength(80)
    expectLike(output, 0, 80, pictures, 20)
    expectSame(output, start, count, pictures, 20 + start)
    expect(encodedFor(report).every((reason) => reason === 'groups')).toBe(true)
  })

  test('holds no removed picture, no edit list over one, and nothing of who made it', async () => {
    const folder = temporaryFolder()
    const source = await clip(folder, 'clip.mp4', ...picture(4), ...x264())
    const { file, report } = await renderSmart(folder, [{ ...source, inTicks: at(20), outTicks: at(100) }])
    const { stdout } = await ffmpeg(
      '-v',
      'error',
      '-ignore_editlist',
      '1',
      '-i',
      file,
      '-map',
      '0:v',
      '-c',
      'copy',
      '-f',
      'framecrc',
      '-',
    )
    const lines = stdout
      .toString()
      .split('\n')
      .filter((line) => line.startsWith('0,'))
    expect(lines).toHaveLength(report.frameCount)
    const { streams, format } = await ffprobe(file)
    expect(streams[0]).toMatchObject({
      nb_read_packets: '80',
      start_time: '0.000000',
      r_frame_rate: '30/1',
      color_space: 'bt709',
    })
    expect(Number(streams[0].duration)).toBeCloseTo(80 / 30, 4)
    expect(Object.keys(format.tags ?? {}).toSorted()).toEqual(['compatible_brands', 'major_brand', 'minor_version'])
    const bytes = await readFile(file)
    for (const name of ['x264', 'Lavc', 'Lavf']) expect(bytes.includes(name), name).toBe(false)
  })

  test('that starts and ends on a key picture is not encoded at all', async () => {
    const folder = temporaryFolder()
    const source = await clip(folder, 'clip.mp4', ...picture(4), ...x264('-sc_threshold', '0'))
    const { file, report } = await renderSmart(folder, [{ ...source, inTicks: at(30), outTicks: at(90) }])
    expect(copied(report)).toEqual([[0, 60]])
    expectSame(await decodeStrictly(file, width, height), 0, 60, await decodeStrictly(source.path, width, height), 30)
  })

  test('gives the same bytes every time', async () => {
    const folder = temporaryFolder()
    const source = await clip(folder, 'clip.mp4', ...picture(4), ...x264())
    const recipe = { ...source, inTicks: at(20), outTicks: at(100) }
    const first = await readFile((await renderSmart(folder, [recipe])).file)
    expect(first.equals(await readFile((await renderSmart(folder, [recipe])).file))).toBe(true)
  })
})

test('captions encode the groups they touch and no other', async () => {
  const folder = temporaryFolder()
  const source = await clip(folder, 'clip.mp4', ...picture(8), ...x264('-sc_threshold', '0'))
  const overlays = [caption('one', 45, 75), caption('two', 150, 151)]
  const { file, report } = await renderSmart(folder, [source], { overlays })
  const stretches = copied(report)
  expect(encodedFor(report)).toEqual(['overlays', 'overlays'])
  expect(stretches[0]?.[0]).toBe(0)
  expect(stretches[1]?.[0]).toBe(90)
  expect(stretches.at(-1)).toEqual([180, 60])
  const output = await decodeStrictly(file, width, height)
  const pictures = await decodeStrictly(source.path, width, height)
  expect(output).toHaveLength(240)
  for (const [start, count] of stretches) expectSame(output, start, count, pictures, start)
  for (let frame = 0; frame < 240; frame += 1) {
    const covered = (frame >= 45 && frame < 75) || frame === 150
    const white = (output[frame]?.[140 * width + 160] ?? 0) > 225
    expect(white, `caption on ${frame}`).toBe(covered)
    if (!covered) expectLike(output, frame, 1, pictures, frame)
  }
  const { stdout } = await ffmpeg('-v', 'error', '-skip_frame', 'nokey', '-i', file, '-map', '0:v', '-f', 'framecrc', '-')
  // Players can start at every stretch.
  const keys = stdout
    .toString()
    .split('\n')
    .filter((line) => line.startsWith('0,')).length
  expect(keys).toBeGreaterThanOrEqual(8)
})

describe('joined clips', () => {
  const kinds = [
    ['-crf', '16'],
    ['-crf', '22', '-bf', '0', '-refs', '1'],
    ['-crf', '19', '-profile:v', 'main', '-coder', 'vlc', '-x264-params', 'weightp=0'],
    ['-crf', '19', '-profile:v', 'baseline'],
  ]

  test('of different parameters are all copied, each by its own', async () => {
    const folder = temporaryFolder()
    const clips = await Promise.all(
      kinds.map((kind, index) => clip(folder, `clip${index}.mp4`, ...picture(3), ...x264('-sc_threshold', '0', ...kind))),
    )
    const recipes = clips.map((each) => ({ ...each, inTicks: at(20), outTicks: at(75) }))
    const { file, report } = await renderSmart(folder, recipes)
    const output = await decodeStrictly(file, width, height)
    expect(output).toHaveLength(220)
    expect(copied(report)).toHaveLength(4)
    for (const [index, source] of clips.entries()) {
      const pictures = await decodeStrictly(source.path, width, height)
      const [start, count] = copied(report)[index] ?? [0, 0]
      expect(count).toBeGreaterThan(35)
      expectSame(output, start, count, pictures, 20 + start - index * 55)
      expectLike(output, index * 55, 55, pictures, 20)
    }
  })

  test('of one file that was split and not cut are copied without a seam', async () => {
    const folder = temporaryFolder()
    const source = await clip(folder, 'clip.mp4', ...picture(4), ...x264())
    const { report } = await renderSmart(folder, [
      { ...source, outTicks: at(47) },
      { ...source, inTicks: at(47) },
    ])
    // Two assets of the same bytes are two files to the plan.
    expect(copied(report).length).toBeGreaterThanOrEqual(1)
  })

  test('where one has another size are copied and encoded', async () => {
    const folder = temporaryFolder()
    const first = await clip(folder, 'first.mp4', ...picture(2), ...x264())
    const second = await clip(folder, 'second.mp4', ...picture(2, '30', '640x360'), ...x264())
    const { file, report } = await renderSmart(folder, [first, second])
    expect(copied(report)).toEqual([[0, 60]])
    expect(encodedFor(report)).toEqual(['size'])
    expect(await decodeStrictly(file, width, height)).toHaveLength(120)
  })
})

describe('containers', () => {
  test.each(['mov', 'mkv', 'ts', 'm4v'])('%s is copied', async (extension) => {
    const folder = temporaryFolder()
    const source = await clip(folder, `clip.${extension}`, ...picture(4), ...x264('-sc_threshold', '0'))
    const { file, report } = await renderSmart(folder, [{ ...source, inTicks: at(20), outTicks: at(100) }])
    const [[start, count] = [0, 0]] = copied(report)
    expect([start, count > 60]).toEqual([10, true])
    const pictures = await decodeStrictly(source.path, width, height)
    const output = await decodeStrictly(file, width, height)
    expect(output).toHaveLength(80)
    expectSame(output, start, count, pictures, 20 + start)
    expectLike(output, 0, 80, pictures, 20)
  })
})

describe('groups that are not closed', () => {
  const open = ['-x264-params', 'open-gop=1:keyint=30:min-keyint=30:scenecut=0:bframes=3:b-adapt=0']

  test('are copied where all that they lean on is', async () => {
    const folder = temporaryFolder()
    const source = await clip(folder, 'open.mp4', ...picture(4), ...x264(...open))
    const { file, report } = await renderSmart(folder, [{ ...source, outTicks: at(100) }])
    const [[start, count] = [0, 0]] = copied(report)
    expect([start, count > 90]).toEqual([0, true])
    const output = await decodeStrictly(file, width, height)
    expect(output).toHaveLength(100)
    expectSame(output, 0, count, await decodeStrictly(source.path, width, height), 0)
  })

  test('are encoded where the picture they lean on is cut away', async () => {
    const folder = temporaryFolder()
    const source = await clip(folder, 'open.mp4', ...picture(4), ...x264(...open))
    const { file, report } = await renderSmart(folder, [{ ...source, inTicks: at(10), outTicks: at(100) }])
    expect(copied(report)).toEqual([])
    expect(encodedFor(report)).toEqual(['groups'])
    const output = await decodeStrictly(file, width, height)
    expect(output).toHaveLength(90)
    expectLike(output, 0, 90, await decodeStrictly(source.path, width, height), 10)
  })
})

describe('what cannot be exact is encoded whole, and the report says why', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['HEVC', 'coding', ['-c:v', 'libx265', '-x265-params', 'log-level=none', ...tags, '-c:a', 'aac']],
    ['ten bits', 'coding', x264('-pix_fmt', 'yuv420p10le')],
    ['4:4:4', 'coding', x264('-pix_fmt', 'yuv444p')],
    ['interlaced', 'coding', x264('-flags', '+ildct+ilme', '-x264-params', 'interlaced=1')],
    ['full range', 'colour', x264('-vf', 'scale=out_range=full', '-color_range', 'pc')],
    ['BT.601', 'colour', x264('-colorspace', 'smpte170m')],
    ['groups of 20 s', 'groups', x264('-g', '600', '-sc_threshold', '0')],
    ['wide pixels', 'size', x264('-vf', 'setsar=4/3')],
  ]
  test.each(cases)('%s: %s', async (_, reason, options) => {
    const folder = temporaryFolder()
    const source = await clip(folder, 'clip.mp4', ...picture(reason === 'groups' ? 12 : 2), ...options)
    const { report } = await renderSmart(folder, [source])
    expect(copied(report)).toEqual([])
    expect(encodedFor(report)).toEqual([reason])
  })

  test('a clip that is turned', async () => {
    const folder = temporaryFolder()
    const plain = await clip(folder, 'plain.mp4', ...picture(2), ...x264())
    const turned = await clip(folder, 'turned.mp4', '-i', plain.path, '-c', 'copy', '-metadata:s:v', 'rotate=90')
    expect(encodedFor((await renderSmart(folder, [turned])).report)).toEqual(['turned'])
  })

  test('a rate that jumps', async () => {
    const folder = temporaryFolder()
    const jumping = ['-vf', "setpts='(N+floor(N/7)*3)/30/TB'", '-fps_mode', 'vfr', '-enc_time_base', '1/90000']
    const source = await clip(folder, 'vfr.mp4', ...picture(4), ...jumping, ...x264())
    const { file, report } = await renderSmart(folder, [source])
    expect(copied(report)).toEqual([])
    expect(await decodeStrictly(file, width, height)).toHaveLength(report.frameCount)
  })

  test('speed, fades and other changes of the picture', async () => {
    const folder = temporaryFolder()
    const source = await clip(folder, 'clip.mp4', ...picture(4), ...x264('-sc_threshold', '0'))
    const faster = { ...source, change: (each: Clip): Clip => ({ ...each, speed: { num: 2, den: 1 } }) }
    expect(encodedFor((await renderSmart(folder, [faster])).report)).toEqual(['speed'])
    const fading = {
      ...source,
      change: (each: Clip): Clip => ({ ...each, picture: { ...each.picture, fadeInTicks: at(15), fadeOutTicks: at(15) } }),
    }
    const { report } = await renderSmart(folder, [fading])
    expect(encodedFor(report)).toEqual(['effects', 'effects'])
    expect(copied(report)[0]?.[0]).toBe(30)
    const grown = {
      ...source,
      change: (each: Clip): Clip => ({
        ...each,
        picture: { ...each.picture, placement: { ...each.picture.placement, scale: 1.1 } },
      }),
    }
    expect(encodedFor((await renderSmart(folder, [grown])).report)).toEqual(['effects'])
  })

  test('more bits than the preset allows', async () => {
    const folder = temporaryFolder()
    const source = await clip(folder, 'clip.mp4', ...picture(4), ...x264('-sc_threshold', '0'))
    const change = (plan: RenderPlan): RenderPlan => {
      const rate = { ...plan.encoder.video.rate, maxBitsPerSecond: 100_000, bufferBits: 100_000 }
      return { ...plan, encoder: { ...plan.encoder, video: { ...plan.encoder.video, rate } } }
    }
    expect(encodedFor((await renderSmart(folder, [source], { change })).report)).toEqual(['bit-rate'])
  })
})

test('pictures that an edit list hides are not copied along', async () => {
  const folder = temporaryFolder()
  const plain = await clip(folder, 'plain.mp4', ...picture(4), ...x264('-sc_threshold', '0'))
  const hidden = await clip(folder, 'hidden.mp4', '-ss', '0.5', '-i', plain.path, '-c', 'copy')
  const { file, report } = await renderSmart(folder, [hidden])
  const shown = await decodeStrictly(hidden.path, width, height)
  const output = await decodeStrictly(file, width, height)
  expect(output).toHaveLength(report.frameCount)
  const [[start, count] = [0, 0]] = copied(report)
  expect(start).toBeGreaterThan(0)
  expect(count).toBeGreaterThan(60)
  expectSame(output, start, count, shown, start)
})

test.each([0.2, 0.6, 0.99])('is cancelled at %d of it and leaves the encoder in peace', async (share) => {
  const folder = temporaryFolder()
  const source = await clip(folder, 'clip.mp4', ...picture(8), ...x264('-sc_threshold', '0'))
  const controller = new AbortController()
  const onProgress = ({ stage, fraction }: RenderProgress): void => {
    if (stage === 'encode' && fraction >= share) controller.abort()
  }
  const overlays = [caption('one', 45, 75), caption('two', 150, 200)]
  const rendering = renderSmart(folder, [source], { overlays, signal: controller.signal, onProgress })
  await expect(rendering).rejects.toMatchObject({ code: 'cancelled' })
})

test('a damaged group is encoded, the ones around it are copied', async () => {
  const folder = temporaryFolder()
  const source = await clip(folder, 'clip.mp4', ...picture(4), ...x264('-sc_threshold', '0', '-bf', '0'))
  const bytes = await readFile(source.path)
  const { stdout } = await ffmpeg(
    '-v',
    'error',
    '-i',
    source.path,
    '-map',
    '0:v',
    '-c',
    'copy',
    '-bsf:v',
    'noise=drop=eq(n\\,45)',
    '-f',
    'mp4',
    '-movflags',
    'frag_keyframe',
    '-',
  )
  expect(stdout.length).not.toBe(bytes.length)
  const file = path.join(folder, 'lossy.mp4')
  await writeFile(file, stdout)
  const { report } = await renderSmart(folder, [{ path: file, report: await probe(file) }])
  expect(encodedFor(report).length).toBeGreaterThan(0)
  expect(copied(report).some(([start]) => start === 0)).toBe(true)
})
