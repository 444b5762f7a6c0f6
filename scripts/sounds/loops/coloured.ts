import type { Loop } from '../loop.ts'
import { above, chords, leadVoices, melody, toHertz } from '../synth/harmony.ts'
import { filter } from '../synth/filters.ts'
import { noise, type Random } from '../synth/random.ts'
import { make, type Mono } from '../synth/signal.ts'
import { bass, bell, blip, electricPiano, feltPiano, flute, pad, pizzicato, pluck, strings } from '../synth/notes.ts'
import { brush, clap, hat, kick, rim, shaker, snap, snare, tom } from '../synth/drums.ts'
import { swung } from '../synth/studio.ts'

/** Dust and wear of an old record. */
function crackle(seconds: number, random: Random): Mono {
  const dust = make(seconds, () => (random() < 0.00022 ? noise(random) * (0.3 + random()) : 0))
  const hiss = filter(
    filter(
      make(seconds, () => noise(random)),
      'high',
      1800,
    ),
    'low',
    7500,
  )
  const pops = filter(dust, 'band', 2600, 0.8)
  return pops.map((value, index) => value * 1.6 + (hiss[index] ?? 0) * 0.012)
}

const rainyDesk: Loop = {
  id: 'rainy-desk',
  title: 'Rainy desk',
  mood: 'lo-fi',
  bpm: 80,
  bars: 8,
  beatsPerBar: 4,
  key: 'Eb major',
  words: 'chill hip hop study relax vinyl jazz homework',
  seed: 101,
  room: { seconds: 1.3, brightness: 3200 },
  echoBeats: 0.75,
  play(studio) {
    const { random, beatSeconds } = studio
    const keysBus = studio.bus({ gainDb: 0, room: 0.18, chorus: 0.7, lowPass: 3000 })
    const lead = studio.bus({ gainDb: -8, room: 0.35, echo: 0.3, lowPass: 4200 })
    const low = studio.bus({ gainDb: -2, lowPass: 600 })
    const drum = studio.bus({ gainDb: -3, room: 0.07, lowPass: 6500 })
    const record = studio.bus({ gainDb: -20 })
    const harmony = chords('Fm9 Bb9 Ebmaj9 Cm7 Abmaj7 Gm7 Fm9 Bb7sus4')
    const voices = leadVoices(harmony, 53, 72)
    const swing = (beat: number): number => swung(beat, 0.75, 0.5)
    harmony.forEach((chord, bar) => {
      const keys = voices[bar] ?? []
      for (const [beat, beats, strength] of [
        [0, 1.6, 0.6],
        [1.75, 0.5, 0.4],
        [2.5, 1.3, 0.52],
      ] as const)
        for (const [place, key] of keys.entries())
          keysBus(bar * 4 + swing(beat) + place * 0.015, electricPiano(toHertz(key), beatSeconds * beats, strength), {
            pan: (place - 1.5) * 0.2,
            loose: 0.01,
          })
      const root = above(chord.bass, 28)
      for (const [beat, key, beats] of [
        [0, root, 1.4],
        [1.75, root, 0.2],
        [2.5, root + 7, 0.9],
        [3.5, root + 12, 0.4],
      ] as const)
        low(bar * 4 + swing(beat), bass(toHertz(key), beatSeconds * beats, 0.7, random, 'round'), { loose: 0.006 })
      for (const beat of bar % 2 ? [0, 1.75, 2.25] : [0, 2.25, 3.75])
        drum(bar * 4 + swing(beat), kick(beat === 0 ? 0.85 : 0.65, random, 'soft'), { loose: 0.004 })
      // The backbeat comes late.
      for (const beat of [1, 3]) drum(bar * 4 + beat + 0.03, snare(0.45, random), { loose: 0.004 })
      for (let half = 0; half < 8; half += 1)
        drum(bar * 4 + swing(half / 2), hat(half % 2 ? 0.22 : 0.34, random), { pan: 0.25, loose: 0.008 })
    })
    const tune =
      'r:2.5 C5:0.5 Eb5:0.5 G5:1.5 F5:0.5 D5:2.5 r:1.5 Bb4:0.5 D5:0.5 F5:1 G5:2 Eb5:2.5 r:1.5 C5:0.5 Eb5:0.5 Ab5:1.5 G5:1 F5:0.5 D5:2 r:2 Ab5:0.5 G5:0.5 F5:1 Eb5:2 D5:1.5'
    for (const { beat, key, beats } of melody(tune))
      lead(swing(beat), pluck(toHertz(key), beatSeconds * beats, 0.7, random, 0.3), { pan: -0.2, loose: 0.01 })
    record(0, crackle(studio.beats * beatSeconds, random))
  },
}

