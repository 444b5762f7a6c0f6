import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { transcriptSchema, type Transcript } from '#shared/speech/transcript.ts'
import type { Ticks } from '#shared/time/ticks.ts'
import { writeFileAtomically } from '../files/atomic-file.ts'
import { cacheVariant, type CacheSource } from '../import/media-cache.ts'

/** Raised where the engines hear the same sound differently than before. */
const version = 1

export type Stretch = { readonly startTicks: Ticks; readonly endTicks: Ticks }

/** What was listened to, and how: the same gives the same words. */
export type ListeningKey = {
  readonly source: CacheSource
  /** Null: the whole of it. */
  readonly stretch: Stretch | null
  readonly modelId: string
  readonly language: string | null
}

function transcriptFile(cacheFolder: string, { source, stretch, modelId, language }: ListeningKey): string {
  const told = JSON.stringify([version, cacheVariant(source), stretch?.startTicks, stretch?.endTicks, modelId, language])
  const name = createHash('sha256').update(told).digest('hex').slice(0, 32)
  return path.join(cacheFolder, 'transcripts', source.sha256.slice(0, 2), source.sha256, `${name}.json`)
}

async function read(cacheFolder: string, key: ListeningKey): Promise<Transcript | null> {
  try {
    return transcriptSchema.parse(JSON.parse(await readFile(transcriptFile(cacheFolder, key), 'utf8')))
  } catch {
    // Not there, or not whole: it is listened to again.
    return null
  }
}

/** What was heard before; a stretch may be part of the whole. Null where it has to be listened to. */
export async function findTranscript(cacheFolder: string, key: ListeningKey): Promise<Transcript | null> {
  const { stretch } = key
  const same = await read(cacheFolder, key)
  if (same !== null || stretch === null) return same
  const whole = await read(cacheFolder, { ...key, stretch: null })
  if (whole === null) return null
  const words = whole.words.filter(({ startTicks, endTicks }) => startTicks >= stretch.startTicks && endTicks <= stretch.endTicks)
  return { ...whole, words }
}

/** Keeps what was heard. It can be heard again: the file may be deleted at any time. */
export async function keepTranscript(cacheFolder: string, key: ListeningKey, transcript: Transcript): Promise<void> {
  await writeFileAtomically(transcriptFile(cacheFolder, key), JSON.stringify(transcript))
}
