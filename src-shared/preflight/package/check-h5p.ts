import { z } from '../../base/zod.ts'
import { find, nameText, type PreflightFinding } from '../finding.ts'
import type { ManifestFacts } from './check-ims-manifest.ts'
import { checkNamed, readJson, type PackageFiles } from './package-files.ts'

const file = 'h5p.json'
const rule = (text: string): PreflightFinding => find('package.manifest-rule', { of: text, params: { file, rule: text } })

/** What H5P's specification demands of h5p.json. */
const packageSchema = z.looseObject({
  title: z.string().default(''),
  language: z.string().optional(),
  mainLibrary: z.string(),
  preloadedDependencies: z.array(
    z.looseObject({ machineName: z.string(), majorVersion: z.coerce.number(), minorVersion: z.coerce.number() }),
  ),
})

/** Looks an H5P package through: what it says of itself, and whether the files of its content are there. */
export function checkH5p(files: PackageFiles): ManifestFacts {
  const parsed = packageSchema.safeParse(readJson(files.read(file)))
  if (!parsed.success) {
    const reason = parsed.error.issues[0]?.message ?? 'it is no JSON'
    return {
      findings: [find('package.manifest-broken', { params: { file, reason } })],
      title: '',
      standard: 'H5P',
      startPages: [],
    }
  }
  const { title, mainLibrary, preloadedDependencies } = parsed.data
  const content = readJson(files.read('content/content.json'))
  const named = [...new Set(listPaths(content, 0))]
  const findings = [
    ...(preloadedDependencies.some(({ machineName }) => machineName === mainLibrary)
      ? []
      : [rule(`is shown by “${mainLibrary}”, which its preloadedDependencies do not name.`)]),
    ...(content === null
      ? [find('package.manifest-broken', { params: { file: 'content/content.json', reason: 'it is no JSON' } })]
      : []),
    ...named.flatMap((path) => checkNamed(`content/${path}`, files)),
    ...(title.trim() === '' ? [find('package.no-title', { params: { file } })] : []),
  ]
  const libraries = files.paths.some((path) => path.endsWith('/library.json'))
  const standard = `H5P, ${mainLibrary}, ${libraries ? 'with its libraries' : 'content only: the platform must have its libraries'}`
  return { findings, title: nameText(title, 200), standard, startPages: [] }
}

/** Every file that content names: an object with a path that is no address on the web. */
function listPaths(value: unknown, depth: number): readonly string[] {
  if (typeof value !== 'object' || value === null || depth > 60) return []
  const own =
    'path' in value && typeof value.path === 'string' && /^[\w-]+\/[^:]+$/.test(value.path)
      ? [value.path.replace(/#tmp$/, '')]
      : []
  return [...own, ...Object.values(value).flatMap((each: unknown) => listPaths(each, depth + 1))]
}
