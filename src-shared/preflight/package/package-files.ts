import { find, type PreflightFinding } from '../finding.ts'

/** What lies in a package: paths with "/" as the zip spells them. */
export type PackageFiles = {
  readonly paths: readonly string[]
  /** The text of a file; null where there is none or it is too large for a text. */
  readonly read: (path: string) => string | null
}

/** Whether a file that is named is there, with every letter as it is. Addresses on the web are looked at elsewhere. */
export function checkNamed(named: string, { paths }: PackageFiles): readonly PreflightFinding[] {
  const path = plainPath(named)
  if (path === '' || paths.includes(path)) return []
  const actual = paths.find((each) => each.normalize('NFC').toLowerCase() === path.normalize('NFC').toLowerCase())
  if (actual !== undefined) return [find('package.file-case', { of: path, params: { path, actual } })]
  return [find('package.file-missing', { of: path, params: { path } })]
}

/** Without query, fragment and escapes, and with its dots resolved; empty for an address on the web. */
export function plainPath(href: string): string {
  if (/^[a-z][a-z0-9+.-]*:/i.test(href)) return ''
  const bare = href.replace(/[?#].*$/s, '')
  const parts: string[] = []
  for (const part of decode(bare).replaceAll('\\', '/').split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A lone percent sign belongs to the name.
    return text
  }
}

/** Reads JSON of a stranger; null where it is none. */
export function readJson(text: string | null): unknown {
  if (text === null) return null
  try {
    return JSON.parse(text)
  } catch {
    // Whoever asked for it tells that it is none.
    return null
  }
}
