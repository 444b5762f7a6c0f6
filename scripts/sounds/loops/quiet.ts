import type { Loop } from '../loop.ts'
import { above, chords, leadVoices, melody, toHertz } from '../synth/harmony.ts'
import { bell, electricPiano, feltPiano, flute, glockenspiel, pad, pluck, strings, bass } from '../synth/notes.ts'
import { brush, kick, rim, shaker } from '../synth/drums.ts'

const softMorning: Loop = {
  id: 'soft-morning',
  title: 'Soft morning',
  mood: 'calm',
  bpm: 80,
  bars: 8,
  beatsPerBar: 4,
  key: 'C major',
  words: 'piano gentle warm slow kind reading',
  seed: 11,
  room: { seconds: 2.4, brightness: 4200 },
  play(studio) {
    const { random, beatSeconds } = studio
    const piano = studio.bus({ gainDb: 0, room: 0.32, lowPass: 6500 })
    const under = studio.bus({ gainDb: -9, room: 0.5, lowPass: 2600, highPass: 160 })
    const low = studio.bus({ gainDb: -5, lowPass: 900 })
    const bright = studio.bus({ gainDb: -13, room: 0.7, echo: 0.4 })
    const harmony = chords('Cadd9 Am7 Fmaj9 Gsus4 Em7 Am9 Dm9 G7sus4')
    const voices = leadVoices(harmony, 52, 71)
    // A broken chord that rises and comes back, one figure a bar.
    const figure = [0, 1, 2, 3, 2, 1, 2, 1] as const
    harmony.forEach((chord, bar) => {
      const keys = voices[bar] ?? []
      for (const [step, tone] of figure.entries()) {
        const key = (keys[tone % keys.length] ?? 60) + (tone >= keys.length ? 12 : 0)
        const strength = step === 0 ? 0.62 : step === 4 ? 0.52 : 0.4 + random() * 0.08
        piano(bar * 4 + step / 2, feltPiano(toHertz(key), beatSeconds * 1.6, strength, random), {
          pan: (key - 60) / 40,
          loose: 0.007,
        })
      }
      piano(bar * 4, feltPiano(toHertz(above(chord.bass, 36)), beatSeconds * 3.6, 0.5, random), { pan: -0.25, loose: 0.005 })
      low(bar * 4, bass(toHertz(above(chord.bass, 36)), beatSeconds * 3.4, 0.4, random, 'round'))
      for (const key of keys.slice(0, 3)) under(bar * 4, pad(toHertz(key), beatSeconds * 3.4, 0.6, random, 900))
    })
    const tune =
      'r:1 G5:1 E5:0.5 D5:0.5 C5:1 r:1 E5:1 D5:1.5 C5:0.5 A4:1 C5:1 E5:1 G5:1 D5:3 r:1 r:1 G5:1 B5:1 A5:1 G5:0.5 E5:0.5 C5:3 r:1 F5:1 E5:1 D5:1 D5:3 r:1'
    for (const { beat, key, beats } of melody(tune))
      piano(beat, feltPiano(toHertz(key), beatSeconds * beats * 1.2, 0.62, random), { pan: 0.2, loose: 0.009 })
    for (const beat of [7, 15, 23, 30]) bright(beat + 0.5, glockenspiel(toHertz(beat === 30 ? 86 : 91), 0.35), { pan: 0.5 })
  },
}

