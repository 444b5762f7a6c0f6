/** What a package is, as far as trying it differs. */
export const packageKinds = ['scorm12', 'scorm2004', 'cmi5', 'web', 'h5p', 'cartridge', 'question-bank'] as const
export type PackageKind = (typeof packageKinds)[number]

/** In which a lesson of the library can be tried: those that play here, the usual one first. */
export const triedFormats = ['scorm12', 'scorm2004', 'cmi5', 'web', 'h5p'] as const satisfies readonly PackageKind[]
export type TriedFormat = (typeof triedFormats)[number]

/** What can be started in a package: one of the lessons in it. */
export type PackageStart = {
  readonly title: string
  /** Path and query inside the package. */
  readonly address: string
  /** Per cent; null where the package sets none. */
  readonly passMark: number | null
  /** Of cmi5: what it takes to go on. */
  readonly moveOn: string | null
}
