import path from 'node:path'
import { stat } from 'node:fs/promises'
import type { EncoderFacts, RenderProgress } from '#main/core/media/messages.ts'
import { appError } from '#shared/messages/app-error.ts'
import type { EncoderRate } from '#shared/render-plan/plan-encoder.ts'
import { ticksToSeconds } from '#shared/time/ticks.ts'
import { openAudioEncoder } from './audio-encoder.ts'
import { audioTrack, encodePass, videoTrack, type PassSource } from './encode-pass.ts'
import { openByteCounter, openMovieWriter } from './movie-writer.ts'
import { openVideoEncoder, softwareEncoderName, type BitBudget } from './video-encoder.ts'

type Rate = Extract<EncoderRate, { kind: 'size' }>

type Options = {
  readonly source: PassSource
  readonly rate: Rate
  readonly instructions: string | null
  readonly outputFile: string
  /** An existing folder of the caller's, for the notes of the first pass. */
  readonly workFolder: string
  readonly onProgress: (progress: RenderProgress) => void
}

/** Aimed at, and accepted, as shares of the limit. An encoder misses its average by a few per cent in a short clip. */
const goal = 0.97
const acceptedFrom = 0.93
/** Encodes after the first pass; each takes as long as a whole render. */
const mostTries = 5

/**
 * Encodes so that the file stays below a size and comes near it: a first pass looks through the pictures and measures the
 * sound, the second one spends what is left; where that misses, it is repeated with a corrected rate. Throws
 * `export.size-missed`.
 */
export async function encodeToSize({
  source,
  rate,
  instructions,
  outputFile,
  workFolder,
  onProgress,
}: Options): Promise<EncoderFacts> {
  const { plan, slices } = source
  const seconds = ticksToSeconds(plan.durationTicks)
  const bitsPerSecond = (bytes: number): number => Math.min(rate.maxBitsPerSecond, Math.max(1000, (bytes * 8) / seconds))
  const notesFile = path.join(workFolder, 'first-pass.log')
  const takesNotes = plan.encoder.video.codec !== 'vp9'

  async function encode(target: 'count' | 'file', budget: BitBudget, stage: RenderProgress['stage']) {
    using open = new DisposableStack()
    const video = open.adopt(openVideoEncoder(plan, instructions, budget), (encoder) => encoder.freeContext())
    const audio = open.adopt(openAudioEncoder(plan), (encoder) => encoder.freeContext())
    const writer = open.adopt(
      target === 'count'
        ? openByteCounter([video, audio])
        : openMovieWriter(outputFile, [{ encoder: video }, { encoder: audio }], plan.encoder.container, plan.textTracks),
      (each) => each.close(),
    )
    await encodePass(source, { prepare: (picture) => picture }, writer, (fraction) => onProgress({ stage, fraction }))
    writer.finish()
    return { videoBytes: writer.byteLength(videoTrack), audioBytes: writer.byteLength(audioTrack) }
  }

  let audioBytes = (plan.encoder.audio.bitsPerSecond / 8) * seconds
  let containerBytes = guessContainer(plan.frameCount, seconds)
  const wanted = (): number => rate.maxBytes * goal - audioBytes - containerBytes
  if (takesNotes) {
    const notes = { pass: 'first', file: notesFile } as const
    const counted = await encode('count', { bitsPerSecond: bitsPerSecond(wanted()), notes }, 'analyse')
    audioBytes = counted.audioBytes
  }
  const below: Attempt[] = []
  const above: Attempt[] = []
  let spent = wanted()
  let byteLength = 0
  for (let tries = 1; tries <= mostTries; tries += 1) {
    const notes = takesNotes ? ({ pass: 'second', file: notesFile } as const) : null
    const made = await encode('file', { bitsPerSecond: bitsPerSecond(spent), notes }, tries === 1 ? 'encode' : 'correct')
    byteLength = (await stat(outputFile)).size
    await slices.pause()
    audioBytes = made.audioBytes
    containerBytes = byteLength - made.videoBytes - made.audioBytes
    const isBelow = byteLength <= rate.maxBytes
    const atCeiling = bitsPerSecond(spent) >= rate.maxBitsPerSecond
    if (isBelow && (byteLength >= rate.maxBytes * acceptedFrom || atCeiling || tries === mostTries))
      return { name: softwareEncoderName(plan), hardware: false, passes: tries + (takesNotes ? 1 : 0) }
    const known = isBelow ? below : above
    known.push({ spent, made: made.videoBytes })
    // The last try repeats the best one that was below, which comes out the same.
    const best = tries + 1 === mostTries ? below.toSorted((one, other) => other.made - one.made)[0] : undefined
    spent = best?.spent ?? nextSpent(below, above, { spent, made: made.videoBytes }, wanted())
  }
  throw appError('export.size-missed', { maxBytes: rate.maxBytes, byteLength })
}

/** Tables of an MP4: some 20 bytes a picture and 12 a frame of sound, and a head. The first encode tells exactly. */
function guessContainer(frames: number, seconds: number): number {
  return 2500 + frames * 20 + seconds * 47 * 12
}

type Attempt = { readonly spent: number; readonly made: number }

/** Between what came out too small and too large where both are known; short clips answer more steeply than in proportion. */
function nextSpent(below: readonly Attempt[], above: readonly Attempt[], last: Attempt, wanted: number): number {
  const low = below.toSorted((one, other) => other.made - one.made)[0]
  const high = above.toSorted((one, other) => one.made - other.made)[0]
  if (!low || !high || high.made <= low.made) return (last.spent * wanted) / last.made
  return low.spent + ((high.spent - low.spent) * (wanted - low.made)) / (high.made - low.made)
}
