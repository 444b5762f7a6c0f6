import { listLessonFiles } from '../../trial/lesson-files.ts'
import { find, nameText, type PreflightFinding } from '../finding.ts'
import { checkCourseStructure } from './check-course-structure.ts'
import { checkH5p } from './check-h5p.ts'
import { checkImsManifest, type ManifestFacts } from './check-ims-manifest.ts'
import { checkPageAccess } from './check-page-access.ts'
import { checkNamed, plainPath, readJson, type PackageFiles } from './package-files.ts'

export type CheckedPackage = {
  readonly findings: readonly PreflightFinding[]
  readonly title: string
  readonly standard: string
}

/** Everything that can be said of a package without decoding its media. */
export function checkPackage(files: PackageFiles): CheckedPackage {
  const { findings: ofManifest, title, standard, startPages } = checkManifest(files)
  return {
    title,
    standard,
    // Manifest, page and lesson may want the same file.
    findings: withoutRepeats([
      ...ofManifest,
      ...startPages.flatMap((path) => checkPage(path, files)),
      ...checkPageAccess(files),
      ...checkPlayer(files),
      ...checkCaptions(files),
      ...files.paths
        .filter((path) => /\.swf$/i.test(path))
        .map((path) => find('package.flash-content', { of: path, params: { path } })),
      ...files.paths
        .filter((path) => /(^|\/)(__MACOSX\/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|\.git\/)/i.test(path))
        .slice(0, 1)
        .map((path) => find('package.junk', { params: { path } })),
    ]),
  }
}

function withoutRepeats(findings: readonly PreflightFinding[]): readonly PreflightFinding[] {
  return [...new Map(findings.map((finding) => [finding.key, finding])).values()]
}

function checkManifest(files: PackageFiles): ManifestFacts {
  const has = (path: string): boolean => files.paths.includes(path)
  if (has('imsmanifest.xml')) return checkImsManifest(files)
  if (has('cmi5.xml')) return checkCourseStructure(files)
  if (has('h5p.json')) return checkH5p(files)
  if (has('index.html')) return checkWebPage(files)
  const deep = files.paths.find((path) => /\/(imsmanifest\.xml|cmi5\.xml|h5p\.json)$/i.test(path))
  const upper = files.paths.find((path) => /^(imsmanifest\.xml|cmi5\.xml|h5p\.json)$/i.test(path))
  const found = upper
    ? find('package.file-case', { of: upper, params: { path: upper.toLowerCase(), actual: upper } })
    : deep
      ? find('package.manifest-deep', { params: { folder: deep.slice(0, deep.lastIndexOf('/')) } })
      : find('package.no-manifest')
  return { findings: [found], title: '', standard: '', startPages: [] }
}

function checkWebPage({ read }: PackageFiles): ManifestFacts {
  const title = nameText(/<title>([^<]*)<\/title>/i.exec(read('index.html') ?? '')?.[1] ?? '', 200)
  const findings = title === '' ? [find('package.no-title', { params: { file: 'index.html' } })] : []
  return { findings, title, standard: 'a web page', startPages: ['index.html'] }
}

/** Attributes by which a page loads something at once. A tag ends before the next: else a hostile page would take forever. */
const loads =
  /<(?:script|img|source|video|audio|iframe|track)\b[^<>]*?\bsrc\s*=\s*["']([^"']+)|<link\b[^<>]*?\bhref\s*=\s*["']([^"']+)/gi

function checkPage(path: string, files: PackageFiles): readonly PreflightFinding[] {
  const html = /\.x?html?$/i.test(path) ? files.read(path) : null
  if (html === null) return []
  const named = [...html.matchAll(loads)].flatMap(([, src, href]) => src ?? href ?? [])
  const hosts = named.flatMap((address) => /^(?:https?:)?\/\/([^/?#]+)/i.exec(address)?.[1] ?? [])
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  const local = named.filter((address) => !/^(?:[a-z][a-z0-9+.-]*:|\/\/|\/|#)/i.test(address))
  return [
    ...(/<html\b[^<>]*\blang\s*=\s*["']?[a-z]/i.test(html) ? [] : [find('package.no-language', { of: path, params: { path } })]),
    ...[...new Set(hosts)].map((host) => find('package.outside', { of: `${path}-${host}`, params: { path, host } })),
    ...[...new Set(local)].flatMap((address) => checkNamed(`${folder}${address}`, files)),
  ]
}

/** Our own pages, and the lessons in them, name what they cannot do without. */
function checkPlayer(files: PackageFiles): readonly PreflightFinding[] {
  const { paths, read } = files
  const pages = paths.filter((path) => /(^|\/)index\.html$/.test(path) && (read(path) ?? '').includes('id="tidbit-player"'))
  return pages.flatMap((page) => {
    const folder = page.slice(0, page.lastIndexOf('/') + 1)
    const whole = ['player/player.js', 'player/lesson.js'].every((name) => paths.includes(plainPath(`${folder}${name}`)))
    if (!whole) return [find('package.no-player', { of: page })]
    const shown = listLessonFiles(read(plainPath(`${folder}player/lesson.js`)) ?? '')
    return shown.flatMap((name) => checkNamed(`${folder}${name}`, files))
  })
}

function checkCaptions(files: PackageFiles): readonly PreflightFinding[] {
  const { paths, read } = files
  const hasFilm = paths.some((path) => /\.(mp4|m4v|webm|mov|ogv)$/i.test(path))
  if (!hasFilm || paths.some((path) => /\.(vtt|srt|ttml|dfxp|sbv)$/i.test(path))) return []
  const lessons = paths.filter((path) => /(^|\/)player\/lesson\.js$/.test(path))
  return lessons.some((path) => hasCues(read(path))) ? [] : [find('package.no-captions')]
}

function hasCues(script: string | null): boolean {
  const lesson = readJson(script === null ? null : script.replace(/^[^{]*/, '').replace(/;\s*$/, ''))
  if (typeof lesson !== 'object' || lesson === null || !('captionTracks' in lesson) || !Array.isArray(lesson.captionTracks))
    return false
  return lesson.captionTracks.some(
    (track: unknown) =>
      typeof track === 'object' && track !== null && 'cues' in track && Array.isArray(track.cues) && track.cues.length > 0,
  )
}
