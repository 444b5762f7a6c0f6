import type { Design } from './design.ts'
import { beforeAndAfter } from './designs/before-and-after.ts'
import { doAndShow } from './designs/do-and-show.ts'
import { exitTicket } from './designs/exit-ticket.ts'
import { explainer } from './designs/explainer.ts'
import { howTo } from './designs/how-to.ts'
import { mythOrFact } from './designs/myth-or-fact.ts'
import { predictThenReveal } from './designs/predict-then-reveal.ts'
import { reply } from './designs/reply.ts'
import { speedRound } from './designs/speed-round.ts'
import { spotTheMistake } from './designs/spot-the-mistake.ts'
import { threeTips } from './designs/three-tips.ts'
import { wordOfTheDay } from './designs/word-of-the-day.ts'
import { workedExample } from './designs/worked-example.ts'

/** In the order of the gallery. */
export const designs: readonly Design[] = [
  explainer,
  mythOrFact,
  threeTips,
  howTo,
  wordOfTheDay,
  workedExample,
  beforeAndAfter,
  exitTicket,
  doAndShow,
  predictThenReveal,
  spotTheMistake,
  speedRound,
  reply,
]
