import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { ProbeReport } from '#main/core/media/messages.ts'
import type { AssetId, ClipId, TransitionId } from '#shared/project/ids.ts'
import { transitionKinds, type Clip as LessonClip, type Transition } from '#shared/project/schema/clip.ts'
import { composeFrames, planOf, type Composed } from './compose-frames.ts'
import { ffmpeg, temporaryFolder } from './ffmpeg-command.ts'
import { probe, smallCanvas } from './in-process-render.ts'
import { frames, withTransition } from './lesson-parts.ts'
import { lessonOf, type Lesson } from './one-clip-lesson.ts'

const { width, height } = smallCanvas
const exact = ['-c:v', 'libx264', '-qp', '0', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-colorspace', 'bt709']

type Clip = { readonly path: string; readonly report: ProbeReport }

async function makeClip(folder: string, name: string, luma: string, frameCount = 60): Promise<Clip> {
  const file = path.join(folder, `${name}.mp4`)
  const source = `color=c=black:s=${width}x${height}:r=30,geq=lum='${luma}':cb=128:cr=128`
  await ffmpeg('-f', 'lavfi', '-i', source, '-frames:v', String(frameCount), ...exact, '-g', '20', file)
  return { path: file, report: await probe(file) }
}

/** The first clip from its frame `leftFrom` to `leftTo`, the second from `rightFrom` to `rightTo`. */
function join(
  left: Clip,
  right: Clip,
  [leftFrom, leftTo, rightFrom, rightTo]: readonly [number, number, number, number],
): Lesson {
  return lessonOf(
    [
      { ...left, inTicks: frames(leftFrom), outTicks: frames(leftTo) },
      { ...right, inTicks: frames(rightFrom), outTicks: frames(rightTo) },
    ],
    { canvas: smallCanvas },
  )
}

const middle = (picture: Composed | undefined): number => picture?.luma(90, 160) ?? 0

describe('two clips that count', () => {
  async function clips(): Promise<[Clip, Clip]> {
    const folder = temporaryFolder()
    return [await makeClip(folder, 'left', '40+N'), await makeClip(folder, 'right', '120+2*N')]
  }

  test('run on below their transition, into what was trimmed away', async () => {
    const lesson = withTransition(join(...(await clips()), [10, 40, 10, 40]), 'cross-fade', 9)
    const pictures = await composeFrames(lesson, null)
    expect(pictures).toHaveLength(60)
    const leftAt = (frame: number): number => 40 + 10 + frame
    const rightAt = (frame: number): number => 120 + 2 * (10 + frame - 30)
    // Four frames before the cut at 30 and five after it.
    for (const [frame, picture] of pictures.entries()) {
      const share = Math.max(0, Math.min(1, (frame - 26 + 0.5) / 9))
      const expected =
        frame < 26 ? leftAt(frame) : frame >= 35 ? rightAt(frame) : leftAt(frame) * (1 - share) + rightAt(frame) * share
      expect(Math.abs(middle(picture) - expected), `frame ${frame}`).toBeLessThanOrEqual(1)
    }
  })

  test('a seek into the middle shows what playing does', async () => {
    const both = await clips()
    for (const kind of ['cross-fade', 'blur', 'push'] as const) {
      const lesson = withTransition(join(...both, [10, 40, 10, 40]), kind, 9)
      const played = await composeFrames(lesson, null)
      const sought = await composeFrames(lesson, [33, 28, 45, 30])
      for (const [index, frame] of [33, 28, 45, 30].entries())
        expect(sought[index]?.bytes.equals(played[frame]?.bytes ?? Buffer.alloc(0)), `${kind} ${frame}`).toBe(true)
    }
  })

  test('two stretches of one file cross-fade', async () => {
    const [file] = await clips()
    const lesson = withTransition(join(file, file, [5, 20, 40, 55]), 'cross-fade', 6)
    const pictures = await composeFrames(lesson, null)
    expect(pictures.map(middle).slice(0, 12)).toEqual(Array.from({ length: 12 }, (_, frame) => 45 + frame))
    const share = (15 - 12 + 0.5) / 6
    expect(Math.abs(middle(pictures[15]) - ((45 + 15) * (1 - share) + 80 * share))).toBeLessThanOrEqual(1)
    expect(middle(pictures[29])).toBe(40 + 54)
  })

  test('a still that is shown a second time is there, also where a transition leads into it', async () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'still.png')
    await ffmpeg('-f', 'lavfi', '-i', `color=c=white:s=${width}x${height}`, '-frames:v', '1', file)
    const still = { path: file, report: await probe(file), outTicks: frames(30) }
    const clip = { ...(await makeClip(folder, 'right', '40+N')), inTicks: frames(10), outTicks: frames(40) }
    const again = { ...still, change: (made: LessonClip): LessonClip => ({ ...made, assetId: 'asset0' as AssetId }) }
    const lesson = withTransition(lessonOf([still, clip, again], { canvas: smallCanvas }), 'cross-fade', 8)
    const [first] = Object.values(lesson.document.transitions)
    if (!first) throw new Error('no transition')
    const second = { ...first, id: 'second' as TransitionId, leftClipId: 'clip1' as ClipId, rightClipId: 'clip2' as ClipId }
    const transitions = { ...lesson.document.transitions, [second.id]: second }
    const pictures = await composeFrames({ ...lesson, document: { ...lesson.document, transitions } }, null)
    const [shown] = pictures
    expect(middle(shown)).toBeGreaterThan(230)
    for (const frame of [75, 80, 89]) expect(middle(pictures[frame]), `frame ${frame}`).toBe(middle(shown))
    expect(middle(pictures[58])).toBeGreaterThan(40 + 38)
    expect(middle(pictures[58])).toBeLessThan(middle(shown))
  })

  test.for([
    ['where the left clip has three frames left', [20, 57, 10, 40], [37 - 3, 6]],
    ['where the right clip starts two frames into its file', [10, 40, 2, 40], [30 - 2, 4]],
    ['to nothing where a clip has none', [10, 40, 0, 30], null],
    ['where a clip lasts four frames', [10, 14, 10, 40], [4 - 2, 4]],
  ] as const)('a transition shortens %s', async ([, cuts, expected]) => {
    const plan = planOf(withTransition(join(...(await clips()), cuts), 'cross-fade', 20))
    const found = plan.segments.find(({ base }) => base.kind === 'transition')
    expect(found ? [found.startFrame, found.frameCount] : null).toEqual(expected)
  })
})

