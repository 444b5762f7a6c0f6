import { array, assert, boolean, integer, property, record } from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ClipId } from '#shared/project/ids.ts'
import { pickPicture } from '#shared/render-plan/smart/pick-picture.ts'
import type { CopySource, SourcePacket, StreamFacts } from '#shared/render-plan/smart/copy-source.ts'
import { planStretches, type CopyStretch, type Stretch } from '#shared/render-plan/smart/plan-stretches.ts'
import { describeCopies, sumCopies } from '#shared/render-plan/smart/sum-copies.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import type { RenderPlan, Segment } from '#shared/render-plan/plan.ts'
import { secondsToTicks, ticks, zeroTicks } from '#shared/time/ticks.ts'
import { sampleLesson } from './plan-fixtures.ts'

const frameTicks = 4000

const facts: StreamFacts = {
  profile: 'high',
  level: 40,
  width: 1080,
  height: 1920,
  sampleAspect: { num: 1, den: 1 },
  progressive: true,
  eightBit420: true,
  colour: { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', range: 'limited' },
}

/** A group in decoding order: the places of its pictures, counted from its first one; leading ones are negative. */
type Group = { readonly order: readonly number[]; readonly isIdr: boolean }

const closed = (length: number): Group => ({ order: Array.from({ length }, (_, index) => index), isIdr: true })

/** Groups one after the other; pictures of 1,000 bytes. */
function packetsOf(groups: readonly Group[], change: (packet: SourcePacket, index: number) => SourcePacket = (packet) => packet) {
  const packets: SourcePacket[] = []
  let start = 0
  for (const { order, isIdr } of groups) {
    const leading = order.filter((place) => place < 0).length
    for (const [index, place] of order.entries()) {
      const packet: SourcePacket = {
        atTicks: ticks((start + leading + place) * frameTicks),
        size: 1000,
        isIdr: isIdr && index === 0,
        isKey: index === 0,
        hidden: false,
        damaged: false,
      }
      packets.push(change(packet, packets.length))
    }
    start += order.length
  }
  return packets
}

const sourceOf = (packets: readonly SourcePacket[]): CopySource => ({ refusal: null, facts: [facts], packets })

type Cut = { readonly from: number; readonly to: number }

/** A plan that plays stretches of one file one after the other. */
function planOf(
  cuts: readonly Cut[],
  captions: readonly Cut[] = [],
  change: (segment: Segment) => Segment = (each) => each,
): RenderPlan {
  const sample = compilePlan(sampleLesson(), { preset: 'source', overlays: [] })
  const template = sample.segments.find(({ base }) => base.kind === 'clip')
  const input = sample.inputs[0]
  if (template?.base.kind !== 'clip' || !input?.video) throw new Error('the sample has a clip')
  const { layer } = template.base
  const segments: Segment[] = []
  let startFrame = 0
  for (const [index, { from, to }] of cuts.entries()) {
    const frameCount = to - from
    const shown = {
      ...layer,
      ...{ clipId: `clip${index}` as ClipId, input: 0, clipFrame: startFrame, clipFrameCount: frameCount },
      ...{ sourceInTicks: ticks(from * frameTicks), sourceOutTicks: ticks(to * frameTicks) },
    }
    segments.push(change({ startFrame, frameCount, base: { kind: 'clip', layer: shown }, above: [] }))
    startFrame += frameCount
  }
  const display = { displayWidth: 1080, displayHeight: 1920, rotationDegrees: 0, mirrored: false } as const
  const colour = { primaries: 'bt709', dynamicRange: 'sdr', matrix: 'bt709', range: 'limited' } as const
  return {
    ...sample,
    canvas: { width: 1080, height: 1920 },
    frameRate: { num: 30, den: 1 },
    frameCount: startFrame,
    durationTicks: ticks(startFrame * frameTicks),
    inputs: [
      {
        ...input,
        video: { ...input.video, ...display, ...colour, hasAlpha: false, fieldOrder: 'progressive' },
      },
    ],
    segments,
    overlays: captions.map(({ from, to }, index) => ({
      id: `caption${index}`,
      startTicks: ticks(from * frameTicks),
      endTicks: ticks(to * frameTicks),
      box: { x: 0, y: 0, width: 2, height: 2 },
      items: [],
    })),
    encoder: { ...sample.encoder, copyUntouched: true, video: { ...sample.encoder.video, gopFrames: 300 } },
  }
}

const brief = (stretches: readonly Stretch[]) =>
  stretches.map((each) => [each.kind === 'copy' ? 'copy' : each.reason, each.startFrame, each.frameCount])

describe('a plan', () => {
  const source = sourceOf(packetsOf(Array.from({ length: 8 }, () => closed(30))))

  test('of a clip that starts and ends on key pictures is one copy', () => {
    expect(brief(planStretches(planOf([{ from: 30, to: 120 }]), [source]))).toEqual([['copy', 0, 90]])
  })

  test('encodes from an in point to the next key picture, and nothing before an out point', () => {
    expect(brief(planStretches(planOf([{ from: 10, to: 100 }]), [source]))).toEqual([
      ['groups', 0, 20],
      ['copy', 20, 70],
    ])
  })

  test('encodes a caption and what is left of its group', () => {
    expect(brief(planStretches(planOf([{ from: 0, to: 240 }], [{ from: 40, to: 50 }]), [source]))).toEqual([
      ['copy', 0, 40],
      ['overlays', 40, 20],
      ['copy', 60, 180],
    ])
  })

  test('counts a caption on every frame that starts within it', () => {
    const plan = planOf([{ from: 0, to: 240 }])
    const between = (startTicks: number, endTicks: number): RenderPlan => ({
      ...plan,
      overlays: [
        {
          id: 'caption',
          startTicks: ticks(startTicks),
          endTicks: ticks(endTicks),
          box: { x: 0, y: 0, width: 2, height: 2 },
          items: [],
        },
      ],
    })
    expect(brief(planStretches(between(160_001, 163_999), [source]))).toEqual([['copy', 0, 240]])
    expect(brief(planStretches(between(160_000, 160_001), [source]))[1]).toEqual(['overlays', 40, 20])
    expect(brief(planStretches(between(159_999, 164_000), [source]))[1]).toEqual(['overlays', 40, 20])
  })

  test('joins two stretches of a file, and copies through a split that cuts nothing', () => {
    expect(
      brief(
        planStretches(
          planOf([
            { from: 0, to: 60 },
            { from: 90, to: 150 },
          ]),
          [source],
        ),
      ),
    ).toEqual([
      ['copy', 0, 60],
      ['copy', 60, 60],
    ])
    expect(
      brief(
        planStretches(
          planOf([
            { from: 0, to: 47 },
            { from: 47, to: 240 },
          ]),
          [source],
        ),
      ),
    ).toEqual([['copy', 0, 240]])
  })

  test('does not copy less than half a second', () => {
    expect(brief(planStretches(planOf([{ from: 1, to: 44 }]), [source]))).toEqual([['groups', 0, 43]])
  })

  test('says where groups are too long, too big or damaged', () => {
    const plan = planOf([{ from: 0, to: 240 }])
    const video = { ...plan.encoder.video, gopFrames: 29 }
    expect(brief(planStretches({ ...plan, encoder: { ...plan.encoder, video } }, [source]))).toEqual([['groups', 0, 240]])
    const big = sourceOf(
      packetsOf(
        Array.from({ length: 8 }, () => closed(30)),
        (packet, index) => ({ ...packet, size: index === 70 ? 20_000_000 : 1000 }),
      ),
    )
    expect(brief(planStretches(plan, [big]))).toEqual([
      ['copy', 0, 60],
      ['bit-rate', 60, 30],
      ['copy', 90, 150],
    ])
    const damaged = sourceOf(
      packetsOf(
        Array.from({ length: 8 }, () => closed(30)),
        (packet, index) => ({ ...packet, damaged: index === 95 }),
      ),
    )
    expect(brief(planStretches(plan, [damaged]))).toEqual([
      ['copy', 0, 90],
      ['damaged', 90, 30],
      ['copy', 120, 120],
    ])
  })

  test('ends a copy before pictures of a cut group, as its pyramid of B pictures allows', () => {
    // I, then P with three B pictures before it, all in one group.
    const order = [0, 4, 2, 1, 3, 8, 6, 5, 7, 12, 10, 9, 11, 16, 14, 13, 15, 20, 18, 17, 19]
    const pyramid = sourceOf(
      packetsOf([
        { order, isIdr: true },
        { order, isIdr: true },
      ]),
    )
    expect(brief(planStretches(planOf([{ from: 0, to: 39 }]), [pyramid]))).toEqual([
      ['copy', 0, 38],
      ['groups', 38, 1],
    ])
  })

  test('starts at no open group, but runs through one', () => {
    const open: Group = { order: [0, -2, -1, ...Array.from({ length: 27 }, (_, index) => index + 1)], isIdr: false }
    const opened = sourceOf(packetsOf([closed(30), open, open, open]))
    expect(brief(planStretches(planOf([{ from: 0, to: 120 }]), [opened]))).toEqual([['copy', 0, 120]])
    expect(brief(planStretches(planOf([{ from: 1, to: 120 }]), [opened]))).toEqual([['groups', 0, 119]])
  })

  test('names a jump in the frame rate', () => {
    const jumping = sourceOf(
      packetsOf(
        Array.from({ length: 8 }, () => closed(30)),
        (packet) => ({ ...packet, atTicks: ticks(packet.atTicks + Math.floor(packet.atTicks / 40_000) * 4000) }),
      ),
    )
    expect(brief(planStretches(planOf([{ from: 0, to: 240 }]), [jumping]))).toEqual([['frame-rate', 0, 240]])
  })

  test.each([
    [{ profile: 'other' }, 'coding'],
    [{ level: 52 }, null],
    [{ progressive: false }, 'coding'],
    [{ eightBit420: false }, 'coding'],
    [{ width: 1078 }, 'size'],
    [{ sampleAspect: { num: 4, den: 3 } }, 'size'],
    [{ colour: { ...facts.colour, matrix: 'bt2020nc' } }, 'colour'],
    [{ colour: { ...facts.colour, range: 'full' } }, 'colour'],
    [{ colour: { primaries: 'unknown', transfer: 'unknown', matrix: 'unknown', range: 'unknown' } }, null],
  ] as const)('refuses %j', (change, reason) => {
    const different: CopySource = { refusal: null, facts: [{ ...facts, ...change }], packets: packetsOf([closed(60)]) }
    const [first] = brief(planStretches(planOf([{ from: 0, to: 60 }]), [different]))
    expect(first?.[0]).toBe(change && 'level' in change ? 'coding' : (reason ?? 'copy'))
  })

  test('is encoded where anything is done to the picture', () => {
    const layerChanges = [
      { speed: { num: 2, den: 1 } },
      { reversed: true },
      { frozen: true },
      { crop: { x: 0, y: 0, width: 0.5, height: 0.5 } },
      { fadeInFrames: 240 },
      { motion: [{ atFrame: 0, value: { x: 1, y: 0, scale: 1, rotationDegrees: 0, opacity: 1 }, easing: 'linear' }] },
      { motion: [{ atFrame: 0, value: { x: 0, y: 0, scale: 1, rotationDegrees: 0, opacity: 0.9 }, easing: 'linear' }] },
    ] as const
    for (const change of layerChanges) {
      const plan = planOf([{ from: 0, to: 240 }], [], (segment) =>
        segment.base.kind === 'clip'
          ? { ...segment, base: { kind: 'clip', layer: { ...segment.base.layer, ...change } } }
          : segment,
      )
      expect(
        planStretches(plan, [source]).every(({ kind }) => kind === 'encode'),
        JSON.stringify(change),
      ).toBe(true)
    }
    const gap = planOf([{ from: 0, to: 240 }], [], (segment) => ({ ...segment, base: { kind: 'gap' } }))
    expect(brief(planStretches(gap, [source]))).toEqual([['no-clip', 0, 240]])
  })
})

describe('for any groups, cuts and captions', () => {
  const group = record({
    length: integer({ min: 1, max: 40 }),
    bs: integer({ min: 0, max: 3 }),
    isIdr: boolean(),
    // As no encoder writes it: pictures that show before the one that needs none before it.
    isWrong: integer({ min: 0, max: 5 }).map((value) => value === 0),
  })
  type GroupKind = { readonly length: number; readonly bs: number; readonly isIdr: boolean; readonly isWrong: boolean }
  const cut = record({ from: integer({ min: 0, max: 200 }), length: integer({ min: 1, max: 120 }) })

  /** I B B P in decoding order, leading pictures first where the group is open. */
  function groupOf({ length, bs, isIdr, isWrong }: GroupKind, index: number): Group {
    const leading = (isIdr && !isWrong) || index === 0 ? 0 : Math.min(bs, length - 1)
    const places = Array.from({ length: length - leading }, (_, place) => place)
    const before = Array.from({ length: leading }, (_, place) => place - leading)
    const order: number[] = isWrong ? [0] : [0, ...before]
    for (let at = 1; at < places.length; at += bs + 1) {
      const block = places.slice(at, at + bs + 1)
      order.push(...block.slice(-1), ...block.slice(0, -1))
    }
    if (isWrong) order.splice(2, 0, ...before)
    return { order, isIdr: isIdr || index === 0 }
  }

  test('stretches cover the plan, and copies hold exactly their pictures from a picture that needs none before it', () => {
    assert(
      property(
        array(group, { minLength: 1, maxLength: 12 }),
        array(cut, { minLength: 1, maxLength: 4 }),
        array(cut, { maxLength: 3 }),
        (groups, cuts, captions) => {
          const packets = packetsOf(groups.map(groupOf))
          const length = packets.length
          const kept = cuts.map(({ from, length: count }) => ({
            from: from % length,
            to: Math.min(length, (from % length) + count),
          }))
          const shown = captions.map(({ from, length: count }) => ({ from, to: from + count }))
          const plan = planOf(kept, shown)
          const stretches = planStretches(plan, [sourceOf(packets)])
          let next = 0
          for (const stretch of stretches) {
            expect(stretch.startFrame).toBe(next)
            expect(stretch.frameCount).toBeGreaterThan(0)
            next += stretch.frameCount
          }
          expect(next).toBe(plan.frameCount)
          const sourceFrames = kept.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index))
          for (const stretch of stretches) if (stretch.kind === 'copy') expectExact(stretch, packets, sourceFrames, shown)
        },
      ),
      { numRuns: 300 },
    )
  })

  function expectExact(
    stretch: CopyStretch,
    packets: readonly SourcePacket[],
    sourceFrames: readonly number[],
    captions: readonly Cut[],
  ): void {
    const { startFrame, frameCount, firstPacket, shows } = stretch
    expect(packets[firstPacket]?.isIdr).toBe(true)
    expect(frameCount).toBeGreaterThanOrEqual(15)
    expect(shows.toSorted((a, b) => a - b)).toEqual(Array.from({ length: frameCount }, (_, index) => index))
    for (const [index, frame] of shows.entries()) {
      const picture = (packets[firstPacket + index]?.atTicks ?? -1) / frameTicks
      expect(picture).toBe(sourceFrames[startFrame + frame])
      expect(captions.some(({ from, to }) => startFrame + frame >= from && startFrame + frame < to)).toBe(false)
    }
  }
})

