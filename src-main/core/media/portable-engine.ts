import type { Interpretation } from '#shared/project/schema/asset.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import type { Ticks } from '#shared/time/ticks.ts'
import type { MediaFile, Still } from './messages.ts'

type Options = { readonly signal?: AbortSignal | undefined; readonly onProgress?: ((fraction: number) => void) | undefined }

/** One upright picture; `atTicks` counts from the start of the file, the size is in pixels. */
export type PortableStill = { readonly atTicks: Ticks; readonly width: number; readonly height: number }

/**
 * FFmpeg 5.1 as WebAssembly in a sandbox: slow, but it runs where the full engine cannot load, and no file brings the program
 * down. Output appears whole or not at all.
 */
export type PortableEngine = {
  /** Plans of trim, join, scale, rotate, gain and overlays. Throws `media.portable-missing`, `media.portable-*`, `cancelled`. */
  render(plan: RenderPlan, files: readonly MediaFile[], outputFile: string, options?: Options): Promise<void>
  /** Makes one film or sound into an MP4 that every engine reads. Throws `media.*`, `file.*`, `cancelled`. */
  rescue(file: string, outputFile: string, options?: Options): Promise<void>
  /** What a file holds that `rescue` or an export made. Throws the same. */
  examine(file: string, options?: Options): Promise<Interpretation>
  /** A JPEG. Throws the same. */
  still(file: string, still: PortableStill, options?: Options): Promise<Still>
}

/** What the engine's memory takes. */
export const portableLimitBytes = 1_800 * 1024 * 1024