describe('of two plain clips', () => {
  const lumas = { left: 60, right: 180 }
  /** Luma in the middle and near the left and right border, halfway. */
  const halfway: Record<Transition['kind'], readonly [number, number, number]> = {
    'cross-fade': [120, 120, 120],
    'fade-black': [16, 16, 16],
    'fade-white': [235, 235, 235],
    wipe: [120, 60, 180],
    slide: [180, 60, 180],
    push: [180, 60, 180],
    zoom: [102, 102, 102],
    blur: [120, 120, 120],
    circle: [180, 60, 60],
  }

  test.for(transitionKinds)(
    '%s starts with the left one, ends with the right one and is halfway there in its middle',
    async (kind) => {
      const folder = temporaryFolder()
      const left = await makeClip(folder, 'left', String(lumas.left), 45)
      const right = await makeClip(folder, 'right', String(lumas.right), 45)
      const lesson = withTransition(join(left, right, [0, 30, 15, 45]), kind, 15)
      const [before, first, half, last, after] = await composeFrames(lesson, [22, 23, 30, 37, 38])
      const at = (picture: Composed | undefined): number[] => [90, 8, 171].map((x) => picture?.luma(x, 40) ?? 0)
      expect(at(before)).toEqual([60, 60, 60])
      expect(at(after)).toEqual([180, 180, 180])
      const halves = [half?.luma(90, 160), half?.luma(8, 8), half?.luma(171, 8)]
      for (const [index, expected] of halfway[kind].entries())
        expect(Math.abs((halves[index] ?? 0) - expected), `${kind} ${index}: ${halves.join()}`).toBeLessThanOrEqual(
          kind === 'wipe' || kind === 'slide' || kind === 'push' ? 10 : 2,
        )
      const means = [first, last].map((picture) => meanLuma(picture))
      expect(Math.abs((means[0] ?? 0) - 60), `first of ${kind}`).toBeLessThanOrEqual(14)
      expect(Math.abs((means[1] ?? 0) - 180), `last of ${kind}`).toBeLessThanOrEqual(14)
      expect(means[0]).not.toBe(means[1])
    },
  )
})

function meanLuma(picture: Composed | undefined): number {
  const bytes = picture?.bytes.subarray(0, width * height) ?? Buffer.alloc(1)
  return bytes.reduce((sum, value) => sum + value, 0) / bytes.length
}
