import type { ProbeReport } from '#main/core/media/messages.ts'
import { masterMix } from '#main/media-process/audio/master.ts'
import { openMix } from '#main/media-process/audio/mix.ts'
import type { SoundReader } from '#main/media-process/audio/sound-reader.ts'
import { createSlices } from '#main/media-process/slices.ts'
import { createMainClip, mainTrack } from '#shared/project/defaults.ts'
import type { AssetId, ClipId, TrackId } from '#shared/project/ids.ts'
import type { Clip, Track } from '#shared/project/schema/clip.ts'
import { compileAudio } from '#shared/render-plan/compile-audio.ts'
import { compileInputs } from '#shared/render-plan/compile-inputs.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { secondsToTicks, ticks } from '#shared/time/ticks.ts'
import type { Lesson } from './one-clip-lesson.ts'

/** A sound on a track of its own. */
export type TrackRecipe = {
  readonly path: string
  readonly report: ProbeReport
  readonly track?: Partial<Track>
  readonly change?: (clip: Clip) => Clip
}

/** The lesson with sounds on further tracks, each from its start. */
export function withTracks({ document, files }: Lesson, recipes: readonly TrackRecipe[]): Lesson {
  let [changed, known] = [document, [...files]]
  for (const [index, { path, report, track, change = (clip: Clip): Clip => clip }] of recipes.entries()) {
    const [trackId, assetId, clipId] = [`track${index}` as TrackId, `sound${index}` as AssetId, `soundclip${index}` as ClipId]
    const length = report.interpretation?.durationTicks ?? secondsToTicks(1)
    const clip: Clip = {
      ...createMainClip(clipId, assetId, ticks(0), length),
      trackId,
      anchor: { kind: 'timeline', ticks: ticks(0) },
    }
    const [first] = Object.values(document.assets)
    if (!first) throw new Error('A lesson without an asset')
    const { kind, sha256, byteLength, interpretation } = report
    changed = {
      ...changed,
      tracks: {
        ...changed.tracks,
        [trackId]: { ...mainTrack, id: trackId, band: 'audio', role: 'none', order: index + 1, ...track },
      },
      assets: {
        ...changed.assets,
        [assetId]: { ...first, id: assetId, kind, sha256, byteLength, interpretation, fileName: path },
      },
      clips: { ...changed.clips, [clipId]: change(clip) },
    }
    known = [...known, { assetId, variant: 'original', path }]
  }
  return { document: changed, files: known }
}

export type StereoSound = { readonly left: Float32Array; readonly right: Float32Array }

function sourceOf({ document, files }: Lesson) {
  const inputs = compileInputs(document, [])
  const { durationTicks } = deriveTimeline(document)
  const plan = { audio: compileAudio(document, inputs, 'lms'), inputs: inputs.list, durationTicks }
  return { plan, files, slices: createSlices(() => false) }
}

/** The mix of a lesson as it goes into the mastering, from a sample on. */
export async function mixLesson(lesson: Lesson, from = 0): Promise<StereoSound> {
  return readAll(openMix({ ...sourceOf(lesson), from }))
}

export async function masterLesson(lesson: Lesson): ReturnType<typeof masterMix> {
  const { plan, files, slices } = sourceOf(lesson)
  return masterMix(plan, files, slices)
}

export async function readAll(reader: SoundReader): Promise<StereoSound> {
  const block = new Float32Array(2 * 5000)
  const [left, right]: [number[], number[]] = [[], []]
  for (let count = await reader.read(block); count > 0; count = await reader.read(block)) {
    for (let index = 0; index < count; index += 1) {
      left.push(block[index * 2] ?? 0)
      right.push(block[index * 2 + 1] ?? 0)
    }
  }
  reader.close()
  return { left: Float32Array.from(left), right: Float32Array.from(right) }
}

/** The level of one tone in decibels of full scale, from a second on and over a length (Goertzel). */
export function toneDb(samples: Float32Array, hertz: number, fromSeconds: number, seconds: number): number {
  const part = samples.subarray(Math.round(fromSeconds * 48_000), Math.round((fromSeconds + seconds) * 48_000))
  const turn = (2 * Math.PI * hertz) / 48_000
  let [cosine, sine] = [0, 0]
  part.forEach((sample, index) => {
    cosine += sample * Math.cos(turn * index)
    sine += sample * Math.sin(turn * index)
  })
  return 20 * Math.log10((2 * Math.hypot(cosine, sine)) / part.length + 1e-9)
}

/** The level of everything in decibels. */
export function levelDb(samples: Float32Array, fromSeconds: number, toSeconds: number): number {
  const part = samples.subarray(Math.round(fromSeconds * 48_000), Math.round(toSeconds * 48_000))
  return 10 * Math.log10(part.reduce((sum, sample) => sum + sample * sample, 1e-12) / part.length)
}

/** When sounds begin, in milliseconds: louder than `above` after at least `quietMs` that were not. */
export function onsetsMs(samples: Float32Array, quietMs = 100, above = 0.05): number[] {
  const found: number[] = []
  let last = -Infinity
  samples.forEach((sample, index) => {
    if (Math.abs(sample) <= above) return
    if (index - last > quietMs * 48) found.push(index / 48)
    last = index
  })
  return found
}
