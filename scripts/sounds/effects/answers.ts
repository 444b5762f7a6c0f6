import { filter } from '../synth/filters.ts'
import { toHertz } from '../synth/harmony.ts'
import { electricPiano, glockenspiel, marimba, pluck, strings } from '../synth/notes.ts'
import { arrange, mixDown, scale, shape } from '../synth/signal.ts'
import type { Effect } from './effect.ts'
import { fall, glide, notes } from './parts.ts'

export const answers: readonly Effect[] = [
  {
    id: 'correct',
    title: 'Correct',
    group: 'answers',
    words: 'right yes good answer quiz win',
    room: 0.2,
    make: () =>
      notes(
        [
          [0, 76],
          [0.11, 83],
        ],
        (hertz) => mixDown(marimba(hertz, 0.8), scale(glockenspiel(hertz * 2, 0.5), 0.35)),
      ),
  },
  {
    id: 'wrong',
    title: 'Wrong',
    group: 'answers',
    words: 'false no mistake answer quiz try again',
    room: 0.1,
    make: () =>
      notes(
        [
          [0, 55],
          [0.16, 51],
        ],
        (hertz) =>
          shape(
            scale(
              filter(
                mixDown(
                  glide(0.26, () => hertz, 0.5),
                  glide(0.26, () => hertz * 1.006, 0.5),
                ),
                'low',
                900,
              ),
              0.5,
            ),
            0.008,
            0.12,
          ),
      ),
  },
  {
    id: 'almost',
    title: 'Almost',
    group: 'answers',
    words: 'nearly partly close hint answer quiz',
    room: 0.2,
    make: () =>
      notes(
        [
          [0, 72],
          [0.13, 74],
          [0.26, 72],
        ],
        (hertz) => marimba(hertz, 0.7),
      ),
  },
  {
    id: 'fanfare',
    title: 'Well done',
    group: 'answers',
    words: 'success win finish fanfare level up celebrate',
    room: 0.35,
    make: (random) =>
      mixDown(
        notes(
          [
            [0, 67],
            [0.13, 72],
            [0.26, 76],
            [0.39, 79],
          ],
          (hertz) => mixDown(pluck(hertz, 0.5, 0.7, random, 0.6), scale(glockenspiel(hertz * 2, 0.5), 0.4)),
        ),
        arrange([72, 76, 79, 84].map((key) => [0.54, scale(strings(toHertz(key), 0.8, 0.9, random).left, 0.9)] as const)),
      ),
  },
  {
    id: 'points',
    title: 'Points',
    group: 'answers',
    words: 'coin score collect reward game',
    room: 0.15,
    make: () =>
      notes(
        [
          [0, 83],
          [0.075, 88],
        ],
        (hertz) =>
          shape(
            fall(
              mixDown(
                glide(0.5, () => hertz),
                scale(
                  glide(0.5, () => hertz * 3),
                  0.2,
                ),
              ),
              0.14,
            ),
            0.002,
            0.1,
          ),
      ),
  },
  {
    id: 'think',
    title: 'Think about it',
    group: 'answers',
    words: 'question hmm wonder prompt ask',
    room: 0.4,
    make: () =>
      notes(
        [
          [0, 67],
          [0.18, 70],
          [0.36, 75],
        ],
        (hertz) => electricPiano(hertz, 0.5, 0.6),
      ),
  },
]
