import type { ProbeReport } from '#main/core/media/messages.ts'
import type { PaintedOverlay } from '#shared/overlay/model.ts'
import { compilePlan } from '#shared/render-plan/compile-plan.ts'
import type { RenderPlan } from '#shared/render-plan/plan.ts'
import { secondsToTicks, ticks } from '#shared/time/ticks.ts'
import { lessonOf, type Lesson } from '../../media/one-clip-lesson.ts'

/** A boxed two-line caption above the margin of learning platforms. */
export const benchOverlay: PaintedOverlay = {
  id: 'caption',
  startTicks: ticks(0),
  endTicks: secondsToTicks(3600),
  box: { x: 100, y: 1460, width: 880, height: 220 },
  items: [
    {
      kind: 'shape',
      corners: [
        { x: 100, y: 1460, radius: 20 },
        { x: 980, y: 1460, radius: 20 },
        { x: 980, y: 1680, radius: 20 },
        { x: 100, y: 1680, radius: 20 },
      ],
      fill: '#101418d9',
    },
    ...['How a bridge carries', 'the load to its piers'].map((text, line) => ({
      kind: 'text' as const,
      text,
      fontId: 'inter-700',
      sizePx: 76,
      x: 150,
      y: 1556 + line * 90,
      direction: 'ltr' as const,
      fill: '#ffffff',
      outline: null,
    })),
  ],
}

export function benchPlan(path: string, report: ProbeReport): { plan: RenderPlan; files: Lesson['files'] } {
  const { document, files } = lessonOf([{ path, report }])
  return { plan: compilePlan(document, { preset: 'lms', overlays: [benchOverlay] }), files }
}
