import { filter } from '../synth/filters.ts'
import { struck } from '../synth/notes.ts'
import { kick, rim, snare } from '../synth/drums.ts'
import { arrange, mixDown, scale, shape } from '../synth/signal.ts'
import type { Effect } from './effect.ts'
import { fall, glide, hiss, roll } from './parts.ts'

export const time: readonly Effect[] = [
  {
    id: 'tick-tock',
    title: 'Tick tock',
    group: 'time',
    words: 'clock timer wait seconds countdown',
    room: 0.15,
    make: (random) =>
      arrange(
        [0, 1, 2, 3].map(
          (beat) =>
            [
              beat * 0.5,
              mixDown(
                rim(beat % 2 ? 0.6 : 0.9, random),
                scale(
                  struck(beat % 2 ? 1150 : 1500, 0.7, [
                    [1, 0.6, 0.08],
                    [2.4, 0.3, 0.05],
                  ]),
                  0.7,
                ),
              ),
            ] as const,
        ),
      ),
  },
  {
    id: 'time-up',
    title: 'Time is up',
    group: 'time',
    words: 'alarm buzzer end over timer',
    room: 0.1,
    make: () =>
      arrange(
        [0, 0.2, 0.4].map(
          (at, index) =>
            [
              at,
              shape(
                scale(
                  filter(
                    mixDown(
                      glide(index === 2 ? 0.5 : 0.12, () => 784, 0.5),
                      glide(index === 2 ? 0.5 : 0.12, () => 1568),
                    ),
                    'low',
                    3200,
                  ),
                  0.5,
                ),
                0.004,
                0.03,
              ),
            ] as const,
        ),
      ),
  },
  {
    id: 'countdown',
    title: 'Three, two, one',
    group: 'time',
    words: 'countdown start beep ready race',
    room: 0.1,
    make: () =>
      arrange(
        [
          [0, 660, 0.14],
          [1, 660, 0.14],
          [2, 660, 0.14],
          [3, 1320, 0.45],
        ].map(
          ([at = 0, hertz = 0, seconds = 0]) =>
            [
              at,
              shape(
                glide(seconds, () => hertz, 0.15),
                0.004,
                0.05,
              ),
            ] as const,
        ),
      ),
  },
  {
    id: 'drum-roll',
    title: 'Drum roll',
    group: 'time',
    words: 'reveal tension snare circus wait',
    room: 0.2,
    make: (random) =>
      arrange([
        [0, roll(random, 1.9)],
        [2.0, mixDown(kick(0.9, random), snare(0.9, random), scale(fall(filter(hiss(1.2, random), 'high', 4500), 0.35), 0.4))],
      ]),
  },
]
