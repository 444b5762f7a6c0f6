import type { RenderProgress, RenderReport } from '#main/core/media/messages.ts'
import type { PaintedOverlay } from '#shared/overlay/model.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import type { Settings } from '#shared/project/schema/document.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import type { PresetName } from '#shared/render-plan/presets.ts'
import { ffmpeg } from './ffmpeg-command.ts'
import { renderPlanned } from './in-process-render.ts'
import { lessonOf, type ClipRecipe } from './one-clip-lesson.ts'

type Options = {
  readonly overlays?: readonly PaintedOverlay[]
  readonly preset?: PresetName
  readonly settings?: Partial<Settings>
  readonly change?: (plan: RenderPlan) => RenderPlan
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: RenderProgress) => void
}

/** Renders stretches of clips with the preset that copies what needs no new pixels. */
export async function renderSmart(
  folder: string,
  recipes: readonly ClipRecipe[],
  {
    overlays = [],
    preset = 'source',
    settings = {},
    change = (plan) => plan,
    signal = new AbortController().signal,
    onProgress = () => {},
  }: Options = {},
): Promise<{ file: string; report: RenderReport; plan: RenderPlan }> {
  const { document, files } = lessonOf(recipes, settings)
  const plan = change(compilePlan(document, { preset, overlays }))
  return { ...(await renderPlanned(folder, plan, files, { signal, onProgress })), plan }
}

/** Copied stretches as [first frame, count]. */
export function copied({ stretches }: RenderReport): (readonly [number, number])[] {
  return (stretches ?? []).flatMap((each) => (each.encodedFor === null ? [[each.startFrame, each.frameCount] as const] : []))
}

/** What the encoded stretches were encoded for. */
export function encodedFor({ stretches }: RenderReport): string[] {
  return (stretches ?? []).flatMap((each) => each.encodedFor ?? [])
}

/** Every picture of a file in the order in which it shows, decoded by Debian's ffmpeg, which stops at the first error. */
export async function decodeStrictly(file: string, width: number, height: number): Promise<Buffer[]> {
  const { stdout } = await ffmpeg(
    ...['-v', 'error', '-xerror', '-err_detect', 'explode', '-i', file, '-map', '0:v'],
    ...['-fps_mode', 'passthrough', '-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-'],
  )
  const size = (width * height * 3) / 2
  return Array.from({ length: stdout.length / size }, (_, index) => stdout.subarray(index * size, (index + 1) * size))
}

/** Peak signal-to-noise ratio of two pictures in dB; infinite for equal ones. */
export function psnr(a: Uint8Array, b: Uint8Array): number {
  let sum = 0
  for (let index = 0; index < a.length; index += 1) sum += ((a[index] ?? 0) - (b[index] ?? 0)) ** 2
  return sum === 0 ? Infinity : 10 * Math.log10((255 * 255 * a.length) / sum)
}
