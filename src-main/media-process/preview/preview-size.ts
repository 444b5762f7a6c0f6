import type { CanvasSize } from '#shared/project/schema/document.ts'

/** DESIGN.md section 2: a moving preview is at most 960 pixels on its long side. */
const longestDraftSide = 960

/** The size of quick pictures: the canvas scaled down, both sides even; never larger than the canvas. */
export function draftSize(canvas: CanvasSize): CanvasSize {
  const scale = Math.min(1, longestDraftSide / Math.max(canvas.width, canvas.height))
  const even = (value: number): number => Math.max(2, Math.round((value * scale) / 2) * 2)
  return { width: even(canvas.width), height: even(canvas.height) }
}
