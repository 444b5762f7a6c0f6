import { createRandom, type Random } from '../synth/random.ts'
import { addInto, pan, shape, silence, toSamples, type Mono, type Stereo } from '../synth/signal.ts'
import { reverberate } from '../synth/space.ts'

/** A short sound. */
export type Effect = {
  readonly id: string
  readonly title: string
  readonly group: 'answers' | 'attention' | 'moves' | 'time' | 'things' | 'people'
  readonly words: string
  readonly room: number
  readonly make: (random: Random) => Mono | Stereo
}

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
