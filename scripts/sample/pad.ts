/** A very quiet pad under the voice, made of sines: four slow chords, each note swelling on its own. */

const rate = 48000
const chordSeconds = 6
/** D major ninth, B minor seventh, G major ninth, A suspended: as semitones from A at 110 Hz. */
const chords = [
  [5, 12, 17, 21, 28],
  [2, 9, 17, 21, 26],
  [-2, 10, 14, 17, 24],
  [0, 7, 12, 17, 26],
] as const

/** The pad at each moment from `from` to `to`, in seconds of the lesson; it goes on over the cuts. */
export function pad(from: number, to: number): Float32Array {
  const samples = new Float32Array(Math.round((to - from) * rate))
  for (const index of samples.keys()) {
    const time = from + index / rate + chordSeconds
    const here = Math.floor(time / chordSeconds)
    const k = time / chordSeconds - here
    const cross = k < 0.7 ? 0 : (1 - Math.cos(((k - 0.7) / 0.3) * Math.PI)) / 2
    samples[index] = chord(here, time) * Math.sqrt(1 - cross) + chord(here + 1, time) * Math.sqrt(cross)
  }
  return samples
}

function chord(number: number, time: number): number {
  const notes = chords[((number % chords.length) + chords.length) % chords.length] ?? chords[0]
  let sum = 0
  for (const [index, note] of notes.entries()) {
    const pitch = 110 * 2 ** (note / 12)
    const swell = 0.6 + 0.4 * Math.sin(time * (0.31 + index * 0.07) + index * 1.9)
    const tone =
      Math.sin(2 * Math.PI * pitch * time) +
      0.5 * Math.sin(2 * Math.PI * pitch * 1.0025 * time) +
      0.12 * Math.sin(4 * Math.PI * pitch * time)
    sum += (tone * swell) / (1 + index * 0.45)
  }
  return sum * 0.09
}

export const padRate = rate
