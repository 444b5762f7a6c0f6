import type { Loop } from '../loop.ts'
import { above, chords, leadVoices, melody, toHertz } from '../synth/harmony.ts'
import {
  bass,
  blip,
  electricPiano,
  feltPiano,
  flute,
  glockenspiel,
  marimba,
  pad,
  pizzicato,
  pluck,
  strings,
} from '../synth/notes.ts'
import { clap, hat, kick, shaker, snap, snare, tom } from '../synth/drums.ts'
import { swung } from '../synth/studio.ts'

const brightIdea: Loop = {
  id: 'bright-idea',
  title: 'Bright idea',
  mood: 'bright',
  bpm: 120,
  bars: 16,
  beatsPerBar: 4,
  key: 'G major',
  words: 'happy light marimba explain fresh cheerful',
  seed: 61,
  room: { seconds: 1.2, brightness: 6500 },
  play(studio) {
    const { random, beatSeconds } = studio
    const wood = studio.bus({ gainDb: -1, room: 0.2 })
    const strum = studio.bus({ gainDb: -6, room: 0.12, highPass: 180 })
    const low = studio.bus({ gainDb: -2, lowPass: 1500 })
    const drum = studio.bus({ gainDb: -4, room: 0.08 })
    const light = studio.bus({ gainDb: -12, room: 0.12 })
    const shine = studio.bus({ gainDb: -12, room: 0.5, echo: 0.3 })
    const harmony = chords('G D/F# Em7 C G D C D G D/F# Em7 Cadd9 Am7 G/B C D7sus4')
    const voices = leadVoices(harmony, 59, 76)
    const rhythm = [0, 0.75, 1.5, 2, 2.75, 3.5] as const
    harmony.forEach((chord, bar) => {
      const keys = voices[bar] ?? []
      const isFull = bar >= 4
      for (const [step, beat] of rhythm.entries())
        wood(
          bar * 4 + beat,
          marimba(toHertz((keys[step % keys.length] ?? 67) + (step === 5 ? 12 : 0)), step === 0 ? 0.85 : 0.6),
          {
            pan: Math.sin(step * 2) * 0.4,
            loose: 0.004,
          },
        )
      for (const beat of [0.5, 1.5, 2.5, 3.5])
        for (const [string, key] of keys.entries())
          strum(bar * 4 + beat + string * 0.022, pluck(toHertz(key), 0.16, 0.42, random, 0.6), { pan: 0.35 })
      const root = above(chord.bass, 31)
      for (const [beat, key] of [
        [0, root],
        [1.5, root + 7],
        [2, root],
        [3.5, root + 12],
      ] as const)
        low(bar * 4 + beat, bass(toHertz(key), beatSeconds * 0.5, 0.7, random, 'upright'), { loose: 0.003 })
      if (!isFull) return
      for (const beat of [0, 2]) drum(bar * 4 + beat, kick(0.7, random))
      for (const beat of [1, 3]) drum(bar * 4 + beat, clap(0.4, random), { pan: 0.05 })
      for (let half = 0; half < 8; half += 1)
        light(bar * 4 + half / 2, shaker(half % 2 ? 1 : 0.55, random), { pan: -0.35, loose: 0.004 })
    })
    const tune =
      'r:16 G5:0.5 B5:0.5 D6:1 B5:0.5 A5:0.5 G5:1 A5:1 F#5:1 D5:2 C6:0.5 B5:0.5 A5:1 G5:0.5 E5:0.5 G5:1 A5:3 r:1 B5:0.5 D6:1 B5:0.5 G5:2 A5:0.5 D6:1 A5:0.5 F#5:2 E5:1 G5:1 B5:1 A5:0.5 G5:0.5 E5:3 r:1 C6:1 B5:0.5 A5:0.5 E5:2 D5:0.5 G5:0.5 B5:1 G5:2 E5:1 G5:1 C6:1 E6:1 D6:3 r:1'
    for (const { beat, key } of melody(tune)) shine(beat, glockenspiel(toHertz(key), 0.55), { pan: 0.15, loose: 0.004 })
  },
}

