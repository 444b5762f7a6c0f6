import { readFileSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { PaintedOverlay } from '#shared/overlay/model.ts'
import { secondsToTicks, ticks } from '#shared/time/ticks.ts'
import { decodeLuma, decodePictures, ffmpeg, ffprobe, temporaryFolder, type Rgb } from './ffmpeg-command.ts'
import { probe, render, smallCanvas } from './in-process-render.ts'
import type { ClipRecipe } from './one-clip-lesson.ts'

const exact = ['-c:v', 'libx264', '-qp', '0', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-colorspace', 'bt709']
const { width, height } = smallCanvas

/** Frame n has the luma 20 + 3n. */
function counting(frames: number, fps = '30'): string[] {
  const source = `color=c=black:s=${width}x${height}:r=${fps},geq=lum='20+3*N':cb=128:cr=128`
  return ['-f', 'lavfi', '-i', source, '-frames:v', String(frames)]
}

const counted = (lumas: readonly number[]): number[] => lumas.map((luma) => Math.round((luma - 20) / 3))
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, index) => from + index)

function isNear(actual: Rgb, expected: Rgb, tolerance = 24): boolean {
  return actual.every((value, index) => Math.abs(value - (expected[index] ?? 0)) <= tolerance)
}

const corners = '[0:v]drawbox=0:0:iw/2:ih/2:red:fill,drawbox=iw/2:0:iw/2:ih/2:lime:fill,drawbox=0:ih/2:iw/2:ih/2:blue:fill'

describe('frames', () => {
  test('a trim plays exactly the frames from in to out', async () => {
    const folder = temporaryFolder()
    const clip = path.join(folder, 'count.mp4')
    await ffmpeg(...counting(60), ...exact, '-g', '25', '-bf', '2', clip)
    const report = await probe(clip)
    const { file } = await render(folder, [{ path: clip, report, inTicks: secondsToTicks(0.5), outTicks: secondsToTicks(1.5) }])
    expect(counted(await decodeLuma(file))).toEqual(range(15, 45))
  })

  test('a join goes from the last frame of one trim to the first of the next', async () => {
    const folder = temporaryFolder()
    const clip = path.join(folder, 'count.mp4')
    await ffmpeg(...counting(60), ...exact, clip)
    const report = await probe(clip)
    const cut = (from: number, to: number) => ({
      path: clip,
      report,
      inTicks: ticks(from * 4000),
      outTicks: ticks(to * 4000),
    })
    const { file } = await render(folder, [cut(40, 46), cut(3, 9), cut(50, 60)])
    expect(counted(await decodeLuma(file))).toEqual([...range(40, 46), ...range(3, 9), ...range(50, 60)])
  })

  test('a variable frame rate holds each picture until the next one', async () => {
    const folder = temporaryFolder()
    const clip = path.join(folder, 'vfr.mp4')
    const drop = ['-vf', "select='not(between(n,10,24))'", '-vsync', 'vfr']
    await ffmpeg(...counting(45), ...drop, ...exact, clip)
    const report = await probe(clip)
    expect(report.interpretation?.video?.variableFrameRate).toBe(true)
    const { file } = await render(folder, [{ path: clip, report }])
    expect(counted(await decodeLuma(file))).toEqual([...range(0, 10), ...Array<number>(15).fill(9), ...range(25, 60)])
  })

  test('sixty frames a second become every second frame, 24 become 30 without a jump', async () => {
    const folder = temporaryFolder()
    const fast = path.join(folder, 'fast.mp4')
    await ffmpeg(...counting(60, '60'), ...exact, fast)
    const halved = await render(folder, [{ path: fast, report: await probe(fast) }])
    expect(counted(await decodeLuma(halved.file))).toEqual(range(0, 30).map((frame) => frame * 2))
    const slow = path.join(folder, 'slow.mp4')
    await ffmpeg(...counting(48, '24'), ...exact, slow)
    const lumas = counted(await decodeLuma((await render(folder, [{ path: slow, report: await probe(slow) }])).file))
    expect(lumas).toHaveLength(60)
    expect(lumas.slice(1).every((frame, index) => frame - (lumas[index] ?? 0) <= 1)).toBe(true)
  })

  test('double speed takes every second frame, half speed every frame twice', async () => {
    const folder = temporaryFolder()
    const clip = path.join(folder, 'count.mp4')
    await ffmpeg(...counting(40), ...exact, clip)
    const report = await probe(clip)
    const at = (num: number, den: number) =>
      render(folder, [{ path: clip, report, change: (each) => ({ ...each, speed: { num, den } }) }])
    expect(counted(await decodeLuma((await at(2, 1)).file))).toEqual(range(0, 20).map((frame) => frame * 2))
    const slow = counted(await decodeLuma((await at(1, 2)).file))
    expect(slow).toHaveLength(80)
    expect(slow.filter((frame, index) => Math.abs(frame - index / 2) <= 0.5)).toHaveLength(80)
  })

  test('a fade starts black and leaves the rest alone', async () => {
    const folder = temporaryFolder()
    const clip = path.join(folder, 'grey.mp4')
    await ffmpeg('-f', 'lavfi', '-i', `color=c=0x808080:s=${width}x${height}:r=30:d=1`, ...exact, clip)
    const fades = { fadeInTicks: ticks(40_000), fadeOutTicks: ticks(40_000) }
    const { file } = await render(folder, [
      { path: clip, report: await probe(clip), change: (each) => ({ ...each, picture: { ...each.picture, ...fades } }) },
    ])
    const lumas = await decodeLuma(file)
    expect(lumas[0]).toBeLessThan(24)
    expect(lumas[15]).toBeGreaterThan(110)
    expect(lumas.at(-1)).toBeLessThan(40)
  })
})

