import { appError } from '../messages/app-error.ts'
import type { PaintedOverlay } from '../overlay/model.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import { deriveTimeline } from '../project/timeline.ts'
import { framesIn } from '../time/frame-rate.ts'
import { compileAudio } from './compile-audio.ts'
import { compileInputs } from './compile-inputs.ts'
import { compileSegments } from './compile-segments.ts'
import { maxPicturePixels, type RenderPlan, type TextTrack } from './plan.ts'
import { outputCanvas, outputEncoder, outputFrameRate, type OutputChoice, type PresetName } from './presets.ts'

export type PlanSettings = OutputChoice & {
  readonly preset: PresetName
  /** Laid out for `outputCanvas(document, preset, choice)`; empty leaves the picture bare. */
  readonly overlays: readonly PaintedOverlay[]
  /** Captions to switch on and off; WebM takes none. */
  readonly textTracks?: readonly TextTrack[]
}

/**
 * The render plan of a document. Throws `media.not-examined`, `export.size-impossible` and `media.lesson-empty` where there is
 * nothing to play.
 */
export function compilePlan(document: LessonDocument, settings: PlanSettings): RenderPlan {
  const frameRate = outputFrameRate(document, settings.preset)
  const { durationTicks } = deriveTimeline(document)
  const frameCount = framesIn(durationTicks, frameRate)
  if (frameCount === 0) throw appError('media.lesson-empty', {})
  const canvas = outputCanvas(document, settings.preset, settings)
  const inputs = compileInputs(document, settings.overlays)
  return {
    version: 2,
    canvas,
    frameRate,
    frameCount,
    durationTicks,
    inputs: inputs.list,
    luts: inputs.luts,
    segments: compileSegments(document, inputs, frameRate),
    audio: compileAudio(document, inputs, settings.preset),
    overlays: settings.overlays.filter((overlay) => overlay.startTicks < durationTicks),
    encoder: outputEncoder(document, settings.preset, settings),
    ...(settings.textTracks && settings.textTracks.length > 0 && { textTracks: settings.textTracks }),
    limits: { maxPixels: maxPicturePixels },
  }
}