const deepFocus: Loop = {
  id: 'deep-focus',
  title: 'Deep focus',
  mood: 'focus',
  bpm: 96,
  bars: 8,
  beatsPerBar: 4,
  key: 'D dorian',
  words: 'work study steady electronic thinking quiet background',
  seed: 23,
  room: { seconds: 1.6, brightness: 3600 },
  echoBeats: 0.75,
  play(studio) {
    const { random, beatSeconds } = studio
    const keysBus = studio.bus({ gainDb: -2, room: 0.22, echo: 0.28, chorus: 0.5, lowPass: 5200 })
    const under = studio.bus({ gainDb: -7, room: 0.4, highPass: 140 })
    const low = studio.bus({ gainDb: -3, lowPass: 700 })
    const beatBus = studio.bus({ gainDb: -5, room: 0.05 })
    const light = studio.bus({ gainDb: -15, room: 0.15 })
    const harmony = chords('Dm9 Dm9 G9 G9 Fmaj7 Fmaj7 Am7 Am7')
    const voices = leadVoices(harmony, 55, 74)
    const steps = [0, 2, 1, 3, 0, 2, 3, 1] as const
    harmony.forEach((chord, bar) => {
      const keys = voices[bar] ?? []
      for (const [step, tone] of steps.entries()) {
        const accent = step === 0 || step === 3 || step === 6 ? 0.55 : 0.34
        const key = keys[tone % keys.length] ?? 62
        keysBus(bar * 4 + step / 2, electricPiano(toHertz(key), beatSeconds * 0.55, accent + random() * 0.06), {
          pan: Math.sin(step * 1.7) * 0.35,
          loose: 0.003,
        })
      }
      if (bar % 2 === 0) for (const key of keys) under(bar * 4, pad(toHertz(key), beatSeconds * 7.4, 0.5, random, 700))
      const root = toHertz(above(chord.bass, 33))
      for (const [beat, beats] of [
        [0, 1.3],
        [1.5, 0.4],
        [2.5, 1.2],
      ] as const)
        low(bar * 4 + beat, bass(root, beatSeconds * beats, beat === 0 ? 0.75 : 0.55, random, 'round'))
      for (const beat of [0, 2]) beatBus(bar * 4 + beat, kick(0.5, random, 'soft'))
      for (const beat of [1, 3]) beatBus(bar * 4 + beat, rim(0.28, random), { pan: 0.15 })
      for (let half = 0; half < 8; half += 1)
        light(bar * 4 + half / 2, shaker(half % 2 ? 0.9 : 0.5, random), { pan: -0.3, loose: 0.004 })
    })
  },
}

const slowClouds: Loop = {
  id: 'slow-clouds',
  title: 'Slow clouds',
  mood: 'ambient',
  bpm: 60,
  bars: 8,
  beatsPerBar: 4,
  key: 'F lydian',
  words: 'space dream relax float wide still meditation',
  seed: 37,
  room: { seconds: 4.5, brightness: 5200 },
  echoBeats: 1.5,
  play(studio) {
    const { random, beatSeconds } = studio
    const wide = studio.bus({ gainDb: -3, room: 0.6, chorus: 0.6, highPass: 110 })
    const high = studio.bus({ gainDb: -14, room: 0.8, highPass: 500 })
    const low = studio.bus({ gainDb: -8, room: 0.1, lowPass: 500 })
    const bells = studio.bus({ gainDb: -11, room: 0.9, echo: 0.6 })
    const harmony = chords('Fmaj9 Fmaj7#11 Am9 Cadd9/E')
    const voices = leadVoices(harmony, 53, 76)
    harmony.forEach((chord, index) => {
      const beat = index * 8
      for (const [place, key] of (voices[index] ?? []).entries())
        wide(beat + place * 0.18, pad(toHertz(key), beatSeconds * 8, 0.75, random, 1000 + 350 * index), {})
      const top = Math.max(...(voices[index] ?? [72])) + 12
      high(beat + 2, strings(toHertz(top), beatSeconds * 5, 0.3, random))
      low(beat, bass(toHertz(above(chord.bass, 33)), beatSeconds * 7.6, 0.55, random, 'round'))
    })
    const tune = 'r:2 C6:1.5 B5:2.5 G5:2 r:3 E6:1.5 B5:3.5 r:2 A5:1.5 G5:1 E5:3.5 r:2 D6:2 G5:4'
    for (const { beat, key } of melody(tune)) bells(beat, bell(toHertz(key), 0.5), { pan: Math.sin(beat) * 0.5, loose: 0.02 })
    for (const { beat, key, beats } of melody('r:5 G5:3 r:5 A5:3 r:5 C6:3 r:5 E5:3'))
      high(beat, flute(toHertz(key), beatSeconds * beats, 0.5, random, 0.12), { pan: -0.3 })
  },
}

