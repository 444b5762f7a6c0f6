import { appError } from '../../messages/app-error.ts'
import type { PaintedOverlay } from '../../overlay/model.ts'
import type { AudioEntry } from '../plan-audio.ts'
import type { PlanInput } from '../plan-input.ts'
import type { Layer } from '../plan-layer.ts'
import type { RenderPlan } from '../plan.ts'

/**
 * Refuses, by name, what the portable engine does not do: it trims, joins, scales, rotates, sets gains and lays overlays over
 * the picture (docs/adr/0603). Throws `media.portable-missing`.
 */
export function refuseFeatures(plan: RenderPlan): void {
  for (const { base, above } of plan.segments) {
    if (base.kind === 'transition') refuse('transitions between clips')
    if (above.length > 0) refuse('picture in picture')
    if (base.kind === 'clip') refuseLayer(base.layer, plan.inputs[base.layer.input])
  }
  for (const entry of plan.audio.entries) refuseEntry(entry)
  for (const overlay of plan.overlays) refuseOverlay(overlay)
  const { container, video } = plan.encoder
  if (container !== 'mp4' || video.codec !== 'h264') refuse('other formats than MP4 with H.264')
  if (video.rate.kind === 'size') refuse('a target size')
}

function refuseLayer(layer: Layer, input: PlanInput | undefined): void {
  const { video } = input ?? {}
  if (video && video.dynamicRange !== 'sdr') refuse('HDR clips')
  if (video && video.fieldOrder !== 'progressive') refuse('interlaced clips')
  if (video?.hasAlpha) refuse('see-through clips')
  if (layer.frozen && input?.kind !== 'image') refuse('frozen pictures')
  if (layer.reversed) refuse('playing backwards')
  if (layer.speed.num !== layer.speed.den) refuse('other speeds')
  if (layer.motion.length > 1 || layer.follow.length > 0) refuse('moving clips')
  if (layer.motion[0]?.value.opacity !== 1) refuse('see-through clips')
  if (layer.fit === 'fit-blur') refuse('blurred backgrounds')
  if (layer.look) refuse('colour looks')
  if (layer.chromaKey) refuse('green screen')
  if (layer.blurs.length > 0) refuse('blurred regions')
  if (layer.fadeInFrames > 0 || layer.fadeOutFrames > 0) refuse('fades')
}

function refuseEntry(entry: AudioEntry): void {
  if (entry.reversed) refuse('playing backwards')
  if (entry.speed.num !== entry.speed.den) refuse('other speeds')
  if (entry.envelope.length > 0) refuse('loudness that changes over time')
  if (entry.highPassHz > 0 || entry.noiseReduction > 0) refuse('cleaning of sound')
  if (entry.isDucked) refuse('music that steps back under speech')
}

function refuseOverlay({ motion, items }: PaintedOverlay): void {
  if (motion) refuse('moving titles')
  for (const item of items) {
    if (item.kind === 'image') refuse('pictures over the clip')
    if (item.shown) refuse('captions word by word')
  }
}

function refuse(feature: string): never {
  throw appError('media.portable-missing', { feature })
}
