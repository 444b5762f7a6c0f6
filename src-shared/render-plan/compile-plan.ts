import { appError } from '../messages/app-error.ts'
import type { PaintedOverlay } from '../overlay/model.ts'
import type { AssetId } from '../project/ids.ts'
import type { Asset } from '../project/schema/asset.ts'
import type { Clip, Track } from '../project/schema/clip.ts'
import type { CanvasSize, LessonDocument } from '../project/schema/document.ts'
import { deriveTimeline, type Span } from '../project/timeline.ts'
import { framesIn, type FrameRate } from '../time/frame-rate.ts'
import { atSpeed } from '../time/rational.ts'
import { subtractTicks, ticks, zeroTicks, type Ticks } from '../time/ticks.ts'
import { placePicture } from './picture-placement.ts'
import { planInput } from './plan-inputs.ts'
import { maxPicturePixels, type AudioEntry, type PlanInput, type RenderPlan, type Segment, type Variant } from './plan.ts'
import { encoderSettings, outputCanvas, outputFrameRate, outputLoudness, type PresetName } from './presets.ts'
import { assertSupported } from './supported-features.ts'

export type PlanSettings = {
  readonly preset: PresetName
  /** Laid out for `outputCanvas(document, preset)`; empty leaves the picture bare. */
  readonly overlays: readonly PaintedOverlay[]
  /** Which file of an asset to read; null lets the interpretation decide (original, or repaired). */
  readonly chooseVariant?: (assetId: AssetId) => Variant | null
}

/**
 * The render plan of a document. Throws `media.feature-missing` for what the engine cannot do yet and `media.lesson-empty`
 * where there is nothing to play.
 */
export function compilePlan(document: LessonDocument, settings: PlanSettings): RenderPlan {
  assertSupported(document)
  const frameRate = outputFrameRate(document, settings.preset)
  const { durationTicks } = deriveTimeline(document)
  const frameCount = framesIn(durationTicks, frameRate)
  if (frameCount === 0) throw appError('media.lesson-empty', {})
  const canvas = outputCanvas(document, settings.preset)
  const inputs = collectInputs(document, settings)
  return {
    version: 1,
    canvas,
    frameRate,
    frameCount,
    durationTicks,
    inputs: inputs.list,
    segments: compileSegments(document, inputs, canvas, frameRate),
    audio: {
      entries: compileAudio(document, inputs),
      loudness: { targetLufs: outputLoudness(document, settings.preset), truePeakDbtp: -1 },
    },
    overlays: settings.overlays.filter((overlay) => overlay.startTicks < durationTicks),
    encoder: encoderSettings(settings.preset, frameRate),
    limits: { maxPixels: maxPicturePixels },
  }
}

type Inputs = { readonly list: readonly PlanInput[]; readonly indexOf: (assetId: AssetId) => number }

function collectInputs(document: LessonDocument, settings: PlanSettings): Inputs {
  const list: PlanInput[] = []
  const places = new Map<AssetId, number>()
  const { clipSpans } = deriveTimeline(document)
  for (const clipId of clipSpans.keys()) {
    const clip = document.clips[clipId]
    const asset = clip && document.assets[clip.assetId]
    if (!asset || places.has(asset.id)) continue
    assertUsable(asset)
    places.set(asset.id, list.length)
    list.push(planInput(asset, settings.chooseVariant?.(asset.id) ?? null))
  }
  return { list, indexOf: (assetId) => places.get(assetId) ?? -1 }
}

function assertUsable(asset: Asset): void {
  if (!asset.interpretation && !asset.imageSize) throw appError('media.not-examined', { file: asset.fileName })
}