const puddleJump: Loop = {
  id: 'puddle-jump',
  title: 'Puddle jump',
  mood: 'playful',
  bpm: 128,
  bars: 16,
  beatsPerBar: 4,
  key: 'F major',
  words: 'funny cartoon silly children whistle pizzicato curious comic',
  seed: 67,
  room: { seconds: 1, brightness: 6000 },
  play(studio) {
    const { random, beatSeconds } = studio
    const plucked = studio.bus({ gainDb: 0, room: 0.22, highPass: 100 })
    const lead = studio.bus({ gainDb: -6, room: 0.3 })
    const low = studio.bus({ gainDb: -2, lowPass: 1300 })
    const drum = studio.bus({ gainDb: -7, room: 0.1 })
    const harmony = chords('F F C7 F F Dm7 Gm7 C7 Bb F/A Gm7 F C7/G F Gm7 C7')
    const voices = leadVoices(harmony, 60, 76)
    const swing = (beat: number): number => swung(beat, 0.9)
    harmony.forEach((chord, bar) => {
      const keys = voices[bar] ?? []
      const root = above(chord.bass, 36)
      // Oom and pah.
      for (const [beat, key] of [
        [0, root],
        [2, above((chord.bass + 7) % 12, 33)],
      ] as const)
        low(bar * 4 + beat, bass(toHertz(key), beatSeconds * 0.45, 0.8, random, 'upright'))
      for (const beat of [1, 3])
        for (const key of keys) plucked(bar * 4 + beat, pizzicato(toHertz(key), 0.5, random), { pan: 0.3, loose: 0.003 })
      for (const beat of [1, 3]) drum(bar * 4 + beat, snap(0.5, random), { pan: -0.3 })
      if (bar % 4 === 3)
        for (const [beat, hertz] of [
          [2.5, 210],
          [3, 170],
          [3.5, 130],
        ] as const)
          drum(bar * 4 + swing(beat), tom(hertz, 0.3, random))
      if (bar >= 8)
        for (let half = 0; half < 8; half += 1)
          drum(bar * 4 + swing(half / 2), shaker(half % 2 ? 0.35 : 0.55, random), { pan: 0.4 })
    })
    const first =
      'C5:0.5 D5:0.5 F5:1 r:0.5 A5:0.5 G5:1 F5:0.5 D5:0.5 C5:1 r:2 E5:0.5 F5:0.5 G5:1 r:0.5 Bb5:0.5 A5:0.5 G5:0.5 F5:1 A5:1 r:2 C6:0.5 A5:0.5 F5:1 r:0.5 A5:0.5 C6:1 D6:1 A5:1 r:2 Bb5:0.5 A5:0.5 G5:1 D5:1 G5:1 E5:1 C5:1 r:2'
    for (const { beat, key } of melody(first))
      plucked(swing(beat), pizzicato(toHertz(key), 0.85, random), { pan: -0.2, loose: 0.004 })
    const second =
      'F5:1 Bb5:0.5 D6:0.5 C6:1 Bb5:1 A5:1.5 G5:0.5 F5:1 r:1 D5:0.5 E5:0.5 G5:1 Bb5:1 A5:1 F5:2 r:2 E5:0.5 G5:0.5 Bb5:1 A5:0.5 G5:0.5 E5:1 F5:1 A5:1 C6:1 r:1 D6:0.5 C6:0.5 Bb5:1 G5:1 A5:1 G5:0.5 F5:0.5 E5:1 C5:1 r:1'
    for (const { beat, key, beats } of melody(second, 32)) {
      lead(swing(beat), flute(toHertz(key + 12), beatSeconds * beats * 0.75, 0.55, random, 0.07), { pan: 0.1, loose: 0.008 })
      plucked(swing(beat), pizzicato(toHertz(key), 0.6, random), { pan: -0.2, loose: 0.004 })
    }
  },
}

