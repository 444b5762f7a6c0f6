/** The parts that challenges share. */

import type { Layer } from './design.ts'
import { blob, ground, headline, rule, sentence, side } from './look.ts'

/** Of a criterion of the rubric: a sentence for each. */
export const levels = (low: string, middle: string, high: string) => [
  { label: 'Started', description: low, points: 1 },
  { label: 'There', description: middle, points: 2 },
  { label: 'Beyond', description: high, points: 3 },
]

/** The last scene of a challenge: what to hand in. */
export const call = (title: string, hint: string): readonly Layer[] => [
  ground(),
  blob(-360, -830, 700, 'brand:accent', 4, [40, 20]),
  blob(400, 640, 720, 'brand:background/66', 4, [-40, -60]),
  headline(title, { from: 0.25, at: 'left', x: side, y: -60, size: 176, height: 620 }),
  rule(side, 330, 300, { from: 0.7 }),
  sentence(hint, { from: 0.9, at: 'bottom-left', x: side, y: -330, height: 220 }),
]
