import { toHertz } from '../synth/harmony.ts'
import { bell, struck } from '../synth/notes.ts'
import type { Effect } from './effect.ts'
import { notes } from './parts.ts'

export const attention: readonly Effect[] = [
  {
    id: 'chime',
    title: 'Chime',
    group: 'attention',
    words: 'bell start attention listen gentle',
    room: 0.5,
    make: () =>
      notes(
        [
          [0, 79],
          [0.22, 84],
        ],
        (hertz) => bell(hertz, 0.7),
      ),
  },
  {
    id: 'notification',
    title: 'Notification',
    group: 'attention',
    words: 'message phone alert ping new',
    room: 0.2,
    make: () =>
      notes(
        [
          [0, 88],
          [0.09, 93],
        ],
        (hertz) =>
          struck(hertz, 0.7, [
            [1, 0.9, 0.5],
            [2, 0.25, 0.3],
            [3.01, 0.1, 0.2],
          ]),
      ),
  },
  {
    id: 'ding',
    title: 'Ding',
    group: 'attention',
    words: 'bell single counter idea',
    room: 0.35,
    make: () => bell(toHertz(91), 0.8),
  },
  {
    id: 'gong',
    title: 'Gong',
    group: 'attention',
    words: 'start end deep round',
    room: 0.5,
    make: () =>
      struck(98, 0.9, [
        [1, 0.7, 3.4],
        [1.48, 0.5, 3],
        [2.03, 0.45, 2.6],
        [2.71, 0.35, 2],
        [3.6, 0.3, 1.5],
        [4.95, 0.2, 0.9],
        [6.6, 0.12, 0.5],
      ]),
  },
]
