import type { Layer } from './plan-layer.ts'
import type { Segment } from './plan.ts'

/** The layers of a segment, back to front; of a transition the left one comes first. */
export function layersOf({ base, above }: Segment): readonly Layer[] {
  switch (base.kind) {
    case 'gap':
      return above
    case 'clip':
      return [base.layer, ...above]
    case 'transition':
      return [base.left, base.right, ...above]
  }
}