const fieldNotes: Loop = {
  id: 'field-notes',
  title: 'Field notes',
  mood: 'documentary',
  bpm: 90,
  bars: 12,
  beatsPerBar: 4,
  key: 'A minor',
  words: 'story history nature report explain serious strings piano',
  seed: 41,
  room: { seconds: 2.1, brightness: 4600 },
  play(studio) {
    const { random, beatSeconds } = studio
    const piano = studio.bus({ gainDb: -1, room: 0.25 })
    const bowed = studio.bus({ gainDb: -4, room: 0.4, highPass: 120 })
    const low = studio.bus({ gainDb: -5, room: 0.15, lowPass: 1400 })
    const drum = studio.bus({ gainDb: -9, room: 0.35, lowPass: 2500 })
    const harmony = chords('Am Fmaj7 C G/B Am Fmaj7 Dm7 Em7 Fmaj7 G Am Em7')
    const voices = leadVoices(harmony, 57, 74)
    harmony.forEach((chord, bar) => {
      const keys = voices[bar] ?? []
      // A pulse in quavers that never stops is what carries the story.
      for (let step = 0; step < 8; step += 1) {
        const key = keys[[0, 1, 2, 1, 0, 1, 2, 1][step] ?? 0] ?? 60
        piano(
          bar * 4 + step / 2,
          feltPiano(toHertz(key), beatSeconds * 0.7, (step % 4 === 0 ? 0.6 : 0.42) + (bar >= 8 ? 0.08 : 0), random),
          {
            pan: 0.25 - (step % 2) * 0.2,
            loose: 0.005,
          },
        )
      }
      const swell = bar < 4 ? 0.35 : bar < 8 ? 0.5 : 0.65
      for (const key of keys) bowed(bar * 4, strings(toHertz(key - 12), beatSeconds * 3.9, swell, random))
      low(bar * 4, strings(toHertz(above(chord.bass, 33)), beatSeconds * 3.8, swell, random))
      low(bar * 4, bass(toHertz(above(chord.bass, 33)), beatSeconds * 3.2, 0.35, random, 'round'))
      if (bar >= 4)
        for (const beat of [0, 1.5, 2.5]) drum(bar * 4 + beat, kick(beat === 0 ? 0.6 : 0.35, random, 'soft'), { pan: -0.1 })
    })
    const tune = 'r:16 E5:3 D5:1 C5:2 A4:2 D5:3 E5:1 G5:2 E5:2 A5:3 G5:1 B5:2 A5:1 G5:1 E5:3 C5:1 B4:2 r:2'
    for (const { beat, key, beats } of melody(tune))
      bowed(beat, strings(toHertz(key), beatSeconds * beats, 0.75, random), { gain: 0.9 })
  },
}

const paperBoat: Loop = {
  id: 'paper-boat',
  title: 'Paper boat',
  mood: 'acoustic',
  bpm: 90,
  bars: 16,
  beatsPerBar: 3,
  key: 'G major',
  words: 'waltz guitar gentle story child soft nylon',
  seed: 53,
  room: { seconds: 1.5, brightness: 5000 },
  play(studio) {
    const { random, beatSeconds } = studio
    const guitar = studio.bus({ gainDb: 0, room: 0.2 })
    const lead = studio.bus({ gainDb: -6, room: 0.35 })
    const low = studio.bus({ gainDb: -4, lowPass: 1200 })
    const soft = studio.bus({ gainDb: -14, room: 0.2 })
    const harmony = chords('G D/F# Em7 C G/B Am7 D7sus4 D7 G D/F# Em7 Bm7 C G/B Am7 D7')
    const voices = leadVoices(harmony, 55, 72)
    harmony.forEach((chord, bar) => {
      const keys = voices[bar] ?? []
      low(bar * 3, bass(toHertz(above(chord.bass, 31)), beatSeconds * 2.4, 0.55, random, 'upright'), { loose: 0.005 })
      guitar(bar * 3, pluck(toHertz(above(chord.bass, 40)), beatSeconds * 2.6, 0.75, random, 0.35), { pan: -0.2, loose: 0.005 })
      for (let step = 1; step < 6; step += 1) {
        const key = keys[[0, 0, 1, 2, 1, 2][step] ?? 0] ?? 60
        guitar(bar * 3 + step / 2, pluck(toHertz(key), beatSeconds * 1.5, 0.5 + random() * 0.1, random, 0.42), {
          pan: 0.15,
          loose: 0.007,
        })
      }
      for (const beat of [1, 2]) soft(bar * 3 + beat, brush(0.8, random), { pan: 0.3 })
    })
    const tune =
      'r:3 D5:1.5 A5:0.5 F#5:1 G5:2 B5:1 E5:3 D5:1 E5:1 G5:1 C5:2 E5:1 D5:3 r:3 D5:1.5 G5:0.5 B5:1 A5:2 F#5:1 G5:1.5 F#5:0.5 E5:1 D5:3 E5:1 G5:1 C6:1 B5:2 G5:1 A5:2 E5:1 F#5:3'
    for (const { beat, key, beats } of melody(tune))
      lead(beat, pluck(toHertz(key), beatSeconds * beats, 0.75, random, 0.55), { pan: 0.1, loose: 0.006 })
    for (const { beat, key, beats } of melody('r:24 B5:3 A5:3 G5:3 F#5:3 E5:3 D5:3 C5:3 A4:3'))
      lead(beat, flute(toHertz(key), beatSeconds * beats * 0.95, 0.4, random, 0.08), { pan: -0.35, gain: 0.45 })
  },
}

export const quietLoops: readonly Loop[] = [softMorning, deepFocus, slowClouds, fieldNotes, paperBoat]
