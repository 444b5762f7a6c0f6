import { filter } from './filters.ts'
import { rate, silence, toSamples, type Mono, type Stereo } from './signal.ts'

/** Lengths that share no factor, in samples: a room of about ten metres. */
const lengths = [1423, 1777, 1999, 2311, 2713, 3019, 3449, 3889] as const
const diffusers = [142, 379, 557, 797] as const

type Room = { readonly seconds: number; readonly brightness: number; readonly before?: number }

/** The reverberation alone of a room: eight delay lines that feed each other (a Householder network). */
export function reverberate(sound: Stereo, { seconds, brightness, before = 0.012 }: Room): Stereo {
  const size = sound.left.length
  const out = silence(size)
  const [left, right] = [diffuse(sound.left, 0), diffuse(sound.right, 23)]
  const lines = lengths.map((length) => new Float64Array(length))
  const gains = lengths.map((length) => 10 ** ((-3 * length) / rate / seconds))
  const lows = new Float64Array(lengths.length)
  const damping = Math.exp((-2 * Math.PI * brightness) / rate)
  const places = lengths.map(() => 0)
  const taps = new Float64Array(lengths.length)
  const delay = toSamples(before)
  for (let index = 0; index < size; index += 1) {
    let sum = 0
    for (let line = 0; line < lengths.length; line += 1) {
      const heard = lines[line]?.[places[line] ?? 0] ?? 0
      const low = heard + ((lows[line] ?? 0) - heard) * damping
      lows[line] = low
      taps[line] = low * (gains[line] ?? 0)
      sum += taps[line] ?? 0
    }
    const share = (sum * 2) / lengths.length
    const [inLeft, inRight] = [left[index - delay] ?? 0, right[index - delay] ?? 0]
    let [outLeft, outRight] = [0, 0]
    for (let line = 0; line < lengths.length; line += 1) {
      const store = lines[line]
      const place = places[line] ?? 0
      const tap = taps[line] ?? 0
      if (store) store[place] = (line % 2 === 0 ? inLeft : inRight) + tap - share
      places[line] = (place + 1) % (lengths[line] ?? 1)
      if (line % 2 === 0) outLeft += line % 4 === 0 ? tap : -tap
      else outRight += line % 4 === 1 ? tap : -tap
    }
    out.left[index] = outLeft * 0.35
    out.right[index] = outRight * 0.35
  }
  return { left: filter(out.left, 'high', 180), right: filter(out.right, 'high', 180) }
}

function diffuse(sound: Mono, spread: number): Mono {
  let current = sound
  for (const length of diffusers) {
    const store = new Float64Array(length + spread)
    const next = new Float64Array(current.length)
    let place = 0
    for (let index = 0; index < current.length; index += 1) {
      const held = store[place] ?? 0
      const input = (current[index] ?? 0) - held * 0.6
      next[index] = held + input * 0.6
      store[place] = input
      place = (place + 1) % store.length
    }
    current = next
  }
  return current
}

/** Repeats from side to side, each darker than the one before. */
export function echo(sound: Stereo, seconds: number, feedback: number): Stereo {
  const size = sound.left.length
  const out = silence(size)
  const gap = toSamples(seconds)
  let [lowLeft, lowRight] = [0, 0]
  for (let index = gap; index < size; index += 1) {
    const fromRight = out.right[index - gap] ?? 0
    const fromLeft = out.left[index - gap] ?? 0
    lowLeft += (fromRight - lowLeft) * 0.35
    lowRight += (fromLeft - lowRight) * 0.35
    out.left[index] = ((sound.left[index - gap] ?? 0) + (sound.right[index - gap] ?? 0)) * 0.5 + lowLeft * feedback
    out.right[index] = lowRight * feedback + fromLeft * 0
  }
  return out
}

/** Widens by short delays that move slowly and end where they began after `turns` in the whole sound. */
export function chorus(sound: Stereo, depth: number, turns: number): Stereo {
  const size = sound.left.length
  const voice = (channel: Mono, offset: number): Mono =>
    channel.map((dry, index) => {
      const turn = 2 * Math.PI * (turns * (index / size) + offset)
      const at = index - (0.014 + 0.004 * Math.sin(turn)) * rate
      const whole = Math.floor(at)
      const part = at - whole
      const wet = (channel[whole] ?? 0) * (1 - part) + (channel[whole + 1] ?? 0) * part
      return dry * (1 - depth / 2) + wet * depth
    })
  return { left: voice(sound.left, 0), right: voice(sound.right, 0.31) }
}

/** Evens out loud and soft: slowly, of both sides together. */
export function compress(sound: Stereo, thresholdDb: number, ratio: number): Stereo {
  const out = silence(sound.left.length)
  const [attack, release] = [1 - Math.exp(-1 / (0.012 * rate)), 1 - Math.exp(-1 / (0.18 * rate))]
  let level = 0
  for (let index = 0; index < sound.left.length; index += 1) {
    const [left, right] = [sound.left[index] ?? 0, sound.right[index] ?? 0]
    const now = Math.max(Math.abs(left), Math.abs(right))
    level += (now - level) * (now > level ? attack : release)
    const over = 20 * Math.log10(Math.max(1e-6, level)) - thresholdDb
    const gain = over > 0 ? 10 ** ((-over * (1 - 1 / ratio)) / 20) : 1
    out.left[index] = left * gain
    out.right[index] = right * gain
  }
  return out
}