const readyGo: Loop = {
  id: 'ready-go',
  title: 'Ready, go',
  mood: 'upbeat',
  bpm: 128,
  bars: 16,
  beatsPerBar: 4,
  key: 'A minor',
  words: 'energy sport challenge dance electronic fast intro',
  seed: 71,
  room: { seconds: 1.1, brightness: 7000 },
  echoBeats: 0.75,
  play(studio) {
    const { random, beatSeconds } = studio
    const stabs = studio.bus({ gainDb: -4, room: 0.18, echo: 0.16, highPass: 160 })
    const pads = studio.bus({ gainDb: -10, room: 0.3, highPass: 200 })
    const low = studio.bus({ gainDb: -3, lowPass: 2200 })
    const drum = studio.bus({ gainDb: -1 })
    const light = studio.bus({ gainDb: -9, room: 0.08 })
    const lead = studio.bus({ gainDb: -9, room: 0.25, echo: 0.35 })
    const harmony = chords('Am F C G Am F C G Am7 Fmaj7 C G Dm7 F Am G')
    const voices = leadVoices(harmony, 57, 75)
    harmony.forEach((chord, bar) => {
      const keys = voices[bar] ?? []
      for (const beat of [0, 0.75, 1.5, 2.5, 3.25])
        for (const [place, key] of keys.entries())
          stabs(bar * 4 + beat, blip(toHertz(key), beatSeconds * 0.3, beat === 0 ? 0.75 : 0.55, random), {
            pan: (place - 1) * 0.4,
          })
      for (const key of keys) pads(bar * 4, pad(toHertz(key), beatSeconds * 3.6, 0.5, random, 1500))
      const root = toHertz(above(chord.bass, 33))
      for (let half = 0; half < 8; half += 1)
        if (half % 2 === 1 || bar >= 8)
          low(bar * 4 + half / 2, bass(root * (half % 4 === 3 ? 2 : 1), beatSeconds * 0.36, half % 2 ? 0.8 : 0.35, random, 'saw'))
      for (let beat = 0; beat < 4; beat += 1) drum(bar * 4 + beat, kick(0.9, random))
      for (const beat of [1, 3]) drum(bar * 4 + beat, clap(0.55, random))
      if (bar >= 4)
        for (let half = 0; half < 8; half += 1)
          light(bar * 4 + half / 2, hat(half % 2 ? 0.9 : 0.35, random, half % 2 === 1), { pan: 0.2 })
      if (bar % 8 === 7)
        for (const [beat, gain] of [
          [3, 0.4],
          [3.25, 0.5],
          [3.5, 0.6],
          [3.75, 0.75],
        ] as const)
          drum(bar * 4 + beat, snare(gain, random))
    })
    const tune =
      'A5:0.75 C6:0.75 E6:0.5 D6:0.75 C6:0.75 A5:0.5 C6:0.75 A5:0.75 F5:0.5 G5:1 r:1 G5:0.75 C6:0.75 E6:0.5 G6:0.75 E6:0.75 C6:0.5 D6:0.75 B5:0.75 G5:0.5 D6:1 r:1'
    for (const start of [32, 48])
      for (const { beat, key, beats } of melody(tune, start))
        lead(beat, blip(toHertz(key), beatSeconds * beats * 0.8, 0.75, random, 4200), { pan: -0.15 })
  },
}

const labTime: Loop = {
  id: 'lab-time',
  title: 'Lab time',
  mood: 'focus',
  bpm: 120,
  bars: 16,
  beatsPerBar: 4,
  key: 'E minor',
  words: 'science technology experiment curious pattern computer maths',
  seed: 73,
  room: { seconds: 1.7, brightness: 6000 },
  echoBeats: 0.75,
  play(studio) {
    const { random, beatSeconds } = studio
    const one = studio.bus({ gainDb: -3, room: 0.25, echo: 0.2 })
    const other = studio.bus({ gainDb: -5, room: 0.25 })
    const under = studio.bus({ gainDb: -9, room: 0.4, highPass: 150 })
    const low = studio.bus({ gainDb: -4, lowPass: 900 })
    const drum = studio.bus({ gainDb: -8, room: 0.12 })
    const harmony = chords('Em9 Em9 Cmaj7 Cmaj7 Am7 Am7 Bm7 Bm7 Em9 Em9 Cmaj7 Cmaj7 G6 G6 Dadd9 Dadd9')
    const voices = leadVoices(harmony, 59, 78)
    // Two patterns of different lengths drift against each other.
    const [five, three] = [
      [0, 2, 1, 3, 2],
      [3, 0, 2],
    ] as const
    let step = 0
    harmony.forEach((chord, bar) => {
      const keys = voices[bar] ?? []
      const at = (tone: number): number => toHertz(keys[tone % keys.length] ?? 64)
      for (let quarter = 0; quarter < 16; quarter += 1) {
        const beat = bar * 4 + quarter / 4
        if (quarter % 2 === 0 || bar % 4 === 3)
          one(beat, marimba(at(five[step % 5] ?? 0), quarter % 4 === 0 ? 0.7 : 0.42), { pan: -0.45 + 0.9 * ((step % 5) / 4) })
        if (bar >= 4 && quarter % 3 === 0)
          other(beat, blip(at(three[step % 3] ?? 0) * 2, beatSeconds * 0.15, 0.4, random, 2200), { pan: 0.4 })
        step += 1
      }
      if (bar % 2 === 0) for (const key of keys) under(bar * 4, pad(toHertz(key - 12), beatSeconds * 7.2, 0.6, random, 800))
      low(bar * 4, bass(toHertz(above(chord.bass, 28)), beatSeconds * 3, 0.65, random, 'round'))
      if (bar >= 2) for (const beat of [0, 1.75, 2.5]) drum(bar * 4 + beat, kick(beat === 0 ? 0.6 : 0.4, random, 'soft'))
      if (bar >= 4)
        for (let half = 0; half < 8; half += 1) drum(bar * 4 + half / 2, hat(half % 2 ? 0.4 : 0.2, random), { pan: 0.3 })
    })
  },
}

