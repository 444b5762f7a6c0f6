import type { PackageFormat, RenderPreset } from '#shared/package/package-plan.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { MediaEngine } from '../media/media-engine.ts'
import type { MediaFile } from '../media/messages.ts'

export type ExportOrder = {
  readonly document: LessonDocument
  /** Where the files of its assets lie. */
  readonly files: readonly MediaFile[]
  /** What else it was made from (lesson file, caption files), which no target may overwrite either. */
  readonly sources: readonly string[]
  /** SHA-256 by asset id that files must still have; those not named were read a moment ago. */
  readonly frozenHashes: Readonly<Record<string, string>>
  readonly format: 'mp4' | PackageFormat
  readonly preset: RenderPreset
  /** Into the picture of an MP4; packages draw captions themselves. */
  readonly burnCaptions: boolean
  /** The final name: .mp4, or .zip for a package. Captions of an MP4 go beside it. */
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
}

export type ExportStage = 'plan' | 'encode' | 'captions' | 'package'

export type ExportedFile = { readonly path: string; readonly byteLength: number }
