import { both, filter } from './filters.ts'
import { createRandom, type Random } from './random.ts'
import { addInto, pan, rate, scale, silence, toGain, toSamples, type Mono, type Stereo } from './signal.ts'
import { chorus, compress, echo, reverberate } from './space.ts'

export type BusSettings = {
  readonly gainDb?: number
  readonly highPass?: number
  readonly lowPass?: number
  /** 0 to 1. */
  readonly room?: number
  readonly echo?: number
  readonly chorus?: number
}

type Place = {
  readonly gain?: number
  readonly pan?: number
  /** Seconds that a player may be early or late. */ readonly loose?: number
}

type Tempo = {
  readonly bpm: number
  readonly beats: number
  readonly seed: number
  readonly room: { readonly seconds: number; readonly brightness: number }
  /** In beats. */
  readonly echoBeats?: number
}

/** What the compressor of the sum is set for. */
const usualRmsDb = -19

/** Where a loop is played and mixed. What rings over its end is heard at its start, so that it has no seam. */
export class Studio {
  readonly random: Random
  readonly beats: number
  readonly beatSeconds: number
  readonly #tempo: Tempo
  readonly #size: number
  readonly #buses: { readonly settings: BusSettings; readonly sound: Stereo }[] = []

  constructor(tempo: Tempo) {
    this.#tempo = tempo
    this.random = createRandom(tempo.seed)
    this.beats = tempo.beats
    this.beatSeconds = 60 / tempo.bpm
    this.#size = toSamples(tempo.beats * this.beatSeconds)
  }

  /** A group of instruments; the function plays a sound on it at a beat. */
  bus(settings: BusSettings = {}): (beat: number, sound: Mono | Stereo, place?: Place) => void {
    const sound = silence(this.#size)
    this.#buses.push({ settings, sound })
    return (beat, played, { gain = 1, pan: side = 0, loose = 0 } = {}) => {
      const stereo = played instanceof Float64Array ? pan(played, side) : played
      const at = beat * this.beatSeconds + (this.random() - 0.5) * 2 * loose
      addInto(sound, stereo, Math.round(at * rate), gain, true)
    }
  }

  /** Every effect runs through the loop twice, and the second time is kept: it begins as the first one ended. */
  mix(): Stereo {
    const size = this.#size * 2
    const [dry, toRoom, toEcho] = [silence(size), silence(size), silence(size)]
    for (const { settings, sound } of this.#buses) {
      let twice = both(sound, (channel) => {
        const doubled = new Float64Array(size)
        doubled.set(channel)
        doubled.set(channel, this.#size)
        const low = settings.lowPass === undefined ? doubled : filter(doubled, 'low', settings.lowPass)
        return filter(low, 'high', settings.highPass ?? 30)
      })
      if (settings.chorus) twice = chorus(twice, settings.chorus, 2 * Math.max(1, Math.round(this.#size / rate / 3)))
      const gain = toGain(settings.gainDb ?? 0)
      addInto(dry, twice, 0, gain, false)
      if (settings.room) addInto(toRoom, twice, 0, gain * settings.room, false)
      if (settings.echo) addInto(toEcho, twice, 0, gain * settings.echo, false)
    }
    const repeats = echo(toEcho, (this.#tempo.echoBeats ?? 0.75) * this.beatSeconds, 0.42)
    addInto(dry, repeats, 0, 1, false)
    addInto(toRoom, repeats, 0, 0.3, false)
    addInto(dry, reverberate(toRoom, this.#tempo.room), 0, 1, false)
    const clean = both(dry, (channel) => filter(channel, 'high', 28))
    const power = clean.left.reduce((sum, value, index) => sum + value ** 2 + (clean.right[index] ?? 0) ** 2, 0) / size / 2
    const level = toGain(usualRmsDb) / Math.sqrt(Math.max(1e-9, power))
    const glued = compress(
      both(clean, (channel) => scale(channel, level)),
      -14,
      2,
    )
    return { left: glued.left.slice(this.#size), right: glued.right.slice(this.#size) }
  }
}

/** Moves what lies off the beat later, as players who swing do; 0 is straight, 1 a triplet. `grid` is the length of a pair in beats. */
export function swung(beat: number, amount: number, grid = 1): number {
  const into = ((beat % grid) + grid) % grid
  return Math.abs(into - grid / 2) < 1e-6 ? beat + (amount * grid) / 6 : beat
}
