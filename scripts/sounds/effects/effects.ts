import { filter, saturate } from '../synth/filters.ts'
import { toHertz } from '../synth/harmony.ts'
import { bell, electricPiano, glockenspiel, marimba, pluck, strings, struck } from '../synth/notes.ts'
import { clap, kick, rim, shaker, snare } from '../synth/drums.ts'
import { createRandom, noise, type Random } from '../synth/random.ts'
import {
  arrange,
  make,
  mixDown,
  pan,
  rate,
  scale,
  shape,
  silence,
  addInto,
  toSamples,
  type Mono,
  type Stereo,
} from '../synth/signal.ts'
import { reverberate } from '../synth/space.ts'

export const effectGroups = ['answers', 'attention', 'moves', 'time', 'things', 'people'] as const

/** A short sound. */
export type Effect = {
  readonly id: string
  readonly title: string
  readonly group: (typeof effectGroups)[number]
  readonly words: string
  readonly room: number
  readonly make: (random: Random) => Mono | Stereo
}

const turn = 2 * Math.PI
const hiss = (seconds: number, random: Random): Mono => make(seconds, () => noise(random))
const fall = (sound: Mono, seconds: number): Mono => sound.map((value, index) => value * Math.exp(-index / rate / seconds))

/** A tone whose pitch moves. */
function glide(seconds: number, hertz: (time: number) => number, colour = 0): Mono {
  let phase = 0
  return make(seconds, (time) => {
    phase += (turn * hertz(time)) / rate
    return Math.sin(phase) + colour * Math.sin(2 * phase)
  })
}

/** Air that passes from one side to the other. */
function rush(random: Random, seconds: number, low: number, high: number, way: 1 | -1): Stereo {
  const middle = seconds * 0.55
  const swell = (time: number): number => Math.exp(-(((time - middle) / (seconds * 0.2)) ** 2))
  const cutoff = (index: number): number => low + (high - low) * swell(index / rate)
  const air = filter(hiss(seconds, random), 'band', cutoff, 1.1).map((value, index) => value * swell(index / rate) * 1.4)
  const out = silence(air.length)
  air.forEach((value, index) => {
    const angle = (Math.PI / 2) * (way === 1 ? index / air.length : 1 - index / air.length)
    out.left[index] = value * Math.cos(angle)
    out.right[index] = value * Math.sin(angle)
  })
  return out
}

const notes = (keys: readonly (readonly [number, number])[], play: (hertz: number) => Mono): Mono =>
  arrange(keys.map(([seconds, key]) => [seconds, play(toHertz(key))] as const))

/** Many hands. */
function crowd(random: Random, seconds: number, hands: number): Stereo {
  const out = silence(toSamples(seconds))
  for (let hand = 0; hand < hands; hand += 1) {
    const [speed, place, tone, loud] = [3.6 + random() * 2.2, random() * 2 - 1, 900 + random() * 1400, 0.25 + random() * 0.5]
    const [from, to] = [random() * 0.5, seconds - 0.4 - random() * seconds * 0.45]
    for (let at = from; at < to; at += (1 / speed) * (0.9 + random() * 0.2)) {
      const slap = fall(filter(hiss(0.07, random), 'band', tone * (0.92 + random() * 0.16), 1.3), 0.009 + random() * 0.006)
      addInto(out, pan(slap, place), toSamples(at), loud, false)
    }
  }
  const fade = (sound: Mono): Mono => shape(sound, 0.25, seconds * 0.4)
  return { left: fade(out.left), right: fade(out.right) }
}

function roll(random: Random, seconds: number): Mono {
  const strokes: (readonly [number, Mono])[] = []
  for (let at = 0; at < seconds; at += 0.052 + random() * 0.008)
    strokes.push([at, snare(0.22 + 0.5 * (at / seconds) ** 1.6 + random() * 0.06, random)])
  return arrange(strokes)
}

const page = (random: Random): Mono => {
  const curl = filter(hiss(0.42, random), 'band', (index) => 1400 + 5200 * Math.sin((Math.PI * index) / (0.42 * rate)), 0.8)
  const rustle = curl.map((value, index) => {
    const time = index / rate
    return (
      value *
      (0.25 + 0.75 * Math.abs(Math.sin(turn * 17 * time + 3 * Math.sin(turn * 5 * time)))) *
      Math.sin((Math.PI * time) / 0.42)
    )
  })
  const flop = fall(filter(hiss(0.12, random), 'low', 1100), 0.022)
  return arrange([
    [0, rustle],
    [0.36, scale(flop, 0.9)],
  ])
}

const click = (random: Random, hertz: number, strength: number): Mono =>
  scale(
    mixDown(
      fall(filter(hiss(0.03, random), 'band', hertz, 1.4), 0.004),
      scale(
        fall(
          glide(0.03, () => hertz * 0.55),
          0.006,
        ),
        0.5,
      ),
    ),
    strength,
  )

export const effects: readonly Effect[] = [
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

/** The whole sound of an effect: what it makes, and the room around it. */
export function playEffect(effect: Effect, seed: number): Stereo {
  const random = createRandom(seed)
  const made = effect.make(random)
  const dry = made instanceof Float64Array ? pan(made, 0) : made
  const out = silence(dry.left.length + toSamples(effect.room === 0 ? 0.05 : 0.25 + effect.room * 1.6))
  addInto(out, dry, 0, effect.room === 0 ? 1 : 0.95, false)
  if (effect.room > 0)
    addInto(
      out,
      reverberate({ left: out.left.slice(), right: out.right.slice() }, { seconds: 0.5 + effect.room * 1.8, brightness: 6000 }),
      0,
      effect.room,
      false,
    )
  const ends = (sound: Mono): Mono => shape(sound, 0, 0.12)
  return { left: ends(out.left), right: ends(out.right) }
}
