import { openComposer, type Composer } from '#main/media-process/render/composer.ts'
import { createSlices } from '#main/media-process/slices.ts'
import type { CanvasSize } from '#shared/project/schema/document.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import { renderPlanSchema, type RenderPlan } from '#shared/render-plan/plan.ts'
import type { Rgb } from './ffmpeg-command.ts'
import type { Lesson } from './one-clip-lesson.ts'

/** An I420 picture as it goes to the encoder. */
export type Composed = {
  readonly width: number
  readonly height: number
  readonly bytes: Buffer
  /** As stored: 16 to 235. */
  readonly luma: (x: number, y: number) => number
  readonly at: (x: number, y: number) => Rgb
}

export function planOf({ document }: Pick<Lesson, 'document'>): RenderPlan {
  return renderPlanSchema.parse(compilePlan(document, { preset: 'lms', overlays: [] }))
}

export function composerOf({ files }: Pick<Lesson, 'files'>, plan: RenderPlan, size?: CanvasSize): Composer {
  const slices = createSlices(() => false)
  return openComposer({ plan, files, slices, ...(size && { size }), decoderThreads: 2, filterThreads: 2 })
}

/** Pictures of a lesson before they are encoded, asked for in this order; null for all. */
export async function composeFrames(lesson: Lesson, indexes: readonly number[] | null, size?: CanvasSize): Promise<Composed[]> {
  const plan = planOf(lesson)
  const composer = composerOf(lesson, plan, size)
  const wanted = indexes ?? Array.from({ length: plan.frameCount }, (_, index) => index)
  const composed: Composed[] = []
  try {
    for (const index of wanted) {
      const { width, height, ...frame } = await takeFrame(composer, index)
      composed.push(composedPicture(frame.bytes, width, height))
    }
  } finally {
    composer.close()
  }
  return composed
}

async function takeFrame(composer: Composer, index: number): Promise<{ width: number; height: number; bytes: Buffer }> {
  const frame = await composer.frame(index)
  return { width: frame.width, height: frame.height, bytes: frame.toBuffer() }
}

export function composedPicture(bytes: Buffer, width: number, height: number): Composed {
  const luma = (x: number, y: number): number => bytes[y * width + x] ?? 0
  const chroma = (plane: number, x: number, y: number): number =>
    (bytes[width * height + (plane * width * height) / 4 + (y >> 1) * (width >> 1) + (x >> 1)] ?? 0) - 128
  return {
    width,
    height,
    bytes,
    luma,
    // ITU-R BT.709, limited range.
    at(x, y) {
      const grey = (luma(x, y) - 16) * (255 / 219)
      const [blue, red] = [chroma(0, x, y) * (255 / 224), chroma(1, x, y) * (255 / 224)]
      const clip = (value: number): number => Math.max(0, Math.min(255, Math.round(value)))
      return [clip(grey + 1.5748 * red), clip(grey - 0.1873 * blue - 0.4681 * red), clip(grey + 1.8556 * blue)]
    },
  }
}
