import { readFile } from 'node:fs/promises'
import type { ImportedCue } from '#shared/caption/imported-captions.ts'
import { readWaveform } from '#shared/ipc/waveform-file.ts'
import type { FileFacts } from '#shared/lesson/compile-clips.ts'
import { describeCaptionNote } from '#shared/messages/caption-notes.ts'
import type { Span } from '#shared/project/timeline.ts'
import type { RecipeRow } from '#shared/recipe/fill-recipe.ts'
import type { RecipeNeeds } from '#shared/recipe/find-needs.ts'
import type { RowFacts } from '#shared/recipe/making.ts'
import { findQuiet } from '#shared/speech/find-silences.ts'
import type { SpeechModelId } from '#shared/speech/models.ts'
import { captionLimitMb, parseCaptions } from '../captions-import/parse-captions.ts'
import { readSmallFile } from '../files/read-small-file.ts'
import { describeAsset } from '../import/import-media.ts'
import { cacheFile, findCached, passFolder } from '../import/media-cache.ts'
import { repairMedia } from '../import/repair-media.ts'
import type { ProbeReport } from '../media/messages.ts'
import type { SpeechModels } from '../speech/speech-models.ts'
import { knownShotCuts } from '../speech/shot-cuts.ts'
import { transcribeAsset } from '../speech/transcribe-asset.ts'
import { recordingOf } from '../split/split-job.ts'
import type { BatchWorker } from './batch-worker.ts'
import type { SharedFacts, TemplateSource } from './shared-facts.ts'

/** What the facts of a row are found out with. */
export type FactServices = BatchWorker & {
  readonly shared: SharedFacts
  readonly models: Pick<SpeechModels, 'use'>
  /** For mended copies, waveforms and transcripts, by content. */
  readonly cacheFolder: string
  readonly log: (thrown: unknown) => void
}

/** A row whose files were found. */
export type LocatedRow = {
  readonly row: RecipeRow
  readonly needs: RecipeNeeds
  /** Where the files lie that recipe and row name, by what they write. */
  readonly files: ReadonlyMap<string, string>
  readonly template: TemplateSource | null
  /** Chosen for the language; null where nobody has to listen. */
  readonly speechModelId: SpeechModelId | null
}

type Options = { readonly signal: AbortSignal; readonly onProgress: (fraction: number) => void }

export type GatheredFacts = { readonly facts: RowFacts; readonly warnings: readonly string[] }

/** Finds out all that a recipe wants to know of a row. Throws `file.*`, `media.*`, `captions.*`, `speech.*`, `cancelled`. */
export async function gatherFacts(located: LocatedRow, services: FactServices, options: Options): Promise<GatheredFacts> {
  const { row, needs, files, template } = located
  const { media, shared } = services
  const { signal } = options
  const clip = await examineClip(fileOf(files, row.clip), services, signal)
  const examined = new Map<string, FileFacts>([[row.clip, clip]])
  for (const name of needs.media)
    if (!examined.has(name)) examined.set(name, await shared.examine(fileOf(files, name), media, signal))
  const captions = await readCaptionFiles(located, signal)
  return {
    facts: {
      media: examined,
      captions: captions.cues,
      heard: await listen(located, clip, services, options),
      quiet: needs.quietBelowDb === null ? null : await findQuietStretches(located, clip, needs.quietBelowDb, services, signal),
      template: template === null ? null : await shared.template(template, media, signal),
    },
    warnings: captions.warnings,
  }
}

/** What was found out about the clip, or about its mended copy, which plans then read. */
async function examineClip(file: string, services: FactServices, signal: AbortSignal): Promise<ProbeReport> {
  return repairMedia(file, await services.media.probe(file, { signal }), services, signal)
}

function fileOf(files: ReadonlyMap<string, string>, name: string): string {
  const file = files.get(name)
  if (file === undefined) throw new Error(`“${name}” was not looked for`)
  return file
}

async function readCaptionFiles({ needs, files }: LocatedRow, signal: AbortSignal) {
  const cues = new Map<string, readonly ImportedCue[]>()
  const warnings: string[] = []
  for (const { file: name } of needs.captionFiles) {
    const file = files.get(name)
    // One that may be missing is.
    if (file === undefined || cues.has(name)) continue
    const found = parseCaptions(await readSmallFile(file, captionLimitMb, signal), name)
    cues.set(name, found.cues)
    warnings.push(...found.report.map((note) => `${name}: ${describeCaptionNote(note)}`))
  }
  return { cues, warnings }
}

async function listen(
  { row, needs, files, speechModelId }: LocatedRow,
  clip: ProbeReport,
  { media, deriveMedia, models, cacheFolder, log }: FactServices,
  { signal, onProgress }: Options,
): Promise<RowFacts['heard']> {
  if (needs.speech === null || speechModelId === null || !clip.interpretation?.audio) return null
  const asset = describeAsset(fileOf(files, row.clip), clip)
  const order = { asset, stretch: null, modelId: speechModelId, language: needs.speech.language }
  const { language, words } = await transcribeAsset(
    order,
    { media, deriveMedia, models, cacheFolder, log },
    { signal, onProgress: ({ fraction }) => onProgress(fraction) },
  )
  return { language, words, shotCuts: await knownShotCuts(cacheFolder, asset) }
}

/** Where the clip is quieter than a level, on its own clock; nowhere for one without sound. */
async function findQuietStretches(
  { row, files }: LocatedRow,
  clip: ProbeReport,
  belowDb: number,
  { deriveMedia, cacheFolder }: FactServices,
  signal: AbortSignal,
): Promise<readonly Span[]> {
  const { interpretation, sha256 } = clip
  if (!interpretation?.audio) return []
  const waveformFile = cacheFile(cacheFolder, clip, 'waveform')
  if ((await findCached(cacheFolder, clip, 'waveform')) === null) {
    const { path } = recordingOf(describeAsset(fileOf(files, row.clip), clip), cacheFolder)
    const wanted = { proxyFile: null, filmstripFile: null, waveformFile, workFolder: passFolder(cacheFolder, clip) }
    await deriveMedia.derive({ path, sha256, interpretation, ...wanted }, { signal })
  }
  const bytes = await readFile(waveformFile)
  const waveform = readWaveform(Uint8Array.from(bytes).buffer)
  if (!waveform) return []
  const { peaks, count, peaksPerSecond } = waveform
  const levels = Array.from({ length: count }, (_, index) => peaks[index * 3 + 2] ?? 0)
  return findQuiet({ levels, levelsPerSecond: peaksPerSecond }, belowDb)
}
