import {
  h5pLibrary,
  knownMainMinors,
  mainLibraryName,
  nameLibrary,
  withDependencies,
  type H5pLibrary,
  type H5pLibraryName,
} from './libraries.ts'

/** A library in a package that the user gave: its `library.json`, and its files with their paths in the zip. */
export type SuppliedLibrary = H5pLibrary & {
  readonly folder: string
  readonly dependencies: readonly H5pLibrary[]
  readonly files: readonly { readonly path: string; readonly byteLength: number }[]
}

export type LibrarySelection = {
  /** Of Interactive Video, in the version that the content is then written for. */
  readonly mainMinor: number
  /** What is needed, each before what needs it. */
  readonly libraries: readonly SuppliedLibrary[]
  /** Named with the version that is needed, such as "H5P.MultiChoice 1.16 (the file has 1.14)". */
  readonly missing: readonly string[]
}

/**
 * Chooses from a package's libraries what content needs: the ones it names in the versions that we write for, and whatever
 * those load in their own words. Nothing else of the package travels on.
 */
export function selectLibraries(names: readonly H5pLibraryName[], supplied: readonly SuppliedLibrary[]): LibrarySelection {
  const mainMinor = knownMainMinors.toReversed().find((minor) => findLibrary(h5pLibrary(mainLibraryName, minor), supplied)) ?? 27
  const chosen = new Map<string, SuppliedLibrary>()
  const missing = new Set<string>()
  const take = (wanted: H5pLibrary): void => {
    const key = nameLibrary(wanted)
    if (chosen.has(key) || missing.has(key)) return
    const found = findLibrary(wanted, supplied)
    if (!found) {
      missing.add(key)
      return
    }
    // Before its dependencies, so that a circle ends; moved behind them afterwards.
    chosen.set(key, found)
    for (const dependency of found.dependencies) take(dependency)
    chosen.delete(key)
    chosen.set(key, found)
  }
  for (const name of [...names, mainLibraryName] as const) take(h5pLibrary(name, mainMinor))
  return { mainMinor, libraries: [...chosen.values()], missing: [...missing].map((key) => describeMissing(key, supplied)) }
}

const findLibrary = (wanted: H5pLibrary, supplied: readonly SuppliedLibrary[]): SuppliedLibrary | undefined =>
  supplied.find((library) => nameLibrary(library) === nameLibrary(wanted))

function describeMissing(key: string, supplied: readonly SuppliedLibrary[]): string {
  const [name = ''] = key.split(' ')
  const others = supplied.filter(({ machineName }) => machineName === name)
  if (others.length === 0) return key
  return `${key} (the file has ${others.map(({ majorVersion, minorVersion }) => `${majorVersion}.${minorVersion}`).join(', ')})`
}

/** What `h5p.json` declares: of the platform's own libraries, or of those that travel along. */
export function declareLibraries(names: readonly H5pLibraryName[], selection: LibrarySelection | null): readonly H5pLibrary[] {
  if (selection === null) return withDependencies([...names, mainLibraryName]).map((name) => h5pLibrary(name, 27))
  return selection.libraries.map(({ machineName, majorVersion, minorVersion }) => ({ machineName, majorVersion, minorVersion }))
}
