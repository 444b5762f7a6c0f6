/** Samples a second of everything here. */
export const rate = 48_000

export type Mono = Float64Array
export type Stereo = { readonly left: Mono; readonly right: Mono }

export const toSamples = (seconds: number): number => Math.round(seconds * rate)
export const toGain = (db: number): number => 10 ** (db / 20)
export const silence = (samples: number): Stereo => ({ left: new Float64Array(samples), right: new Float64Array(samples) })

/** Fills samples from the seconds since their start. */
export function make(seconds: number, value: (time: number, index: number) => number): Mono {
  const sound = new Float64Array(toSamples(seconds))
  for (let index = 0; index < sound.length; index += 1) sound[index] = value(index / rate, index)
  return sound
}

/** Equal power; -1 is left. */
export function pan(sound: Mono, place: number): Stereo {
  const angle = ((place + 1) * Math.PI) / 4
  const [left, right] = [Math.cos(angle) * Math.SQRT2, Math.sin(angle) * Math.SQRT2]
  return { left: sound.map((value) => value * left), right: sound.map((value) => value * right) }
}

/** Adds a sound from a sample on; what passes the end goes on at the start where it `wraps`. */
export function addInto(target: Stereo, sound: Stereo, at: number, gain: number, wraps: boolean): void {
  const size = target.left.length
  for (let index = 0; index < sound.left.length; index += 1) {
    const place = wraps ? (((at + index) % size) + size) % size : at + index
    if (place < 0 || place >= size) continue
    target.left[place] = (target.left[place] ?? 0) + (sound.left[index] ?? 0) * gain
    target.right[place] = (target.right[place] ?? 0) + (sound.right[index] ?? 0) * gain
  }
}

/** Rises in `attack` seconds, stays, and falls in the last `release` seconds; eased, so that nothing clicks. */
export function shape(sound: Mono, attack: number, release: number): Mono {
  const seconds = sound.length / rate
  const ease = (value: number): number => (value >= 1 ? 1 : value <= 0 ? 0 : value * value * (3 - 2 * value))
  return sound.map((value, index) => {
    const time = index / rate
    return value * ease(attack > 0 ? time / attack : 1) * ease(release > 0 ? (seconds - time) / release : 1)
  })
}

export function mixDown(...sounds: readonly Mono[]): Mono {
  const mixed = new Float64Array(Math.max(0, ...sounds.map(({ length }) => length)))
  for (const sound of sounds)
    for (let index = 0; index < sound.length; index += 1) mixed[index] = (mixed[index] ?? 0) + (sound[index] ?? 0)
  return mixed
}

export const scale = (sound: Mono, gain: number): Mono => sound.map((value) => value * gain)

/** One after the other with silence before: seconds and sound. */
export function arrange(parts: readonly (readonly [number, Mono])[]): Mono {
  return mixDown(
    ...parts.map(([seconds, sound]) => {
      const moved = new Float64Array(toSamples(seconds) + sound.length)
      moved.set(sound, toSamples(seconds))
      return moved
    }),
  )
}
