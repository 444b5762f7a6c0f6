import type { Metadata } from '../../project/schema/document.ts'
import { describeVersion, type ExportRecord } from '../export-record.ts'
import { mainLibraryName, type H5pLibrary } from './libraries.ts'

const creativeCommons = /^CC[- ](BY(?:-(?:NC-SA|NC-ND|NC|SA|ND))?)[- ](\d\.\d)$/i
const licenceVersions = ['1.0', '2.0', '2.5', '3.0', '4.0']

type Licence = { readonly license: string; readonly licenseVersion?: string; readonly licenseExtras?: string }

/** H5P knows Creative Commons and a few more; other words stay what they are, beside "undisclosed". */
function writeLicence(licence: string): Licence {
  const words = licence.trim()
  const [, terms, version] = creativeCommons.exec(words) ?? []
  if (terms !== undefined && version !== undefined && licenceVersions.includes(version))
    return { license: `CC ${terms.toUpperCase()}`, licenseVersion: version }
  if (/^CC0([- ]1\.0)?$/i.test(words)) return { license: 'CC0 1.0', licenseVersion: '1.0' }
  return words === '' ? { license: 'U' } : { license: 'U', licenseExtras: cut(words, 5000) }
}

/** Whole characters only, one line. */
function cut(text: string, mostUnits: number): string {
  let taken = ''
  for (const character of text.replaceAll(/\s+/g, ' ').trim()) {
    if (taken.length + character.length > mostUnits) break
    taken += character
  }
  return taken
}

/** H5P takes letters and hyphens, ten at most. */
function writeLanguage(language: string): string {
  if (/^[-a-zA-Z]{1,10}$/.test(language)) return language
  return /^[a-zA-Z]{2,8}/.exec(language)?.[0] ?? 'und'
}

/** `h5p.json`: what the package is, and every library that plays it. */
export function writeH5pJson(metadata: Metadata, libraries: readonly H5pLibrary[], record: ExportRecord | null): string {
  const language = writeLanguage(metadata.language)
  const description = metadata.description.trim()
  const data = {
    title: cut(metadata.title, 255) || 'Lesson',
    language,
    defaultLanguage: language,
    mainLibrary: mainLibraryName,
    embedTypes: ['iframe'],
    ...writeLicence(metadata.licence),
    authors: metadata.authors
      .map((name) => cut(name, 255))
      .filter((name) => name !== '')
      .map((name) => ({ name, role: 'Author' })),
    ...(description !== '' && { metaDescription: cut(description, 5000) }),
    ...(metadata.keywords.length > 0 && { metaKeywords: metadata.keywords.map((word) => cut(word, 255)).join(', ') }),
    // H5P's list of changes wants a date for each, which no record holds.
    ...(record !== null && { authorComments: cut(describeVersion(record), 5000) }),
    preloadedDependencies: libraries,
  }
  return `${JSON.stringify(data, null, 2)}\n`
}