test('the picture on a frame is the nearest one, not more than half a frame early, and never one behind the out point', () => {
  const times = [0, 4000, 8000]
  expect(pickPicture([], 0, 2000, 9000)).toBe(-1)
  expect(pickPicture(times, -5, 2000, 9000)).toBe(0)
  expect(pickPicture(times, 1999, 2000, 9000)).toBe(0)
  expect(pickPicture(times, 2001, 2000, 9000)).toBe(1)
  expect(pickPicture(times, 2001, 2000, 4000)).toBe(0)
  expect(pickPicture(times, 99_999, 2000, Infinity)).toBe(2)
})

test('a summary is one sentence', () => {
  const rate = { num: 30, den: 1 }
  const stretches = [
    { frameCount: 30, encodedFor: 'groups' as const },
    { frameCount: 810, encodedFor: null },
    { frameCount: 960, encodedFor: 'overlays' as const },
  ]
  const why = 'other pictures were made anew: captions or overlays, cuts between key frames'
  expect(describeCopies(sumCopies(stretches, rate, zeroTicks))).toBe(`27 of 60 seconds of picture copied unchanged; ${why}`)
  expect(describeCopies(sumCopies(stretches, rate, secondsToTicks(58.96)))).toBe(
    `27 of 60 seconds of picture and 59 of sound copied unchanged; ${why}`,
  )
  expect(describeCopies(sumCopies(stretches.slice(1, 2), rate, secondsToTicks(26)))).toBe(
    '27 of 27 seconds of picture and 26 of sound copied unchanged',
  )
  expect(describeCopies(sumCopies(stretches.slice(0, 1), rate, zeroTicks))).toBe(
    'Nothing could be copied unchanged: cuts between key frames',
  )
})
