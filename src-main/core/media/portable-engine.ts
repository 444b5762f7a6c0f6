import type { RenderPlan } from '#shared/render-plan/plan.ts'
import type { MediaFile } from './messages.ts'

type Options = { readonly signal?: AbortSignal | undefined; readonly onProgress?: ((fraction: number) => void) | undefined }

/**
 * FFmpeg 5.1 as WebAssembly in a sandbox: slow, but it runs where the full engine cannot load, and no file brings the program
 * down. Output appears whole or not at all.
 */
export type PortableEngine = {
  /** Plans of trim, join, scale, rotate, gain and overlays. Throws `media.portable-missing`, `media.portable-*`, `cancelled`. */
  render(plan: RenderPlan, files: readonly MediaFile[], outputFile: string, options?: Options): Promise<void>
  /** Makes one file into an MP4 that every engine reads. Throws `media.portable-*`, `file.*`, `cancelled`. */
  rescue(file: string, outputFile: string, options?: Options): Promise<void>
}

/** What the engine's memory takes. */
export const portableLimitBytes = 1_800 * 1024 * 1024