const nightBus: Loop = {
  id: 'night-bus',
  title: 'Night bus',
  mood: 'lo-fi',
  bpm: 90,
  bars: 12,
  beatsPerBar: 4,
  key: 'F# minor',
  words: 'city neon retro synth cool evening drive',
  seed: 103,
  room: { seconds: 2.2, brightness: 5200 },
  echoBeats: 0.75,
  play(studio) {
    const { random, beatSeconds } = studio
    const pads = studio.bus({ gainDb: -6, room: 0.35, chorus: 0.6, highPass: 150 })
    const arp = studio.bus({ gainDb: -7, room: 0.2, echo: 0.35, highPass: 200 })
    const low = studio.bus({ gainDb: -3, lowPass: 1200 })
    const drum = studio.bus({ gainDb: -2, room: 0.12 })
    const lead = studio.bus({ gainDb: -9, room: 0.4, echo: 0.4 })
    const harmony = chords('F#m9 F#m9 Dmaj7 Dmaj7 A A Esus4 E F#m9 C#m7 Dmaj7 Esus4')
    const voices = leadVoices(harmony, 54, 73)
    harmony.forEach((chord, bar) => {
      const keys = voices[bar] ?? []
      for (const key of keys) pads(bar * 4, pad(toHertz(key), beatSeconds * 3.7, 0.7, random, 1300))
      for (let half = 0; half < 8; half += 1)
        arp(
          bar * 4 + half / 2,
          blip(
            toHertz((keys[[0, 1, 2, 3, 2, 3, 1, 2][half] ?? 0] ?? keys[0] ?? 66) + 12),
            beatSeconds * 0.28,
            half % 4 === 0 ? 0.55 : 0.4,
            random,
            1800,
          ),
          { pan: half % 2 ? 0.45 : -0.45 },
        )
      const root = toHertz(above(chord.bass, 30))
      for (let half = 0; half < 8; half += 1)
        low(bar * 4 + half / 2, bass(root, beatSeconds * 0.4, half % 2 ? 0.5 : 0.75, random, 'saw'))
      for (const beat of bar % 4 === 3 ? [0, 2, 3.5] : [0, 2]) drum(bar * 4 + beat, kick(0.85, random))
      for (const beat of [1, 3]) drum(bar * 4 + beat, snare(0.55, random))
      for (let half = 0; half < 8; half += 1) drum(bar * 4 + half / 2, hat(half % 2 ? 0.3 : 0.2, random), { pan: 0.3 })
      if (bar % 4 === 3) drum(bar * 4 + 3, clap(0.3, random))
    })
    const tune = 'r:16 C#6:3 B5:1 A5:2 E5:2 G#5:3 A5:1 B5:4 C#6:1.5 A5:2.5 G#5:2 E5:2 F#5:3 A5:1 B5:2 G#5:2'
    for (const { beat, key, beats } of melody(tune))
      lead(beat, flute(toHertz(key), beatSeconds * beats * 0.9, 0.7, random, 0.02), { pan: 0.05 })
  },
}

