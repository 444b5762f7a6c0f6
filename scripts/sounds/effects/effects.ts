import type { Effect } from './effect.ts'
import { answers } from './answers.ts'
import { attention } from './attention.ts'
import { moves } from './moves.ts'
import { people } from './people.ts'
import { things } from './things.ts'
import { time } from './time.ts'

/** In the order of the panel. */
export const effects: readonly Effect[] = [...answers, ...attention, ...moves, ...time, ...things, ...people]
