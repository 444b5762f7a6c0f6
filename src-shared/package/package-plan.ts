import type { AssetId } from '../project/ids.ts'
import type { Ticks } from '../time/ticks.ts'
import type { SuppliedLibrary } from './h5p/supplied-libraries.ts'
import type { PlayerChallenge } from '../quiz/player-lesson.ts'
import type { ExportRecord } from './export-record.ts'
import type { PrintedLesson } from './printed-lesson.ts'

/** What the studio can make today; the other formats of the platform table follow. */
export const packageFormats = ['scorm12', 'scorm2004', 'cmi5', 'web', 'h5p', 'cc11', 'cc13', 'qti21', 'media'] as const
export type PackageFormat = (typeof packageFormats)[number]

/** How a file of each format ends; platforms look at it. */
export const packageEndings: Readonly<Record<PackageFormat, '.zip' | '.h5p' | '.imscc'>> = {
  scorm12: '.zip',
  scorm2004: '.zip',
  cmi5: '.zip',
  web: '.zip',
  h5p: '.h5p',
  cc11: '.imscc',
  cc13: '.imscc',
  qti21: '.zip',
  media: '.zip',
}

/** The packages that carry our player; each tells it whom to report to. */
export type PlayerRuntime = Extract<PackageFormat, 'scorm12' | 'scorm2004' | 'cmi5' | 'web'>

export const renderPresets = ['lms', 'social', 'low', 'archive', 'source'] as const
export type RenderPreset = (typeof renderPresets)[number]

export type PackageOptions = {
  readonly preset: RenderPreset
  /** Which frame becomes the poster; null leaves it to the first second. */
  readonly posterTicks: Ticks | null
  /** What a package of H5P that the user chose brings along; null leaves the libraries to the platform. */
  readonly h5pLibraries?: readonly SuppliedLibrary[] | null
  /** Which version of the lesson it is; packages of ours carry it, manifests name it. */
  readonly record?: ExportRecord | null
}

/** One entry of the zip. Paths use "/", are safe in URLs and unique whatever the case of their letters. */
export type PlannedFile =
  | { readonly kind: 'text'; readonly path: string; readonly text: string }
  /** A file of the built player (out/player), by its name there; the schemas of packages lie beside it. */
  | { readonly kind: 'player'; readonly path: string; readonly name: string }
  /** To be rendered before the package is written. */
  | { readonly kind: 'media'; readonly path: string; readonly media: PlannedMedia }
  /** Of the package whose libraries the user chose (`PackageOptions.h5pLibraries`), under the same path there. */
  | { readonly kind: 'library'; readonly path: string; readonly byteLength: number }
  /** An asset's own bytes. */
  | { readonly kind: 'asset'; readonly path: string; readonly assetId: AssetId }

export type PlannedMedia =
  /** The lesson as MP4 without burned captions: the player draws them. */
  | { readonly role: 'video'; readonly preset: RenderPreset; readonly burnCaptions: false }
  /** A JPEG of one frame. */
  | { readonly role: 'poster'; readonly atTicks: Ticks }
  /** A PDF. */
  | ({ readonly role: 'brief' } & Printed)
  /** A JPEG; the picture behind the words is the film's. */
  | ({ readonly role: 'challenge-poster'; readonly atTicks: Ticks } & Printed)

type Printed = { readonly challenge: PlayerChallenge; readonly lesson: PrintedLesson }

/** Everything that goes into a package, sorted by path. Pure data: main renders, reads and zips. */
export type PackagePlan = {
  readonly format: PackageFormat
  readonly lessonId: string
  readonly title: string
  readonly files: readonly PlannedFile[]
}
