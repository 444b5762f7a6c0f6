/** A library of H5P as content names it: machine name and the version whose parameters we write. */
export type H5pLibrary = { readonly machineName: string; readonly majorVersion: number; readonly minorVersion: number }

export const mainLibraryName = 'H5P.InteractiveVideo'

/** Interactive Video whose parameters we know: 1.27 is of core API 1.27; 1.28 differs in nothing that we write. */
export const knownMainMinors: readonly number[] = [27, 28]

type Names = readonly string[]

/** The set of July 2025 (core API 1.27) from each library.json: version and what it loads itself. */
const table = {
  'H5P.InteractiveVideo': ['1.27', ['FontAwesome', 'jQuery.ui', 'H5P.Video', 'H5P.DragNBar', 'H5P.Components']],
  'H5P.MultiChoice': ['1.16', ['FontAwesome', 'H5P.JoubelUI', 'H5P.Question']],
  'H5P.TrueFalse': ['1.8', ['FontAwesome', 'H5P.Question', 'H5P.JoubelUI', 'H5P.FontIcons']],
  'H5P.Blanks': ['1.14', ['FontAwesome', 'H5P.Question', 'H5P.JoubelUI', 'H5P.TextUtilities']],
  'H5P.DragText': ['1.10', ['FontAwesome', 'jQuery.ui', 'H5P.JoubelUI', 'H5P.Question']],
  'H5P.FreeTextQuestion': ['1.0', ['H5P.CKEditor', 'FontAwesome']],
  'H5P.Questionnaire': ['1.3', ['H5P.OpenEndedQuestion', 'H5P.SimpleMultiChoice', 'FontAwesome']],
  'H5P.SimpleMultiChoice': ['1.1', []],
  'H5P.OpenEndedQuestion': ['1.0', []],
  'H5P.Summary': ['1.10', ['FontAwesome', 'H5P.JoubelUI', 'H5P.Question']],
  'H5P.Text': ['1.1', []],
  'H5P.Video': ['1.6', []],
  'H5P.DragNBar': ['1.5', ['H5P.DragNDrop', 'H5P.DragNResize', 'H5P.FontIcons']],
  'H5P.DragNDrop': ['1.1', []],
  'H5P.DragNResize': ['1.2', []],
  'H5P.Components': ['1.0', []],
  'H5P.Question': ['1.5', ['FontAwesome', 'H5P.JoubelUI', 'H5P.Components']],
  'H5P.JoubelUI': ['1.3', ['FontAwesome', 'H5P.Transition', 'H5P.FontIcons']],
  'H5P.Transition': ['1.0', []],
  'H5P.FontIcons': ['1.0', []],
  'H5P.TextUtilities': ['1.3', []],
  'H5P.CKEditor': ['1.0', []],
  FontAwesome: ['4.5', []],
  'jQuery.ui': ['1.10', []],
} as const satisfies Readonly<Record<string, readonly [version: string, dependencies: Names]>>

export type H5pLibraryName = keyof typeof table

const dependenciesOf = (name: H5pLibraryName): readonly H5pLibraryName[] => table[name][1]

/** The library in the version that we write for; Interactive Video in another that we know where a package brings that. */
export function h5pLibrary(machineName: H5pLibraryName, mainMinor: number): H5pLibrary {
  const [major = '1', minor = '0'] = table[machineName][0].split('.')
  const minorVersion = machineName === mainLibraryName ? mainMinor : Number(minor)
  return { machineName, majorVersion: Number(major), minorVersion }
}

/** As content names it: "H5P.MultiChoice 1.16". */
export function nameLibrary({ machineName, majorVersion, minorVersion }: H5pLibrary): string {
  return `${machineName} ${majorVersion}.${minorVersion}`
}

/** What a package must declare: what its content names and all that those load, each before what needs it. */
export function withDependencies(names: Iterable<H5pLibraryName>): readonly H5pLibraryName[] {
  const sorted = new Set<H5pLibraryName>()
  const add = (name: H5pLibraryName): void => {
    if (sorted.has(name)) return
    for (const dependency of dependenciesOf(name)) add(dependency)
    sorted.add(name)
  }
  for (const name of names) add(name)
  return [...sorted]
}