describe('geometry', () => {
  test('a clip filmed upside down or sideways comes out upright', async () => {
    const folder = temporaryFolder()
    const plain = path.join(folder, 'plain.mp4')
    await ffmpeg('-f', 'lavfi', '-i', 'color=white:s=320x180:r=30:d=0.2', '-filter_complex', corners, ...exact, plain)
    for (const degrees of [90, 180, 270] as const) {
      const clip = path.join(folder, `turned${degrees}.mp4`)
      await ffmpeg('-i', plain, '-c', 'copy', '-metadata:s:v', `rotate=${360 - degrees}`, clip)
      const report = await probe(clip)
      const { stdout } = await ffmpeg('-v', 'error', '-i', clip, '-frames:v', '1', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-')
      const video = report.interpretation?.video
      const upright = { width: video?.displayWidth ?? 0, height: video?.displayHeight ?? 0 }
      const { file } = await render(folder, [{ path: clip, report }], { settings: { canvas: upright } })
      const [picture] = await decodePictures(file, upright.width, upright.height)
      for (const [x, y] of [
        [0.25, 0.25],
        [0.75, 0.25],
        [0.25, 0.75],
        [0.75, 0.75],
      ] as const) {
        const [column, row] = [Math.round(x * upright.width), Math.round(y * upright.height)]
        const offset = (row * upright.width + column) * 3
        const reference: Rgb = [stdout[offset] ?? 0, stdout[offset + 1] ?? 0, stdout[offset + 2] ?? 0]
        expect(isNear(picture?.at(column, row) ?? [0, 0, 0], reference), `${degrees} at ${x}, ${y}`).toBe(true)
      }
    }
  })

  test('wide pixels are stretched and "fit" leaves black above and below', async () => {
    const folder = temporaryFolder()
    const clip = path.join(folder, 'wide.mp4')
    await ffmpeg('-f', 'lavfi', '-i', 'color=white:s=100x100:r=30:d=0.2', '-vf', 'setsar=2/1', ...exact, clip)
    const report = await probe(clip)
    expect(report.interpretation?.video).toMatchObject({ displayWidth: 200, displayHeight: 100 })
    const { file } = await render(folder, [
      { path: clip, report, change: (each) => ({ ...each, picture: { ...each.picture, fit: 'fit' } }) },
    ])
    const [picture] = await decodePictures(file, width, height)
    const white = range(0, height).filter((y) => isNear(picture?.at(90, y) ?? [0, 0, 0], [255, 255, 255], 60))
    expect(Math.abs(white.length - 90)).toBeLessThanOrEqual(4)
    expect(Math.abs((white[0] ?? 0) - 115)).toBeLessThanOrEqual(3)
  })

  test('"fill" cuts the sides of a wide clip away, a blurred copy fills what "fit" leaves', async () => {
    const folder = temporaryFolder()
    const clip = path.join(folder, 'sides.mp4')
    const sides = 'color=lime:s=320x180:r=30:d=0.2,drawbox=0:0:100:ih:red:fill,drawbox=220:0:100:ih:red:fill'
    await ffmpeg('-f', 'lavfi', '-i', sides, ...exact, clip)
    const report = await probe(clip)
    const filled = await decodePictures((await render(folder, [{ path: clip, report }])).file, width, height)
    for (const x of [2, 90, 177]) expect(isNear(filled[0]?.at(x, 160) ?? [0, 0, 0], [0, 255, 0], 40)).toBe(true)
    const blurring: ClipRecipe = {
      path: clip,
      report,
      change: (each) => ({ ...each, picture: { ...each.picture, fit: 'fit-blur' } }),
    }
    const blurred = await decodePictures((await render(folder, [blurring])).file, width, height)
    const [red, green] = blurred[0]?.at(90, 20) ?? [0, 0, 0]
    expect(green).toBeGreaterThan(100)
    expect(red).toBeLessThan(120)
    expect(isNear(blurred[0]?.at(20, 160) ?? [0, 0, 0], [255, 0, 0], 40)).toBe(true)
  })
})

describe('a photo', () => {
  // BT.601 read as BT.709 would be off by 20 and more.
  const colours: readonly Rgb[] = [
    [200, 60, 40],
    [40, 180, 60],
    [50, 70, 200],
  ]

  test.each(['jpg', 'webp', 'png'])('in %s keeps its colours', async (extension) => {
    const folder = temporaryFolder()
    for (const [red, green, blue] of colours) {
      const photo = path.join(folder, `photo.${extension}`)
      const hex = [red, green, blue].map((value) => value.toString(16).padStart(2, '0')).join('')
      await ffmpeg('-f', 'lavfi', '-i', `color=0x${hex}:s=${width}x${height},format=rgb24`, '-frames:v', '1', '-q:v', '2', photo)
      const { file } = await render(folder, [{ path: photo, report: await probe(photo), outTicks: secondsToTicks(0.2) }])
      const shown = (await decodePictures(file, width, height))[0]?.at(90, 160) ?? [0, 0, 0]
      expect(isNear(shown, [red, green, blue], 8), `${shown.join()} is not ${red},${green},${blue}`).toBe(true)
    }
  })

  test('shows black where it is see-through', async () => {
    const folder = temporaryFolder()
    const photo = path.join(folder, 'photo.png')
    await ffmpeg('-f', 'lavfi', '-i', `color=red@0:s=${width}x${height},format=rgba`, '-frames:v', '1', photo)
    const { file } = await render(folder, [{ path: photo, report: await probe(photo), outTicks: secondsToTicks(0.2) }])
    expect(isNear((await decodePictures(file, width, height))[0]?.at(90, 160) ?? [9, 9, 9], [0, 0, 0], 8)).toBe(true)
  })

  test('that was not examined for its colour is read as a JPEG', async () => {
    const folder = temporaryFolder()
    const photo = path.join(folder, 'photo.jpg')
    await ffmpeg('-f', 'lavfi', '-i', `color=0x28b43c:s=${width}x${height},format=rgb24`, '-frames:v', '1', '-q:v', '2', photo)
    const { imageInterpretation: _unknown, ...report } = await probe(photo)
    const { file } = await render(folder, [{ path: photo, report, outTicks: secondsToTicks(0.2) }])
    expect(isNear((await decodePictures(file, width, height))[0]?.at(90, 160) ?? [0, 0, 0], [40, 180, 60], 8)).toBe(true)
  })

  test.each([
    [1, 'none'],
    [2, 'hflip'],
    [3, 'hflip,vflip'],
    [4, 'vflip'],
    [5, 'transpose=cclock_flip'],
    [6, 'transpose=cclock'],
    [7, 'transpose=clock_flip'],
    [8, 'transpose=clock'],
  ] as const)('held as EXIF orientation %i says is upright', async (orientation, stored) => {
    const folder = temporaryFolder()
    const photo = path.join(folder, 'photo.jpg')
    const turn = stored === 'none' ? corners : `${corners},${stored}`
    await ffmpeg(
      ...['-f', 'lavfi', '-i', `color=white:s=${width}x${height}`, '-filter_complex', turn, '-frames:v', '1', '-q:v', '2', photo],
    )
    writeFileSync(photo, withOrientation(readFileSync(photo), orientation))
    const report = await probe(photo)
    expect(report.imageSize).toEqual({ width, height })
    const { file } = await render(folder, [{ path: photo, report, outTicks: secondsToTicks(0.2) }])
    const [picture] = await decodePictures(file, width, height)
    const seen = [picture?.at(40, 60), picture?.at(140, 60), picture?.at(40, 260), picture?.at(140, 260)]
    const expected: readonly Rgb[] = [
      [255, 0, 0],
      [0, 255, 0],
      [0, 0, 255],
      [255, 255, 255],
    ]
    for (const [index, rgb] of expected.entries()) expect(isNear(seen[index] ?? [9, 9, 9], rgb), `corner ${index}`).toBe(true)
  })
})

/** A JPEG with an EXIF segment of one entry in front: tag 0x0112, orientation. */
function withOrientation(jpeg: Buffer, orientation: number): Buffer {
  const tiff = Buffer.alloc(26)
  tiff.write('II*\0', 0, 'latin1')
  tiff.writeUInt32LE(8, 4)
  tiff.writeUInt16LE(1, 8)
  tiff.writeUInt16LE(0x0112, 10)
  tiff.writeUInt16LE(3, 12)
  tiff.writeUInt32LE(1, 14)
  tiff.writeUInt16LE(orientation, 18)
  const content = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])
  const header = Buffer.from([0xff, 0xe1, 0, content.length + 2])
  return Buffer.concat([jpeg.subarray(0, 2), header, content, jpeg.subarray(2)])
}