const whatIsIt: Loop = {
  id: 'what-is-it',
  title: 'What is it?',
  mood: 'suspense',
  bpm: 75,
  bars: 10,
  beatsPerBar: 4,
  key: 'C minor',
  words: 'mystery tension puzzle secret dark detective predict waiting',
  seed: 107,
  room: { seconds: 3, brightness: 3800 },
  echoBeats: 1.5,
  play(studio) {
    const { random, beatSeconds } = studio
    const drone = studio.bus({ gainDb: -5, room: 0.4, lowPass: 900 })
    const bowed = studio.bus({ gainDb: -9, room: 0.55, highPass: 200 })
    const plucked = studio.bus({ gainDb: -2, room: 0.45, echo: 0.25 })
    const clock = studio.bus({ gainDb: -13, room: 0.3 })
    const drum = studio.bus({ gainDb: -5, room: 0.4, lowPass: 1500 })
    const bells = studio.bus({ gainDb: -14, room: 0.9, echo: 0.4 })
    const harmony = chords('Cm Cm Ab/C Ab/C Fm6 Fm6 Dm7b5 G7 Cm Db/C')
    const voices = leadVoices(harmony, 55, 72)
    harmony.forEach((chord, bar) => {
      const keys = voices[bar] ?? []
      drone(bar * 4, pad(toHertz(above(chord.bass, 29)), beatSeconds * 3.6, 1, random, 420))
      drone(bar * 4, strings(toHertz(above(chord.bass, 36)), beatSeconds * 3.8, 0.5, random))
      // A tremolo: short strokes as fast as they go.
      if (bar >= 4)
        for (let stroke = 0; stroke < 32; stroke += 1)
          for (const key of keys)
            bowed(bar * 4 + stroke / 8, strings(toHertz(key), beatSeconds * 0.11, 0.22 + 0.25 * (stroke / 32), random), {
              gain: 0.6,
              loose: 0.008,
            })
      for (const [step, beat] of [0, 0.5, 1, 2, 2.5, 3].entries()) {
        const key = keys[[0, 2, 1, 0, 2, 1][step] ?? 0] ?? 60
        plucked(bar * 4 + beat, pizzicato(toHertz(key - 12), step === 0 ? 0.8 : 0.55, random), {
          pan: (step % 3) * 0.3 - 0.3,
          loose: 0.004,
        })
      }
      for (let half = 0; half < 8; half += 1)
        clock(bar * 4 + half / 2, rim(half % 2 ? 0.35 : 0.6, random), { pan: half % 2 ? 0.3 : -0.3 })
      drum(bar * 4, kick(0.8, random, 'soft'))
      drum(bar * 4 + 0.5, kick(0.4, random, 'soft'))
      if (bar % 2) drum(bar * 4 + 3.5, tom(72, 0.5, random))
    })
    for (const { beat, key } of melody('r:2 G5:2 r:4 Ab5:2 r:6 F5:2 r:4 D5:2 B5:2 r:2 G5:4 r:2 Ab5:2 F5:2'))
      bells(beat, bell(toHertz(key), 0.6), { pan: 0.3 })
  },
}

const porch: Loop = {
  id: 'porch',
  title: 'Porch',
  mood: 'acoustic',
  bpm: 96,
  bars: 12,
  beatsPerBar: 4,
  key: 'E major',
  words: 'guitar folk warm garden craft cooking how-to clap',
  seed: 109,
  room: { seconds: 1.1, brightness: 5200 },
  play(studio) {
    const { random, beatSeconds } = studio
    const guitar = studio.bus({ gainDb: 0, room: 0.15 })
    const second = studio.bus({ gainDb: -6, room: 0.25 })
    const low = studio.bus({ gainDb: -3, lowPass: 1100 })
    const drum = studio.bus({ gainDb: -6, room: 0.12 })
    const harmony = chords('E Aadd9 E Bsus4 C#m7 A E B A E/G# F#m7 Bsus4')
    const voices = leadVoices(harmony, 52, 71)
    harmony.forEach((chord, bar) => {
      const keys = voices[bar] ?? []
      const root = above(chord.bass, 40)
      const swing = (beat: number): number => swung(beat, 0.3)
      // Thumb and fingers, as in Travis picking.
      for (const [beat, key] of [
        [0, root],
        [1, root + 7],
        [2, root],
        [3, root + 12],
      ] as const)
        guitar(bar * 4 + beat, pluck(toHertz(key), beatSeconds * 1.4, 0.7, random, 0.35), { pan: -0.15, loose: 0.005 })
      for (const [beat, tone] of [
        [0.5, 1],
        [1.5, 2],
        [2, 3],
        [2.5, 1],
        [3.5, 2],
      ] as const)
        guitar(
          bar * 4 + swing(beat),
          pluck(toHertz((keys[tone % keys.length] ?? 64) + (tone >= keys.length ? 12 : 0)), beatSeconds * 1.2, 0.55, random, 0.5),
          { pan: 0.2, loose: 0.006 },
        )
      low(bar * 4, bass(toHertz(above(chord.bass, 28)), beatSeconds * 1.7, 0.65, random, 'upright'))
      low(bar * 4 + 2, bass(toHertz(above((chord.bass + 7) % 12, 28)), beatSeconds * 1.5, 0.5, random, 'upright'))
      drum(bar * 4, kick(0.6, random, 'soft'))
      drum(bar * 4 + 2, kick(0.5, random, 'soft'))
      if (bar >= 4) for (const beat of [1, 3]) drum(bar * 4 + beat, snap(0.4, random), { pan: 0.25 })
      for (let half = 0; half < 8; half += 1)
        drum(bar * 4 + swing(half / 2), half % 2 ? shaker(0.5, random) : brush(0.5, random), { pan: -0.3 })
    })
    const tune =
      'r:16 G#5:1 B5:1 E5:2 C#5:1 E5:1 A5:2 G#5:1.5 F#5:0.5 E5:2 F#5:3 r:1 A5:1 C#6:1 E6:1 C#6:1 B5:1.5 G#5:0.5 E5:2 A5:1 G#5:1 F#5:2 E5:2 F#5:2'
    for (const { beat, key, beats } of melody(tune))
      second(beat, pluck(toHertz(key), beatSeconds * beats, 0.8, random, 0.6), { pan: 0.35, loose: 0.007 })
    for (const { beat, key, beats } of melody('r:32 E5:4 G#5:4 A5:4 F#5:4'))
      second(beat, feltPiano(toHertz(key), beatSeconds * beats, 0.5, random), { pan: -0.35 })
  },
}