function compileSegments(document: LessonDocument, inputs: Inputs, canvas: CanvasSize, rate: FrameRate): Segment[] {
  const { clipSpans } = deriveTimeline(document)
  const segments: Segment[] = []
  let cursor = zeroTicks
  const push = (span: Span, make: (place: { startFrame: number; frameCount: number }) => Segment): void => {
    const startFrame = framesIn(span.startTicks, rate)
    const frameCount = framesIn(span.endTicks, rate) - startFrame
    // A clip shorter than half an output frame has none.
    if (frameCount > 0) segments.push(make({ startFrame, frameCount }))
    cursor = span.endTicks
  }
  for (const item of document.mainTrack) {
    if (item.kind === 'gap') {
      const span = { startTicks: cursor, endTicks: ticks(cursor + item.durationTicks) }
      push(span, (place) => ({ kind: 'gap', ...place }))
      continue
    }
    const clip = document.clips[item.clipId]
    const span = clipSpans.get(item.clipId)
    if (!clip || !span) continue
    push(span, (place) => compileSegment(document, clip, inputs, canvas, place, rate))
  }
  return segments
}

function compileSegment(
  document: LessonDocument,
  clip: Clip,
  inputs: Inputs,
  canvas: CanvasSize,
  place: { readonly startFrame: number; readonly frameCount: number },
  rate: FrameRate,
): Segment {
  const input = inputs.indexOf(clip.assetId)
  const video = inputs.list[input]?.video
  const hidden = document.tracks[clip.trackId]?.hidden ?? false
  const display = video && { width: video.displayWidth, height: video.displayHeight }
  const placement = display && !hidden ? placePicture(display, clip.picture, canvas) : null
  if (!placement) return { kind: 'gap', ...place }
  return {
    kind: 'clip',
    ...place,
    input,
    sourceInTicks: clip.sourceInTicks,
    sourceOutTicks: clip.sourceOutTicks,
    speed: clip.speed,
    frozen: clip.freezeTicks !== null,
    ...placement,
    background: clip.picture.fit === 'fit-blur' ? 'blur' : 'black',
    fadeInFrames: Math.min(place.frameCount, framesIn(clip.picture.fadeInTicks, rate)),
    fadeOutFrames: Math.min(place.frameCount, framesIn(clip.picture.fadeOutTicks, rate)),
  }
}

function compileAudio(document: LessonDocument, inputs: Inputs): AudioEntry[] {
  const { clipSpans, durationTicks } = deriveTimeline(document)
  const tracks = Object.values(document.tracks)
  const solo = tracks.some((track) => track.solo)
  const entries: AudioEntry[] = []
  for (const [clipId, span] of clipSpans) {
    const clip = document.clips[clipId]
    const track = clip && document.tracks[clip.trackId]
    if (!clip || !track || !isHeard(clip, track, solo)) continue
    const input = inputs.indexOf(clip.assetId)
    if (!inputs.list[input]?.audio) continue
    const endTicks = ticks(Math.min(span.endTicks, durationTicks))
    if (endTicks <= span.startTicks) continue
    entries.push(compileEntry(clip, track, input, span.startTicks, endTicks))
  }
  return entries.toSorted((a, b) => a.startTicks - b.startTicks)
}

function isHeard(clip: Clip, track: Track, solo: boolean): boolean {
  return !clip.sound.muted && !track.muted && (!solo || track.solo) && clip.freezeTicks === null
}

function compileEntry(clip: Clip, track: Track, input: number, startTicks: Ticks, endTicks: Ticks): AudioEntry {
  return {
    input,
    sourceInTicks: clip.sourceInTicks,
    startTicks,
    durationTicks: subtractTicks(endTicks, startTicks),
    speed: clip.speed,
    keepPitch: clip.sound.keepPitch,
    gainDb: clip.sound.gainDb + track.gainDb,
    // Envelopes are kept on the clip's source clock; the mix wants them on the timeline's.
    envelope: clip.sound.envelope.map(({ atTicks, gainDb }) => ({
      atTicks: atSpeed(subtractTicks(atTicks, clip.sourceInTicks), clip.speed),
      gainDb,
    })),
    fadeInTicks: clip.sound.fadeInTicks,
    fadeOutTicks: clip.sound.fadeOutTicks,
    highPassHz: clip.sound.highPassHz,
  }
}
