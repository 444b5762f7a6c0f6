import { backwards, type Easing } from '../project/easing.ts'
import type { AssetId } from '../project/ids.ts'
import type { Clip } from '../project/schema/clip.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import { framesIn, type FrameRate } from '../time/frame-rate.ts'
import { ticksPerSecond, type Ticks } from '../time/ticks.ts'
import type { Inputs } from './compile-inputs.ts'
import { regionOnPath, type PlacedLayer } from './place-layer.ts'
import type { Layer, Path, PlanLook } from './plan-layer.ts'

/** A clip's picture from the output frame on which it starts; null for one without a picture or on a hidden track. */
export function compileLayer(
  document: LessonDocument,
  clip: Clip,
  inputs: Inputs,
  place: { readonly startFrame: number; readonly frameCount: number },
  rate: FrameRate,
): Layer | null {
  const input = inputs.indexOf(clip.assetId)
  if (!inputs.list[input]?.video || document.tracks[clip.trackId]?.hidden) return null
  const { picture } = clip
  const toFrame = (atTicks: Ticks): number => frameOf(clip, atTicks, rate)
  const fade = (length: Ticks): number => Math.min(place.frameCount, framesIn(length, rate))
  return {
    clipId: clip.id,
    input,
    clipFrame: place.startFrame,
    clipFrameCount: place.frameCount,
    sourceInTicks: clip.sourceInTicks,
    sourceOutTicks: clip.sourceOutTicks,
    speed: clip.speed,
    reversed: clip.reversed,
    frozen: clip.freezeTicks !== null,
    ...layerPlacement(clip, rate),
    look: picture.look && compileLook(picture.look, inputs.luts),
    chromaKey: picture.chromaKey,
    blurs: picture.blurs.map(({ keyframes, strength }) => ({
      path: hidingPath(pathOf(clip, keyframes, rate), clip, toFrame(clip.sourceInTicks)),
      strength,
    })),
    fadeInFrames: fade(picture.fadeInTicks),
    fadeOutFrames: fade(picture.fadeOutTicks),
  }
}

/** What `placeLayer` needs of a clip. */
export function layerPlacement(clip: Clip, rate: FrameRate): PlacedLayer {
  const { fit, crop, placement, placementKeyframes, followKeyframes } = clip.picture
  const moves = placementKeyframes.length > 0
  return {
    fit,
    crop,
    motion: moves ? pathOf(clip, placementKeyframes, rate) : [{ atFrame: 0, value: placement, easing: 'linear' }],
    follow: pathOf(clip, followKeyframes, rate),
  }
}

type Keyframe<T> = { readonly atTicks: Ticks; readonly value: T; readonly easing: Easing }

/** Keyframes of a clip over its frames. */
function pathOf<T>(clip: Clip, keyframes: readonly Keyframe<T>[], rate: FrameRate) {
  const points = keyframes.map(({ atTicks, value, easing }) => ({ atFrame: frameOf(clip, atTicks, rate), value, easing }))
  return inOrder(points, clip.reversed)
}

function compileLook({ lutAssetId, ...look }: NonNullable<Clip['picture']['look']>, luts: readonly AssetId[]): PlanLook {
  return { ...look, lut: lutAssetId === null ? null : luts.indexOf(lutAssetId) }
}

/** The frame of the clip, a part of one included, that shows a source instant. Thousandths are finer than any motion. */
function frameOf(clip: Clip, atTicks: Ticks, rate: FrameRate): number {
  const into = clip.reversed ? clip.sourceOutTicks - atTicks : atTicks - clip.sourceInTicks
  const frames = (into * clip.speed.den * rate.num) / (clip.speed.num * ticksPerSecond * rate.den)
  return Math.round(frames * 1000) / 1000
}

/** What a frozen picture shows stands still, and what hides it, too. */
function hidingPath(path: Path, { freezeTicks }: Clip, shownFrame: number): Path {
  const region = freezeTicks === null ? null : regionOnPath(path, shownFrame)
  return region ? [{ atFrame: 0, value: region, easing: 'linear' }] : path
}

type Point = { readonly atFrame: number; readonly easing: Easing }

/** A point's easing leads to the next one; backwards it is the one that led here, turned round. */
function inOrder<T extends Point>(points: readonly T[], reversed: boolean): T[] {
  const ordered = points.toSorted((a, b) => a.atFrame - b.atFrame)
  if (!reversed) return ordered
  return ordered.flatMap((point, index) => {
    const next = ordered[index + 1]
    if (!next) return [{ ...point, easing: 'linear' }]
    const turned = { ...point, easing: backwards[next.easing] }
    // What was held up to here is there as soon as this point is left.
    return next.easing === 'hold' ? [turned, { ...next, atFrame: point.atFrame + 0.001 }] : [turned]
  })
}