describe('the file', () => {
  test('is what platforms expect and says nothing about who filmed it where', async () => {
    const folder = temporaryFolder()
    const clip = path.join(folder, 'private.mov')
    await ffmpeg(
      ...['-f', 'lavfi', '-i', `testsrc2=s=${width}x${height}:r=30:d=1`, '-f', 'lavfi', '-i', 'sine=d=1'],
      ...['-movflags', 'use_metadata_tags', '-metadata', 'location=+54.1843-002.7189/', '-metadata', 'artist=Jane Roe'],
      ...['-metadata', 'com.apple.quicktime.make=Acme', '-metadata', 'creation_time=2024-01-24T14:50:14Z'],
      ...['-metadata:s:v', 'handler_name=Janes Phone', '-c:v', 'libx264', '-c:a', 'aac', clip],
    )
    const { file, report } = await render(folder, [{ path: clip, report: await probe(clip) }])
    const { streams, format } = await ffprobe(file)
    expect(streams[0]).toMatchObject({
      codec_name: 'h264',
      profile: 'High',
      pix_fmt: 'yuv420p',
      r_frame_rate: '30/1',
      color_space: 'bt709',
      color_primaries: 'bt709',
      color_transfer: 'bt709',
      color_range: 'tv',
      nb_read_packets: '30',
    })
    expect(streams[1]).toMatchObject({ codec_name: 'aac', profile: 'LC', sample_rate: '48000', channels: 2 })
    expect(Number(streams[1].duration)).toBeCloseTo(1, 3)
    expect(Object.keys(format.tags ?? {}).toSorted()).toEqual(['compatible_brands', 'major_brand', 'minor_version'])
    const bytes = await readFile(file)
    expect(bytes.length).toBe(report.byteLength)
    for (const secret of ['54.1843', 'Jane', 'Acme', '2024', 'Lavf', 'Lavc']) expect(bytes.includes(secret), secret).toBe(false)
    expect(bytes.indexOf('moov')).toBeLessThan(bytes.indexOf('mdat'))
  })

  test('has the same bytes every time', async () => {
    const folder = temporaryFolder()
    const clip = path.join(folder, 'clip.mp4')
    await ffmpeg('-f', 'lavfi', '-i', `testsrc2=s=${width}x${height}:r=30:d=1`, '-f', 'lavfi', '-i', 'sine=d=1', clip)
    const report = await probe(clip)
    const first = await readFile((await render(folder, [{ path: clip, report }])).file)
    const second = await readFile((await render(folder, [{ path: clip, report }])).file)
    expect(first.equals(second)).toBe(true)
  })
})