const finishLine: Loop = {
  id: 'finish-line',
  title: 'Finish line',
  mood: 'upbeat',
  bpm: 96,
  bars: 12,
  beatsPerBar: 4,
  key: 'D major',
  words: 'inspiring success hope proud team end motivation warm',
  seed: 79,
  room: { seconds: 2, brightness: 6000 },
  play(studio) {
    const { random, beatSeconds } = studio
    const piano = studio.bus({ gainDb: -1, room: 0.22 })
    const bowed = studio.bus({ gainDb: -5, room: 0.35, highPass: 130 })
    const guitar = studio.bus({ gainDb: -8, room: 0.25, echo: 0.25, highPass: 200 })
    const low = studio.bus({ gainDb: -3, lowPass: 1000 })
    const drum = studio.bus({ gainDb: -4, room: 0.2 })
    const harmony = chords('D A/C# Bm7 G D A/C# G Asus4 Bm7 G D/F# A')
    const voices = leadVoices(harmony, 57, 74)
    harmony.forEach((chord, bar) => {
      const keys = voices[bar] ?? []
      const rise = bar < 4 ? 0 : bar < 8 ? 0.12 : 0.2
      for (let beat = 0; beat < 4; beat += 1)
        for (const key of keys)
          piano(bar * 4 + beat, feltPiano(toHertz(key), beatSeconds * 0.95, 0.42 + rise + (beat === 0 ? 0.1 : 0), random), {
            loose: 0.005,
          })
      piano(bar * 4, feltPiano(toHertz(above(chord.bass, 36)), beatSeconds * 3.6, 0.55 + rise, random), { pan: -0.2 })
      low(bar * 4, bass(toHertz(above(chord.bass, 26)), beatSeconds * 3.7, 0.55, random, 'round'))
      for (let half = 0; half < 8; half += 1)
        guitar(bar * 4 + half / 2, pluck(toHertz((keys[half % 3] ?? 62) + 12), beatSeconds * 0.5, 0.5, random, 0.5), {
          pan: half % 2 ? 0.5 : -0.5,
        })
      if (bar >= 4) for (const key of keys) bowed(bar * 4, strings(toHertz(key), beatSeconds * 3.9, 0.4 + rise, random))
      if (bar >= 4) for (const beat of bar >= 8 ? [0, 1.5, 2, 3.5] : [0, 2]) drum(bar * 4 + beat, kick(0.75, random))
      if (bar >= 8) for (const beat of [1, 3]) drum(bar * 4 + beat, snare(0.45, random))
      if (bar === 7 || bar === 11)
        for (const beat of [2.5, 3, 3.25, 3.5, 3.75])
          drum(bar * 4 + beat, tom(100 + beat * 25, 0.3 + (beat - 2.5) * 0.2, random), { pan: beat - 3 })
    })
    const tune = 'r:16 F#5:2 E5:1 D5:1 E5:3 C#5:1 D5:2 B4:2 E5:4 F#5:1.5 D5:0.5 B5:2 B5:1 A5:1 G5:2 A5:2 F#5:1 D5:1 E5:3 r:1'
    for (const { beat, key, beats } of melody(tune)) {
      bowed(beat, strings(toHertz(key), beatSeconds * beats, 0.8, random))
      piano(beat, feltPiano(toHertz(key + 12), beatSeconds * beats, 0.55, random), { pan: 0.2 })
    }
  },
}

