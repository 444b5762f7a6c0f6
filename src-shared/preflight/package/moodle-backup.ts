import { poolPath } from '../../package/course/moodle/records.ts'
import { find, type PreflightFinding } from '../finding.ts'
import type { PackageFiles } from './package-files.ts'
import { childrenOf, readXml, walk, type XmlElement } from './xml-tree.ts'

/** The package of one activity as it was unpacked on the platform: its files under their own names. */
export type BackedUpLesson = {
  readonly name: string
  /** Where the pool of the backup keeps each of its paths. */
  readonly places: ReadonlyMap<string, string>
}

export type MoodleBackup = {
  readonly title: string
  readonly lessons: readonly BackedUpLesson[]
  readonly findings: readonly PreflightFinding[]
}

/**
 * Reads a course as Moodle 2 and newer back it up (a zip with moodle_backup.xml): every file lies in one pool under the SHA-1 of its bytes,
 * and files.xml says what it is. Only the packages of SCORM activities are lessons. Null for what is no such backup.
 */
export function readMoodleBackup({ paths, read }: PackageFiles): MoodleBackup | null {
  const described = read('moodle_backup.xml')
  if (described === null) return null
  const listed = readXml(read('files.xml') ?? '<files/>')
  const about = readXml(described)
  const broken = [
    ['moodle_backup.xml', about],
    ['files.xml', listed],
  ] as const
  const findings = broken.flatMap(([file, result]) =>
    result.ok ? [] : [find('package.manifest-broken', { of: file, params: { file, reason: result.error } })],
  )
  const files = (listed.ok ? childrenOf(listed.value, 'file') : []).filter((file) => textOf(file, 'component') === 'mod_scorm')
  const pool = new Set(paths)
  const lessons = [...Map.groupBy(files, (file) => textOf(file, 'contextid')).values()].map((own): BackedUpLesson => {
    const packed = own.find((file) => textOf(file, 'filearea') === 'package' && textOf(file, 'filename') !== '.')
    const content = own.filter((file) => textOf(file, 'filearea') === 'content' && textOf(file, 'filename') !== '.')
    return {
      name: textOf(packed, 'filename').replace(/\.zip$/i, ''),
      places: new Map(
        content.map((file) => [
          `${textOf(file, 'filepath')}${textOf(file, 'filename')}`.slice(1),
          poolPath(textOf(file, 'contenthash')),
        ]),
      ),
    }
  })
  const missing = lessons.flatMap(({ name, places }) =>
    [...places].flatMap(([path, place]) => (pool.has(place) ? [] : `${name}/${path}`)),
  )
  const [title] = about.ok ? [...walk(about.value)].filter((element) => element.name === 'original_course_fullname') : []
  return {
    title: title?.text ?? '',
    lessons: lessons.map(({ name, places }) => ({ name, places: new Map([...places].filter(([, place]) => pool.has(place))) })),
    findings: [...findings, ...missing.map((path) => find('package.file-missing', { of: path, params: { path } }))],
  }
}

/** As the check of one lesson found it, said of the lesson in the backup. */
export function inLesson(finding: PreflightFinding, lesson: string): PreflightFinding {
  const named = ['path', 'file', 'actual'].flatMap((name) => {
    const value = finding.params[name]
    return value === undefined ? [] : [[name, `${lesson}/${value}`] as const]
  })
  return { ...finding, key: `${finding.key}:${lesson}`, params: { ...finding.params, ...Object.fromEntries(named) } }
}

function textOf(element: XmlElement | undefined, name: string): string {
  return childrenOf(element, name)[0]?.text.trim() ?? ''
}
