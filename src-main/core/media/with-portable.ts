import { stat } from 'node:fs/promises'
import { appError } from '#shared/messages/app-error.ts'
import { ticks, ticksPerSecond, type Ticks } from '#shared/time/ticks.ts'
import { hashFile } from '../files/content-hash.ts'
import type { DeriveEngine } from './derive-engine.ts'
import { tryTwice, type EngineHealth } from './engine-health.ts'
import type { MediaEngine } from './media-engine.ts'
import type { ProbeReport, RenderReport, StillRequest } from './messages.ts'
import type { PortableEngine, PortableStill } from './portable-engine.ts'

/** What the export dialog and the log call the encoder of the portable engine. */
export const portableEncoderName = 'libx264 (simple video engine)'

/**
 * A media engine whose work the portable one does where its own process cannot even start: its FFmpeg does not load on this
 * machine. What the portable one is asked to examine must be a copy that it made, or an export (`PortableEngine`); what it does
 * not do is refused by name.
 */
export function withPortable(engine: MediaEngine, portable: PortableEngine, health: EngineHealth): MediaEngine {
  async function either<T>(full: () => Promise<T>, simple: () => Promise<T>): Promise<T> {
    if (health.isOut) return simple()
    const done = await tryTwice(health, full)
    return done ? done.made : simple()
  }
  return {
    ...engine,
    start: () => (health.isOut ? Promise.resolve() : engine.start()),
    probe: (path, options = {}) =>
      either(
        () => engine.probe(path, options),
        () => examine(path, portable, options.signal),
      ),
    analyse: (request, options) =>
      either(
        () => engine.analyse(request, options),
        () => Promise.reject(appError('media.portable-missing', { feature: 'splitting of recordings' })),
      ),
    shotChanges: (request, options) =>
      either(
        () => engine.shotChanges(request, options),
        () => Promise.reject(appError('media.portable-missing', { feature: 'finding changes of shots' })),
      ),
    transcribe: (request, options) =>
      either(
        () => engine.transcribe(request, options),
        () => Promise.reject(appError('media.portable-missing', { feature: 'speech to text' })),
      ),
    measure: (request, options) =>
      either(
        () => engine.measure(request, options),
        () => Promise.reject(appError('media.portable-missing', { feature: 'looking through a lesson' })),
      ),
    stills: (request, options = {}) =>
      either(
        () => engine.stills(request, options),
        () => Promise.all(stillsOf(request).map((still) => portable.still(request.path, still, options))),
      ),
    render: (plan, files, outputFile, options = {}) =>
      either(
        () => engine.render(plan, files, outputFile, options),
        async () => {
          const { signal, onProgress } = options
          const tell = (fraction: number): void => onProgress?.({ stage: 'encode', fraction })
          await portable.render(plan, files, outputFile, { signal, onProgress: tell })
          const report: RenderReport = {
            frameCount: plan.frameCount,
            durationTicks: plan.durationTicks,
            byteLength: (await stat(outputFile)).size,
            damagedAssetIds: [],
            loudness: null,
            encoder: { name: portableEncoderName, hardware: false, passes: 1 },
            stretches: null,
            copiedSoundTicks: ticks(0),
          }
          return report
        },
      ),
  }
}

/** Makes converted copies anew with the portable engine. */
export function withPortableRepair(engine: DeriveEngine, portable: Pick<PortableEngine, 'rescue'>): DeriveEngine {
  return {
    ...engine,
    repair: (file, outputFile, options = {}) =>
      options.converts ? portable.rescue(file, outputFile, { signal: options.signal }) : engine.repair(file, outputFile, options),
  }
}

/** Tells whether the full engine loads on this machine; starts it to see. */
export function createEngineCheck(engine: Pick<MediaEngine, 'start'>, health: EngineHealth): () => Promise<boolean> {
  return async () => {
    if (health.isOut) return false
    try {
      return (await tryTwice(health, () => engine.start())) !== null
    } catch {
      // Other troubles may pass; the work itself tells them.
      return true
    }
  }
}

async function examine(file: string, portable: PortableEngine, signal: AbortSignal | undefined): Promise<ProbeReport> {
  const { sha256, byteLength } = await hashFile(file, { signal })
  const interpretation = await portable.examine(file, { signal })
  return { kind: interpretation.video ? 'video' : 'audio', sha256, byteLength, interpretation, imageSize: null }
}

function stillsOf({ path, report, instants, maxSidePixels, format }: StillRequest): readonly PortableStill[] {
  const video = report.interpretation?.video
  if (!video) throw appError('media.no-picture', { file: path })
  if (format !== 'jpeg') throw appError('media.portable-missing', { feature: 'other pictures than JPEG' })
  const { displayWidth, displayHeight, frameRate } = video
  const shrink = Math.min(1, maxSidePixels / Math.max(displayWidth, displayHeight))
  const [width, height] = [displayWidth, displayHeight].map((side) => Math.max(2, Math.round(side * shrink))) as [number, number]
  // FFmpeg gives the first picture at or behind an instant: at the very end there would be none.
  const frameTicks = frameRate ? (ticksPerSecond * frameRate.den) / frameRate.num : ticksPerSecond / 30
  const latest = Math.max(0, video.durationTicks - 2 * frameTicks)
  return instants.map((instant): PortableStill => ({ atTicks: floorTicks(Math.min(instant, latest)), width, height }))
}

function floorTicks(value: number): Ticks {
  return ticks(Math.floor(value))
}
