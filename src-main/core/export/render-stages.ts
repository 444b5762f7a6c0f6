import type { RenderPlan } from '#shared/render-plan/plan.ts'
import type { RenderProgress } from '../media/messages.ts'

type Shares = Readonly<Partial<Record<RenderProgress['stage'], readonly [from: number, to: number]>>>

/** Shares of a render's time, as measured on 20 s at 1080x1920; x264's first look takes less than its encode. */
const oneEncode: Shares = { measure: [0, 0.06], encode: [0.06, 0.98], finish: [0.98, 1] }
const lookAndEncode: Shares = {
  measure: [0, 0.04],
  analyse: [0.04, 0.42],
  encode: [0.42, 0.96],
  correct: [0.42, 0.96],
  finish: [0.98, 1],
}
/** libvpx looks at nothing beforehand: its second encode is the rule. */
const twoEncodes: Shares = { measure: [0, 0.04], encode: [0.04, 0.5], correct: [0.5, 0.96], finish: [0.98, 1] }

/** The share of a whole render that is done, 0 to 1; what is repeated starts where it stood before. */
export function renderFraction({ encoder: { video } }: RenderPlan, { stage, fraction }: RenderProgress): number {
  const shares = video.rate.kind === 'quality' ? oneEncode : video.codec === 'vp9' ? twoEncodes : lookAndEncode
  const [from, to] = shares[stage] ?? [0, 0]
  return from + (to - from) * fraction
}
