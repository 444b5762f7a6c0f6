import type { z } from '../base/zod.ts'
import type { easingSchema } from './schema/geometry.ts'

export type Easing = z.infer<typeof easingSchema>

/** How far the value has come, 0 to 1, after a share (0 to 1) of the time from one keyframe to the next; quadratic curves. */
export function ease(easing: Easing, share: number): number {
  switch (easing) {
    case 'linear':
      return share
    case 'ease-in':
      return share * share
    case 'ease-out':
      return share * (2 - share)
    case 'ease-in-out':
      return share < 0.5 ? 2 * share * share : 1 - 2 * (1 - share) * (1 - share)
    case 'hold':
      return share < 1 ? 0 : 1
  }
}

/** The same way gone back. */
export const backwards: Readonly<Record<Easing, Easing>> = {
  linear: 'linear',
  'ease-in': 'ease-out',
  'ease-out': 'ease-in',
  'ease-in-out': 'ease-in-out',
  hold: 'hold',
}
