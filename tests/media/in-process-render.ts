import path from 'node:path'
import type { ProbeReport, RenderProgress, RenderReport } from '#main/core/media/messages.ts'
import { probeFile } from '#main/media-process/probe/probe-file.ts'
import { loadOverlayPainter } from '#main/media-process/render/overlay-painter.ts'
import { renderPlan } from '#main/media-process/render/render-plan.ts'
import { createSlices } from '#main/media-process/slices.ts'
import type { PaintedOverlay } from '#shared/overlay/model.ts'
import type { Settings } from '#shared/project/schema/document.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import { renderPlanSchema, type RenderPlan } from '#shared/render-plan/plan.ts'
import { lessonOf, type ClipRecipe, type Lesson } from './one-clip-lesson.ts'

export const smallCanvas = { width: 180, height: 320 }

export function probe(file: string): Promise<ProbeReport> {
  return probeFile(file, new AbortController().signal)
}

type Options = { readonly overlays?: readonly PaintedOverlay[]; readonly settings?: Partial<Settings> }

/** Renders stretches of clips on a small canvas without a child process; returns the file and the report. */
export async function render(
  folder: string,
  recipes: readonly ClipRecipe[],
  { overlays = [], settings = {} }: Options = {},
): Promise<{ file: string; report: RenderReport }> {
  return renderLesson(folder, lessonOf(recipes, { canvas: smallCanvas, ...settings }), overlays)
}

export async function renderLesson(
  folder: string,
  { document, files }: Lesson,
  overlays: readonly PaintedOverlay[] = [],
): Promise<{ file: string; report: RenderReport }> {
  return renderPlanned(folder, compilePlan(document, { preset: 'lms', overlays }), files)
}

type Watch = { readonly signal?: AbortSignal; readonly onProgress?: (progress: RenderProgress) => void }

/** Renders a plan, checked as the engine would check it, into a file of the folder. */
export async function renderPlanned(
  folder: string,
  wanted: RenderPlan,
  files: Lesson['files'],
  { signal = new AbortController().signal, onProgress = () => {} }: Watch = {},
): Promise<{ file: string; report: RenderReport }> {
  const plan = renderPlanSchema.parse(wanted)
  const file = path.join(folder, 'rendered.mp4')
  const report = await renderPlan({
    plan,
    files,
    outputFile: file,
    workFolder: folder,
    threads: 2,
    paint: await loadOverlayPainter(
      plan,
      files,
      createSlices(() => false),
    ),
    signal,
    onProgress,
  })
  return { file, report }
}