const smallWonder: Loop = {
  id: 'small-wonder',
  title: 'Small wonder',
  mood: 'documentary',
  bpm: 75,
  bars: 10,
  beatsPerBar: 4,
  key: 'Bb major',
  words: 'discover animals plants gentle kind curious slow nature',
  seed: 113,
  room: { seconds: 2.6, brightness: 5200 },
  echoBeats: 0.5,
  play(studio) {
    const { random, beatSeconds } = studio
    const harp = studio.bus({ gainDb: -1, room: 0.4 })
    const bowed = studio.bus({ gainDb: -7, room: 0.5, highPass: 140 })
    const wind = studio.bus({ gainDb: -7, room: 0.45, echo: 0.15 })
    const low = studio.bus({ gainDb: -6, room: 0.1, lowPass: 900 })
    const keysBus = studio.bus({ gainDb: -10, room: 0.3, chorus: 0.4 })
    const harmony = chords('Bbadd9 Gm7 Ebmaj7 F Bb/D Ebmaj7 Cm7 F7sus4 Ebmaj9 F')
    const voices = leadVoices(harmony, 58, 75)
    harmony.forEach((chord, bar) => {
      const keys = voices[bar] ?? []
      const ladder = [...keys, ...keys.map((key) => key + 12)]
      for (let step = 0; step < 8; step += 1) {
        const key = ladder[step < 5 ? step : 8 - step] ?? 70
        harp(bar * 4 + step / 2, pluck(toHertz(key), beatSeconds * 2, 0.5 + (step === 0 ? 0.15 : 0), random, 0.45), {
          pan: step / 8 - 0.4,
          loose: 0.006,
        })
      }
      for (const key of keys) bowed(bar * 4, strings(toHertz(key), beatSeconds * 3.9, 0.4, random))
      for (const key of keys) keysBus(bar * 4, electricPiano(toHertz(key), beatSeconds * 3, 0.4))
      low(bar * 4, bass(toHertz(above(chord.bass, 34)), beatSeconds * 3.6, 0.5, random, 'round'))
    })
    const tune =
      'r:2 F5:1 Bb5:1 D6:2 C6:1 Bb5:1 G5:3 r:1 A5:2 C6:1 A5:1 F5:2 D5:1 F5:1 G5:2 Bb5:2 C6:1.5 Bb5:0.5 G5:2 F5:4 r:1 G5:1 Bb5:1 D6:1 C6:3 r:1'
    for (const { beat, key, beats } of melody(tune))
      wind(beat, flute(toHertz(key), beatSeconds * beats * 0.95, 0.6, random, 0.09), { pan: 0.15, loose: 0.008 })
  },
}

export const colouredLoops: readonly Loop[] = [rainyDesk, nightBus, whatIsIt, porch, smallWonder]
