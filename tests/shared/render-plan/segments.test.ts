import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createMainClip, mainTrack } from '#shared/project/defaults.ts'
import type { AssetId, ClipId, GapId, TrackId, TransitionId } from '#shared/project/ids.ts'
import { transitionKinds, type Clip, type MainTrackItem, type Transition } from '#shared/project/schema/clip.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import { renderPlanSchema } from '#shared/render-plan/plan.ts'
import { layersOf } from '#shared/render-plan/segment-graph.ts'
import { presetNames } from '#shared/render-plan/presets.ts'
import { secondsToTicks, ticks } from '#shared/time/ticks.ts'
import { sampleLesson } from './plan-fixtures.ts'

const assetTicks = secondsToTicks(10)

const clipParts = fc.record({
  asset: fc.constantFrom('phone', 'wide'),
  from: fc.integer({ min: 0, max: assetTicks - 2 }),
  length: fc.integer({ min: 1, max: assetTicks }),
  speed: fc.constantFrom([1, 1], [1, 4], [4, 1], [3, 7]),
  reversed: fc.boolean(),
  freeze: fc.option(fc.integer({ min: 1, max: 300_000 })),
  gapAfter: fc.option(fc.integer({ min: 1, max: 200_000 })),
  transition: fc.option(fc.record({ kind: fc.constantFrom(...transitionKinds), length: fc.integer({ min: 1, max: 400_000 }) })),
})

const overParts = fc.record({
  clip: clipParts,
  at: fc.integer({ min: 0, max: 1_500_000 }),
  anchoredTo: fc.option(fc.nat()),
  order: fc.integer({ min: -3, max: 3 }),
  hidden: fc.boolean(),
})

function clipOf(id: string, parts: typeof clipParts extends fc.Arbitrary<infer T> ? T : never): Clip {
  const [num = 1, den = 1] = parts.speed
  const out = ticks(Math.min(assetTicks, parts.from + parts.length))
  return {
    ...createMainClip(id as ClipId, parts.asset as AssetId, ticks(parts.from), out),
    speed: { num, den },
    reversed: parts.reversed,
    freezeTicks: parts.freeze === null ? null : ticks(parts.freeze),
  }
}

const documents = fc
  .record({ main: fc.array(clipParts, { minLength: 1, maxLength: 6 }), over: fc.array(overParts, { maxLength: 5 }) })
  .map(({ main, over }): LessonDocument => {
    const sample = sampleLesson()
    const clips: Record<ClipId, Clip> = {}
    const items: MainTrackItem[] = []
    const transitions: Record<TransitionId, Transition> = {}
    const tracks = { ...sample.tracks }
    for (const [index, parts] of main.entries()) {
      const clip = clipOf(`main${index}`, parts)
      clips[clip.id] = clip
      items.push({ kind: 'clip', clipId: clip.id })
      if (parts.gapAfter !== null) items.push({ kind: 'gap', id: `gap${index}` as GapId, durationTicks: ticks(parts.gapAfter) })
      if (parts.transition && index + 1 < main.length) {
        const id = `transition${index}` as TransitionId
        const rightClipId = `main${index + 1}` as ClipId
        const { kind, length } = parts.transition
        transitions[id] = { id, leftClipId: clip.id, rightClipId, kind, durationTicks: ticks(length) }
      }
    }
    for (const [index, { clip: parts, at, anchoredTo, order, hidden }] of over.entries()) {
      const trackId = `over${index}` as TrackId
      tracks[trackId] = { ...mainTrack, id: trackId, band: 'picture-in-picture', order, hidden }
      const host = anchoredTo === null ? null : (`main${anchoredTo % main.length}` as ClipId)
      const sourceTicks = ticks(Math.min(at, assetTicks))
      const anchor = host ? { kind: 'clip' as const, clipId: host, sourceTicks } : { kind: 'timeline' as const, ticks: ticks(at) }
      const clip = { ...clipOf(`pip${index}`, parts), trackId, anchor }
      clips[clip.id] = clip
    }
    return { ...sample, tracks, clips, mainTrack: items, transitions }
  })

test('segments cover every frame once, whatever the document holds', () => {
  fc.assert(
    fc.property(documents, fc.constantFrom(...presetNames), (document, preset) => {
      const plan = compileOrNothing(document, preset)
      if (!plan) return
      renderPlanSchema.parse(plan)
      let next = 0
      for (const { startFrame, frameCount, base } of plan.segments) {
        expect(startFrame).toBe(next)
        next += frameCount
        if (base.kind !== 'transition') continue
        expect(base.startFrame).toBeLessThanOrEqual(startFrame)
        expect(base.startFrame + base.frameCount).toBeGreaterThanOrEqual(next)
        const cut = base.right.clipFrame
        expect(Math.abs(2 * cut - 2 * base.startFrame - base.frameCount)).toBeLessThanOrEqual(1)
      }
      expect(next).toBe(plan.frameCount)
    }),
    { numRuns: 300 },
  )
})

test('layers show exactly from their first frame to their last, those of hidden tracks never, and in the order of tracks', () => {
  fc.assert(
    fc.property(documents, (document) => {
      const plan = compileOrNothing(document, 'lms')
      if (!plan) return
      const shown = new Map<ClipId, number>()
      for (const segment of plan.segments) {
        const orders = segment.above.map(
          ({ clipId }) => document.tracks[document.clips[clipId]?.trackId ?? mainTrack.id]?.order ?? 0,
        )
        expect(orders).toEqual(orders.toSorted((a, b) => a - b))
        for (const { clipId } of segment.above) shown.set(clipId, (shown.get(clipId) ?? 0) + segment.frameCount)
      }
      const layers = new Map(plan.segments.flatMap((segment) => layersOf(segment)).map((layer) => [layer.clipId, layer]))
      for (const clip of Object.values(document.clips)) {
        const track = document.tracks[clip.trackId]
        if (track?.band !== 'picture-in-picture') continue
        const layer = layers.get(clip.id)
        if (track.hidden) expect(layer).toBeUndefined()
        if (!layer) continue
        const [first, end] = [Math.max(0, layer.clipFrame), Math.min(plan.frameCount, layer.clipFrame + layer.clipFrameCount)]
        expect(shown.get(clip.id)).toBe(end - first)
      }
    }),
    { numRuns: 200 },
  )
})

function compileOrNothing(document: LessonDocument, preset: (typeof presetNames)[number]): ReturnType<typeof compilePlan> | null {
  try {
    return compilePlan(document, { preset, overlays: [] })
  } catch (error) {
    // Clips may all be shorter than half a frame.
    if (error instanceof Error && error.message.includes('no clip')) return null
    throw error
  }
}
