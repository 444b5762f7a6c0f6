import type { ExportRecord } from '#shared/package/export-record.ts'
import type { PackageFormat, RenderPreset } from '#shared/package/package-plan.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { OutputChoice } from '#shared/render-plan/presets.ts'
import type { CopySummary } from '#shared/render-plan/smart/sum-copies.ts'
import type { Ticks } from '#shared/time/ticks.ts'
import type { MediaEngine } from '../media/media-engine.ts'
import type { EncoderFacts, MediaFile, RenderProgress } from '../media/messages.ts'

export type ExportOrder = {
  readonly document: LessonDocument
  /** Where the files of its assets lie. */
  readonly files: readonly MediaFile[]
  /** What else it was made from (lesson file, caption files), which no target may overwrite either. */
  readonly sources: readonly string[]
  /** SHA-256 by asset id that files must still have; those not named were read a moment ago. */
  readonly frozenHashes: Readonly<Record<string, string>>
  /** `mp4` stands for every plain video. */
  readonly format: 'mp4' | PackageFormat
  /** Which version of the lesson the package says it is. */
  readonly record?: ExportRecord | null
  readonly preset: RenderPreset
  /** A size holds for the whole package; its player knows no codec but H.264. */
  readonly choice?: OutputChoice | null
  /** The frame that goes beside a plain video as a JPEG. */
  readonly posterTicks?: Ticks | null
  /** Names whose works it uses beside a plain video, also where no licence asks for that; packages always do. */
  readonly credits?: boolean
  /** An .h5p file of the user whose libraries go into packages of H5P; null leaves them to the platform. */
  readonly h5pLibraries?: string | null
  /** Into the picture of a plain video; packages draw captions themselves. */
  readonly burnCaptions: boolean
  /** The final name: .mp4, .webm for VP9, .zip for a package. Captions of a video go beside it. */
  readonly outputFile: string
}

export type ExportServices = {
  readonly media: MediaEngine
  /** The built player (out/player). */
  readonly playerFolder: string
  /** An existing folder; packages make one of their own in it, in which the video is rendered before it is packed. */
  readonly workFolder: string
}

export type ExportContext = {
  readonly signal: AbortSignal
  /** `fraction`: 0 to 1 of the whole export. */
  readonly report: (stage: ExportStage, fraction: number) => void
  /** Hears the file name of a clip whose picture came out partly guessed. */
  readonly tellDamaged: (fileName: string) => void
  /** Hears which encoder made the video. */
  readonly tellEncoder?: (facts: EncoderFacts) => void
  /** Hears how much of the picture was copied, where the export was to copy. */
  readonly tellCopied?: (summary: CopySummary) => void
  /** Is waited for with all files that will be written, before the first is. */
  readonly whenNamed?: (files: readonly string[]) => Promise<void>
  /** Is waited for with the finished video in its hand, before that is packed: to take pictures of it. */
  readonly whenRendered?: (videoFile: string) => Promise<void>
  /** Resolves at once, or when the user lets a paused export go on; the renderer itself waits by its own means. */
  readonly whenRunning?: () => Promise<void>
}

export type ExportStage = 'plan' | RenderProgress['stage'] | 'poster' | 'captions' | 'package'

export type ExportedFile = { readonly path: string; readonly byteLength: number }
