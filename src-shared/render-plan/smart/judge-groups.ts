import type { RenderPlan } from '../plan.ts'
import type { EncodeReason, SourcePacket } from './copy-source.ts'

/**
 * Why each packet of a file, in decoding order, may not be copied: its group of pictures (from one key picture to the next)
 * is damaged, longer than the plan allows, or takes more bits than its ceiling.
 */
export function judgeGroups(plan: RenderPlan, packets: readonly SourcePacket[]): (EncodeReason | null)[] {
  const { gopFrames } = plan.encoder.video
  const bucket = createBucket(plan)
  return findGroups(packets).flatMap((group) => {
    const isTooLong = group.filter(({ hidden }) => !hidden).length > gopFrames
    const isTooBig = !bucket(group)
    const reason = group.some(({ damaged }) => damaged) ? 'damaged' : isTooLong ? 'groups' : isTooBig ? 'bit-rate' : null
    return group.map(() => reason)
  })
}

function findGroups(packets: readonly SourcePacket[]): SourcePacket[][] {
  const groups: SourcePacket[][] = []
  for (const packet of packets) {
    const last = groups.at(-1)
    if (last && !packet.isKey) last.push(packet)
    else groups.push([packet])
  }
  return groups
}

/**
 * The ceiling as x264 keeps it (VBV): a buffer, nine tenths full at the start and refilled at the highest rate, never runs
 * empty. Tells of one group after the other whether it held; behind one that did not, the buffer starts anew.
 */
function createBucket({ encoder, frameRate }: RenderPlan): (group: readonly SourcePacket[]) => boolean {
  const { maxBitsPerSecond, bufferBits } = encoder.video.rate
  const bitsPerFrame = (maxBitsPerSecond * frameRate.den) / frameRate.num
  let fullness = bufferBits * 0.9
  return (group) => {
    for (const { size } of group) {
      fullness -= size * 8
      if (fullness < 0) {
        fullness = bufferBits * 0.9
        return false
      }
      fullness = Math.min(bufferBits, fullness + bitsPerFrame)
    }
    return true
  }
}
