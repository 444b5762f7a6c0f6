const letters: Readonly<Record<string, number>> = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 }

/** Half tones over the root. */
const qualities: Readonly<Record<string, readonly number[]>> = {
  '': [0, 4, 7],
  m: [0, 3, 7],
  '5': [0, 7],
  '6': [0, 4, 7, 9],
  m6: [0, 3, 7, 9],
  '7': [0, 4, 7, 10],
  maj7: [0, 4, 7, 11],
  m7: [0, 3, 7, 10],
  m7b5: [0, 3, 6, 10],
  '9': [0, 4, 7, 10, 14],
  maj9: [0, 4, 7, 11, 14],
  m9: [0, 3, 7, 10, 14],
  add9: [0, 4, 7, 14],
  madd9: [0, 3, 7, 14],
  sus2: [0, 2, 7],
  sus4: [0, 5, 7],
  '7sus4': [0, 5, 7, 10],
  'maj7#11': [0, 4, 7, 11, 18],
  dim: [0, 3, 6],
}

export type Chord = {
  readonly name: string
  /** 0 to 11. */
  readonly root: number
  /** What the bass plays, 0 to 11. */
  readonly bass: number
  /** Each 0 to 11, the root first. */
  readonly classes: readonly number[]
}

export const toHertz = (key: number): number => 440 * 2 ** ((key - 69) / 12)

function readClass(name: string): number {
  const letter = letters[name[0] ?? '']
  if (letter === undefined) throw new Error(`No note: ${name}`)
  return (letter + (name[1] === '#' ? 1 : name[1] === 'b' ? -1 : 0) + 12) % 12
}

/** The key (60 is the middle C) of a name such as "F#4". */
export function keyOf(name: string): number {
  const octave = Number(name.slice(-1))
  return readClass(name) + 12 * (octave + 1)
}

/** Reads a name such as "Am7" or "C/E". */
export function chord(name: string): Chord {
  const [upper = '', lower] = name.split('/')
  const rootName = /^[A-G][#b]?/.exec(upper)?.[0] ?? ''
  const quality = qualities[upper.slice(rootName.length)]
  if (!quality) throw new Error(`No chord: ${name}`)
  const root = readClass(rootName)
  return { name, root, bass: lower === undefined ? root : readClass(lower), classes: quality.map((step) => (root + step) % 12) }
}

export const chords = (names: string): readonly Chord[] => names.trim().split(/\s+/).map(chord)

/**
 * Each chord in the close position between two keys that moves least from the one before, and the last one back to the first; four
 * voices at most: of five tones the fifth is left out.
 */
export function leadVoices(list: readonly Chord[], low: number, high: number): readonly (readonly number[])[] {
  const middle = (low + high) / 2
  const led: (readonly number[])[] = []
  for (const { classes } of list) {
    const tones = (classes.length > 4 ? classes.filter((_, index) => index !== 2) : classes).toSorted((one, other) => one - other)
    const options = tones.flatMap((_, inversion) => {
      const order = [...tones.slice(inversion), ...tones.slice(0, inversion)]
      return Array.from({ length: 9 }, (__, octave) => {
        let last = -Infinity
        return order.map((tone) => {
          let key = tone + octave * 12
          while (key <= last) key += 12
          last = key
          return key
        })
      }).filter((keys) => Math.min(...keys) >= low && Math.max(...keys) <= high)
    })
    const before = led.at(-1)
    const cost = (keys: readonly number[]): number =>
      keys.reduce(
        (sum, key, index) => sum + Math.abs(key - (before ? (before[Math.min(index, before.length - 1)] ?? middle) : middle)),
        0,
      ) +
      Math.abs(keys.reduce((sum, key) => sum + key, 0) / keys.length - middle) * 0.8
    const [best] = options.toSorted((one, other) => cost(one) - cost(other))
    if (!best) throw new Error(`No place for a chord between ${low} and ${high}`)
    led.push(best)
  }
  return led
}

/** The key of a class at or above `low`. */
export const above = (tone: number, low: number): number => low + ((((tone - low) % 12) + 12) % 12)

export type MelodyNote = { readonly beat: number; readonly key: number; readonly beats: number }

/** Notes one after the other, "C5:1 r:0.5 E5:2": a name or a rest, and how many beats. */
export function melody(line: string, from = 0): readonly MelodyNote[] {
  let beat = from
  return line
    .trim()
    .split(/\s+/)
    .flatMap((part) => {
      const [name = '', length = '1'] = part.split(':')
      const start = beat
      beat += Number(length)
      return name === 'r' ? [] : [{ beat: start, key: keyOf(name), beats: Number(length) }]
    })
}
