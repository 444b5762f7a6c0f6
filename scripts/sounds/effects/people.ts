import { clap } from '../synth/drums.ts'
import { arrange } from '../synth/signal.ts'
import type { Effect } from './effect.ts'
import { crowd } from './parts.ts'

export const people: readonly Effect[] = [
  {
    id: 'applause',
    title: 'Applause',
    group: 'people',
    words: 'clapping crowd bravo audience praise',
    room: 0.35,
    make: (random) => crowd(random, 3.6, 55),
  },
  {
    id: 'small-applause',
    title: 'A few hands',
    group: 'people',
    words: 'clapping class group praise',
    room: 0.15,
    make: (random) => crowd(random, 2.2, 7),
  },
  {
    id: 'clap-twice',
    title: 'Clap, clap',
    group: 'people',
    words: 'hands attention rhythm',
    room: 0.2,
    make: (random) =>
      arrange([
        [0, clap(0.9, random)],
        [0.32, clap(0.9, random)],
      ]),
  },
]
