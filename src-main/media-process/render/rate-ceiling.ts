import type { CodecContext } from 'node-av/lib'
import type { RenderPlan } from '#shared/render-plan/plan.ts'

/** How full the buffer may be before quality gives way, and by how much it has when the buffer is full. */
const easyShare = 0.15
const steepness = 28
/** Steps of x264's quality; finer ones are not seen. */
const crfStep = 0.5
const worstCrf = 48

/**
 * Keeps x264 below the plan's bit rate: a buffer of `bufferBits` empties at `maxBitsPerSecond`, and the fuller it is, the lower
 * the quality of the next pictures. In place of x264's own ceiling (VBV), which gives other bytes from run to run, because
 * it looks at how far other threads are (docs/adr/0106). Returns what is to hear the size of each packet.
 */
export function openRateCeiling(plan: RenderPlan, encoder: CodecContext): (byteLength: number) => void {
  const { codec, rate } = plan.encoder.video
  if (codec !== 'h264' || rate.kind !== 'quality') return () => {}
  const { crf, maxBitsPerSecond, bufferBits } = rate
  const bitsPerFrame = (maxBitsPerSecond * plan.frameRate.den) / plan.frameRate.num
  let fill = 0
  let applied = crf
  return (byteLength) => {
    fill = Math.max(0, fill + byteLength * 8 - bitsPerFrame)
    const wanted = lowerQuality(crf, fill / bufferBits)
    if (wanted === applied) return
    applied = wanted
    encoder.setOption('crf', String(wanted))
  }
}

/** Exported for its test: `share` is how full the buffer is, above 1 where it runs over. */
export function lowerQuality(crf: number, share: number): number {
  const more = (steepness * Math.max(0, share - easyShare)) / (1 - easyShare)
  return Math.min(Math.max(crf, worstCrf), crf + Math.floor(more / crfStep) * crfStep)
}