const welcomeBack: Loop = {
  id: 'welcome-back',
  title: 'Welcome back',
  mood: 'bright',
  bpm: 100,
  bars: 10,
  beatsPerBar: 4,
  key: 'C major',
  words: 'friendly opening intro soul clap organ class good day',
  seed: 83,
  room: { seconds: 1.1, brightness: 6000 },
  play(studio) {
    const { random, beatSeconds } = studio
    const keysBus = studio.bus({ gainDb: -2, room: 0.16, chorus: 0.5 })
    const guitar = studio.bus({ gainDb: -7, room: 0.12, highPass: 250 })
    const low = studio.bus({ gainDb: -2, lowPass: 1400 })
    const drum = studio.bus({ gainDb: -3, room: 0.1 })
    const light = studio.bus({ gainDb: -12, room: 0.08 })
    const shine = studio.bus({ gainDb: -12, room: 0.4 })
    const harmony = chords('Cmaj7 Am7 Dm9 G7sus4 Em7 A7 Dm7 Fmaj7 Cmaj7 G7sus4')
    const voices = leadVoices(harmony, 57, 74)
    const swing = (beat: number): number => swung(beat, 0.35, 0.5)
    harmony.forEach((chord, bar) => {
      const keys = voices[bar] ?? []
      for (const [beat, beats, strength] of [
        [0, 1.2, 0.65],
        [1.75, 0.3, 0.5],
        [2.5, 1, 0.6],
      ] as const)
        for (const key of keys)
          keysBus(bar * 4 + swing(beat), electricPiano(toHertz(key), beatSeconds * beats, strength), { loose: 0.005 })
      for (const beat of [1, 3])
        for (const [string, key] of keys.entries())
          guitar(bar * 4 + beat + string * 0.012, pluck(toHertz(key + 12), 0.09, 0.55, random, 0.7), { pan: 0.4 })
      const root = above(chord.bass, 29)
      for (const [beat, key, beats] of [
        [0, root, 0.9],
        [1.75, root, 0.25],
        [2, root + 7, 0.6],
        [3, root + 12, 0.3],
        [3.5, root + 10, 0.3],
      ] as const)
        low(bar * 4 + swing(beat), bass(toHertz(key), beatSeconds * beats, 0.7, random, 'round'), { loose: 0.003 })
      for (const beat of [0, 1.75, 2.5]) drum(bar * 4 + swing(beat), kick(beat === 0 ? 0.85 : 0.6, random))
      for (const beat of [1, 3]) drum(bar * 4 + beat, snare(0.5, random))
      for (const beat of [1, 3]) drum(bar * 4 + beat, clap(0.3, random), { pan: -0.2 })
      for (let quarter = 0; quarter < 16; quarter += 1)
        light(bar * 4 + swing(quarter / 4), shaker([0.9, 0.35, 0.65, 0.4][quarter % 4] ?? 0.5, random), {
          pan: -0.35,
          loose: 0.003,
        })
    })
    const tune =
      'E5:1 G5:0.5 B5:1.5 A5:1 G5:1 E5:0.5 C5:2.5 F5:1 A5:0.5 C6:1.5 A5:1 G5:3 r:1 G5:1 B5:0.5 D6:1.5 B5:1 C#6:2 A5:2 F5:1 A5:0.5 D6:1.5 C6:1 A5:3 r:1 G5:1 E5:0.5 C5:1.5 E5:1 D5:3 r:1'
    for (const { beat, key } of melody(tune)) shine(swing(beat), glockenspiel(toHertz(key), 0.5), { pan: 0.2, loose: 0.005 })
  },
}

export const livelyLoops: readonly Loop[] = [brightIdea, welcomeBack, puddleJump, readyGo, labTime, finishLine]
