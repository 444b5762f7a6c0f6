import { filter } from '../synth/filters.ts'
import { glockenspiel } from '../synth/notes.ts'
import { kick, shaker } from '../synth/drums.ts'
import { arrange, mixDown, rate, scale, shape } from '../synth/signal.ts'
import type { Effect } from './effect.ts'
import { click, fall, glide, hiss, notes, page, turn } from './parts.ts'

export const things: readonly Effect[] = [
  {
    id: 'click',
    title: 'Click',
    group: 'things',
    words: 'button mouse tap press',
    room: 0,
    make: (random) =>
      arrange([
        [0, click(random, 2600, 1)],
        [0.07, click(random, 3300, 0.6)],
      ]),
  },
  {
    id: 'keys',
    title: 'Typing',
    group: 'things',
    words: 'keyboard computer write type',
    room: 0.05,
    make: (random) =>
      arrange(
        Array.from(
          { length: 9 },
          (_, index) =>
            [
              index * 0.115 + random() * 0.045,
              mixDown(click(random, 1700 + random() * 900, 0.6 + random() * 0.4), scale(kick(0.12, random, 'soft'), 0.4)),
            ] as const,
        ),
      ),
  },
  { id: 'page-turn', title: 'Page turn', group: 'things', words: 'book paper read next', room: 0.05, make: page },
  {
    id: 'camera',
    title: 'Camera',
    group: 'things',
    words: 'photo shutter picture snap',
    room: 0.1,
    make: (random) =>
      arrange([
        [0, click(random, 3400, 1)],
        [0.035, scale(fall(filter(hiss(0.06, random), 'band', 2400, 0.8), 0.018), 0.6)],
        [0.1, click(random, 2300, 0.9)],
        [0.115, scale(shaker(0.6, random), 0.6)],
      ]),
  },
  {
    id: 'pencil',
    title: 'Pencil',
    group: 'things',
    words: 'write draw paper scribble note',
    room: 0.05,
    make: (random) =>
      filter(hiss(1.1, random), 'band', (index) => 3200 + 1400 * Math.sin(turn * 3.1 * (index / rate)), 1).map(
        (value, index) =>
          value * Math.max(0, Math.sin(turn * 3.1 * (index / rate))) ** 1.4 * (0.6 + 0.4 * Math.sin(turn * 41 * (index / rate))),
      ),
  },
  {
    id: 'water-drop',
    title: 'Water drop',
    group: 'things',
    words: 'drip liquid splash nature science',
    room: 0.4,
    make: () =>
      arrange([
        [
          0,
          shape(
            fall(
              glide(0.22, (time) => 620 + 1500 * (time / 0.1) ** 1.5),
              0.032,
            ),
            0.002,
            0.05,
          ),
        ],
        [
          0.16,
          scale(
            shape(
              fall(
                glide(0.2, (time) => 900 + 1900 * (time / 0.1) ** 1.5),
                0.024,
              ),
              0.002,
              0.05,
            ),
            0.5,
          ),
        ],
      ]),
  },
  {
    id: 'sparkle',
    title: 'Sparkle',
    group: 'things',
    words: 'magic shine stars wonder glitter',
    room: 0.5,
    make: (random) =>
      notes(
        Array.from(
          { length: 14 },
          (_, index) =>
            [index * 0.06 + random() * 0.03, [84, 86, 88, 91, 93, 96, 98, 100][Math.floor(random() * 8)] ?? 88] as const,
        ),
        (hertz) => scale(glockenspiel(hertz, 0.4), 0.6),
      ),
  },
]