test('an overlay shows from its first frame to its last, at its place', async () => {
  const folder = temporaryFolder()
  const clip = path.join(folder, 'grey.mp4')
  await ffmpeg('-f', 'lavfi', '-i', `color=c=0x606060:s=${width}x${height}:r=30:d=1.5`, ...exact, clip)
  const box = { x: 40, y: 200, width: 100, height: 60 }
  const red: PaintedOverlay = {
    id: 'red',
    startTicks: ticks(15 * 4000),
    endTicks: ticks(30 * 4000),
    box,
    items: [
      {
        kind: 'shape',
        corners: [
          [40, 200],
          [140, 200],
          [140, 260],
          [40, 260],
        ].map(([x = 0, y = 0]) => ({ x, y, radius: 0 })),
        fill: '#ff0000',
      },
    ],
  }
  const blue: PaintedOverlay = {
    ...red,
    id: 'blue',
    startTicks: ticks(20 * 4000),
    endTicks: ticks(40 * 4000),
    box: { x: 0, y: 0, width: 60, height: 40 },
    items: [
      {
        kind: 'shape',
        corners: [
          [0, 0],
          [60, 0],
          [60, 40],
          [0, 40],
        ].map(([x = 0, y = 0]) => ({ x, y, radius: 0 })),
        fill: '#0000ff80',
      },
    ],
  }
  const { file } = await render(folder, [{ path: clip, report: await probe(clip) }], { overlays: [red, blue] })
  const pictures = await decodePictures(file, width, height)
  expect(pictures).toHaveLength(45)
  const grey: Rgb = [96, 96, 96]
  const shownRed = range(0, 45).filter((frame) => isNear(pictures[frame]?.at(90, 230) ?? [0, 0, 0], [255, 0, 0], 40))
  const shownBlue = range(0, 45).filter((frame) => isNear(pictures[frame]?.at(30, 20) ?? [0, 0, 0], [48, 48, 176], 40))
  expect(shownRed).toEqual(range(15, 30))
  expect(shownBlue).toEqual(range(20, 40))
  for (const [x, y] of [
    [30, 230],
    [150, 230],
    [90, 190],
    [90, 270],
  ] as const)
    expect(isNear(pictures[20]?.at(x, y) ?? [0, 0, 0], grey)).toBe(true)
})
