import { filter, saturate } from '../synth/filters.ts'
import { mixDown, rate, scale, shape } from '../synth/signal.ts'
import type { Effect } from './effect.ts'
import { click, fall, glide, hiss, rush, turn } from './parts.ts'

export const moves: readonly Effect[] = [
  {
    id: 'whoosh',
    title: 'Whoosh',
    group: 'moves',
    words: 'transition fast air move',
    room: 0.1,
    make: (random) => rush(random, 0.6, 350, 4200, 1),
  },
  {
    id: 'swipe',
    title: 'Swipe',
    group: 'moves',
    words: 'transition short slide quick',
    room: 0.05,
    make: (random) => rush(random, 0.28, 900, 7000, 1),
  },
  {
    id: 'swoop-back',
    title: 'Swoop back',
    group: 'moves',
    words: 'transition reverse return slow air',
    room: 0.15,
    make: (random) => rush(random, 0.9, 200, 2600, -1),
  },
  {
    id: 'rise',
    title: 'Rise',
    group: 'moves',
    words: 'build tension up reveal riser',
    room: 0.3,
    make: (random) =>
      shape(
        mixDown(
          scale(
            glide(1.8, (time) => 180 * 2 ** (time * 1.1), 0.3),
            0.35,
          ),
          filter(hiss(1.8, random), 'band', (index) => 400 + 5200 * (index / rate / 1.8) ** 2, 1.2),
        ).map((value, index) => value * (index / rate / 1.8) ** 2),
        0.05,
        0.04,
      ),
  },
  {
    id: 'drop',
    title: 'Drop',
    group: 'moves',
    words: 'impact boom hit low reveal',
    room: 0.4,
    make: (random) =>
      mixDown(
        shape(
          fall(
            saturate(
              glide(1.6, (time) => 38 + 90 * Math.exp(-time / 0.12)),
              1.6,
            ),
            0.45,
          ),
          0.002,
          0.3,
        ),
        scale(fall(filter(hiss(0.5, random), 'low', 900), 0.07), 0.7),
      ),
  },
  {
    id: 'pop',
    title: 'Pop',
    group: 'moves',
    words: 'bubble appear sticker text cork',
    room: 0.05,
    make: (random) =>
      mixDown(
        shape(
          fall(
            glide(0.12, (time) => 380 + 900 * (time / 0.06)),
            0.022,
          ),
          0.001,
          0.02,
        ),
        scale(click(random, 1900, 1), 0.3),
      ),
  },
  {
    id: 'boing',
    title: 'Boing',
    group: 'moves',
    words: 'spring jump funny bounce cartoon',
    room: 0.1,
    make: () =>
      shape(
        fall(
          glide(
            0.8,
            (time) => 190 + 260 * Math.exp(-time / 0.5) * Math.sin(turn * (13 - 6 * time) * time) ** 2 + 60 * time,
            0.35,
          ),
          0.28,
        ),
        0.003,
        0.1,
      ),
  },
]
