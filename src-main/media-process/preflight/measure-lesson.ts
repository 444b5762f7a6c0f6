import { Frame } from 'node-av/lib'
import type { MeasureProgress, MeasureRequest } from '#main/core/media/preflight-messages.ts'
import { createFlashFinder, flashGrid, type FlashFinder } from '#shared/preflight/find-flashes.ts'
import type { MeasuredMedia, TextContrast } from '#shared/preflight/measured.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import { frameAt, frameToTicks } from '#shared/time/frame-rate.ts'
import { ticks, ticksPerSecond } from '#shared/time/ticks.ts'
import { masterMix } from '../audio/master.ts'
import { openComposer } from '../render/composer.ts'
import { loadOverlayPainter } from '../render/overlay-painter.ts'
import { openOverlayLayer, type OverlayPainter } from '../render/overlay-layer.ts'
import { createSlices, type Slices } from '../slices.ts'
import { estimateSize } from './estimate-size.ts'
import { meanCells, openPixelReader, pixelsPerCell } from './read-pixels.ts'
import { measureContrast } from './text-contrast.ts'

type Options = {
  readonly threads: number
  readonly signal: AbortSignal
  readonly onProgress: (progress: MeasureProgress) => void
}

/** How long each part takes of the whole. */
const [soundShare, pictureShare] = [0.1, 0.75] as const
/** What speech on platforms is held against where a lesson stays as recorded. */
const usualLufs = -16

/** Looks at every picture of a lesson and listens to all of it. Throws `media.*`, `cancelled`. */
export async function measureLesson(request: MeasureRequest, { threads, signal, onProgress }: Options): Promise<MeasuredMedia> {
  const { files, overlays, texts } = request
  // A package carries its captions beside the film.
  const drawn = overlays.filter(({ id }) => !texts.some(({ paintedId, kind }) => kind === 'caption' && paintedId === id))
  const plan = { ...request.plan, overlays: drawn }
  const slices = createSlices(() => signal.aborted)
  onProgress({ fraction: 0 })
  const loudness = await measureLoudness(request, slices)
  onProgress({ fraction: soundShare })
  const seen = await lookThrough(request, threads, slices, (fraction) =>
    onProgress({ fraction: soundShare + pictureShare * fraction }),
  )
  const bytesPerMinute = await estimateSize({ plan, files, threads, slices }, (fraction) =>
    onProgress({ fraction: soundShare + pictureShare + (1 - soundShare - pictureShare) * fraction }),
  )
  return { ...seen, loudness, bytesPerMinute }
}

async function measureLoudness({ plan, files }: MeasureRequest, slices: Slices): Promise<MeasuredMedia['loudness']> {
  if (plan.audio.entries.length === 0) return null
  const target = plan.audio.loudness.targetLufs ?? usualLufs
  const levelled = { ...plan, audio: { ...plan.audio, loudness: { ...plan.audio.loudness, targetLufs: target } } }
  const { measured, mastering } = await masterMix(levelled, files, slices)
  return measured && { lufs: measured.lufs, peakDb: measured.peakDb, gainDb: mastering.gainDb }
}

async function lookThrough(
  { plan: full, files, canvas, overlays, texts }: MeasureRequest,
  threads: number,
  slices: Slices,
  onProgress: (fraction: number) => void,
): Promise<Pick<MeasuredMedia, 'flashes' | 'contrasts'>> {
  const plan: RenderPlan = { ...full, canvas, overlays }
  const paint = await loadOverlayPainter(plan, files, slices)
  const grid = flashGrid(canvas)
  using open = new DisposableStack()
  const composer = open.adopt(
    openComposer({ plan: full, files, slices, size: canvas, decoderThreads: threads, filterThreads: 1 }),
    (each) => each.close(),
  )
  const layer = open.adopt(openOverlayLayer(plan, paint), (each) => each.close())
  const whole = open.adopt(openPixelReader(canvas, canvas), (each) => each.close())
  const small = { width: grid.columns * pixelsPerCell, height: grid.rows * pixelsPerCell }
  const cells = open.adopt(openPixelReader(canvas, small), (each) => each.close())
  const scratch = open.adopt(new Frame(), (frame) => frame.free())
  scratch.alloc()
  const flashes: FlashFinder = createFlashFinder(canvas, plan.frameRate)
  const samples = chooseSamples(plan, texts)
  const worst = new Map<string, TextContrast>()
  for (let index = 0; index < plan.frameCount; index += 1) {
    const picture = await composer.frame(index)
    const read = samples.get(index)
    if (read) judgeTexts(plan, index, read, whole.read(picture), paint, worst)
    flashes.add(meanCells(cells.read(layer.cover(picture, scratch)), grid))
    scratch.unref()
    onProgress((index + 1) / plan.frameCount)
    await slices.pause()
  }
  return { flashes: flashes.finish(), contrasts: [...worst.values()] }
}

type Texts = MeasureRequest['texts']

/** A text is looked at where it has come in, in its middle and before it goes; a long one every second. */
function chooseSamples(plan: RenderPlan, texts: Texts): ReadonlyMap<number, Texts> {
  const samples = new Map<number, Texts[number][]>()
  for (const text of texts) {
    const overlay = plan.overlays.find(({ id }) => id === text.paintedId)
    if (!overlay) continue
    const length = overlay.endTicks - overlay.startTicks
    const count = Math.max(3, Math.min(12, Math.floor(length / ticksPerSecond)))
    const frames = Array.from({ length: count }, (_, index) =>
      frameAt(ticks(Math.round(overlay.startTicks + (length * (index + 0.7)) / (count + 0.4))), plan.frameRate),
    )
    for (const frame of new Set(frames)) samples.set(frame, [...(samples.get(frame) ?? []), text])
  }
  return samples
}

function judgeTexts(
  plan: RenderPlan,
  frame: number,
  texts: Texts,
  rgba: Uint8Array,
  paint: OverlayPainter,
  worst: Map<string, TextContrast>,
): void {
  const instant = frameToTicks(frame, plan.frameRate)
  const shown = plan.overlays.filter(({ startTicks, endTicks }) => startTicks <= instant && instant < endTicks)
  for (const { paintedId, id, kind } of texts) {
    const own = shown.findIndex((each) => each.id === paintedId)
    const overlay = shown[own]
    if (!overlay) continue
    const ratio = measureContrast({ ...plan.canvas, rgba }, shown.slice(0, own), overlay, instant, paint)
    const known = worst.get(id)
    if (ratio === null || (known && known.ratio <= ratio)) continue
    worst.set(id, { id, kind, atTicks: instant, ratio: Math.max(1, Math.min(21, ratio)) })
  }
}
