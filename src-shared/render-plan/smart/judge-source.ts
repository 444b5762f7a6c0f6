import type { PlanInput } from '../plan-input.ts'
import type { RenderPlan } from '../plan.ts'
import type { CopySource, EncodeReason, StreamFacts } from './copy-source.ts'

/** Level 4.2 is 1080p at 60 a second, what phones of the last ten years decode; above, only pictures that need it. */
const ordinaryLevel = 42
const ordinaryPixels = 1920 * 1088
const highestLevel = 52

/** Why no picture of a file may be copied into the output of a plan; null where they may. */
export function judgeSource(plan: RenderPlan, input: PlanInput, source: CopySource): EncodeReason | null {
  const { video } = input
  if (!video || input.kind !== 'video') return 'no-clip'
  const early = judgeInput(plan, input)
  if (early !== null) return early
  if (source.refusal !== null) return source.refusal
  for (const facts of source.facts) {
    const reason = judgeStream(plan, facts)
    if (reason !== null) return reason
  }
  return null
}

/** What the plan alone tells, so that most files need not be read for it. */
export function judgeInput(plan: RenderPlan, { video }: PlanInput): EncodeReason | null {
  if (!video) return 'no-clip'
  if (video.variant === 'proxy' || video.hasAlpha || video.fieldOrder !== 'progressive') return 'coding'
  if (video.rotationDegrees !== 0 || video.mirrored) return 'turned'
  if (video.displayWidth !== plan.canvas.width || video.displayHeight !== plan.canvas.height) return 'size'
  if (video.dynamicRange !== 'sdr' || video.primaries !== 'bt709') return 'colour'
  if (video.matrix !== 'bt709' || video.range !== 'limited') return 'colour'
  return null
}

function judgeStream(plan: RenderPlan, facts: StreamFacts): EncodeReason | null {
  const { width, height } = plan.canvas
  if (facts.profile === 'other' || !facts.progressive || !facts.eightBit420) return 'coding'
  if (facts.level > (width * height > ordinaryPixels ? highestLevel : ordinaryLevel)) return 'coding'
  if (facts.width !== width || facts.height !== height) return 'size'
  if (facts.sampleAspect.num !== facts.sampleAspect.den) return 'size'
  return meansBt709(facts.colour) ? null : 'colour'
}

/** What is not told is read as the plan reads it, which is BT.709 here; the SMPTE 170M curve is that of BT.709. */
function meansBt709({ primaries, transfer, matrix, range }: StreamFacts['colour']): boolean {
  return (
    ['unknown', 'bt709'].includes(primaries) &&
    ['unknown', 'bt709', 'smpte170m'].includes(transfer) &&
    ['unknown', 'bt709'].includes(matrix) &&
    range !== 'full'
  )
}
