import { find, nameText, type PreflightFinding } from '../finding.ts'
import { checkNamed, plainPath, type PackageFiles } from './package-files.ts'
import { childrenOf, readXml, walk, type XmlElement } from './xml-tree.ts'

const file = 'imsmanifest.xml'

/** What a manifest of IMS content packaging (SCORM, Common Cartridge, QTI) says of its package. */
export type ManifestFacts = {
  readonly findings: readonly PreflightFinding[]
  readonly title: string
  /** For instance "ADL SCORM 1.2". */
  readonly standard: string
  readonly startPages: readonly string[]
}

const rule = (text: string): PreflightFinding => find('package.manifest-rule', { of: text, params: { file, rule: text } })

/** Looks a manifest through for what keeps platforms from taking a package. */
export function checkImsManifest(files: PackageFiles): ManifestFacts {
  const source = files.read(file)
  const parsed = source === null ? null : readXml(source)
  if (!parsed?.ok) {
    const reason = parsed ? parsed.error : 'it is too large'
    return { findings: [find('package.manifest-broken', { params: { file, reason } })], title: '', standard: '', startPages: [] }
  }
  const manifest = parsed.value
  const elements = [...walk(manifest)]
  const resources = elements.filter(({ name }) => name === 'resource')
  const organizations = elements.filter(({ name }) => name === 'organization')
  const schema = elements.find(({ name }) => name === 'schema')?.text.trim() ?? ''
  const version = elements.find(({ name }) => name === 'schemaversion')?.text.trim() ?? ''
  const title = titleOf(manifest, organizations)
  const launched = launchedResources(organizations, resources)
  return {
    title,
    standard: `${schema} ${version}`.trim(),
    startPages: launched.flatMap(({ attributes }) =>
      attributes['href'] ? [plainPath(withBase(manifest, attributes['href'], attributes))] : [],
    ),
    findings: [
      ...(manifest.name === 'manifest' ? [] : [rule(`begins with <${manifest.name}> and not with <manifest>.`)]),
      ...checkIdentifiers(elements),
      ...checkOrganizations(manifest, organizations, resources),
      ...checkScormValues(elements, schema, launched),
      ...checkResources(manifest, resources, files),
      ...(title === '' ? [find('package.no-title', { params: { file } })] : []),
    ],
  }
}

function titleOf(manifest: XmlElement, organizations: readonly XmlElement[]): string {
  const own = organizations.flatMap((each) => childrenOf(each, 'title')).find(({ text }) => text.trim() !== '')
  const described = own ?? [...walk(manifest)].find(({ name, text }) => name === 'title' && text.trim() !== '')
  return nameText(described?.text ?? '', 200)
}

/** Elements whose identifiers platforms keep results and files by. */
const identified = new Set(['manifest', 'organization', 'item', 'resource'])

function checkIdentifiers(elements: readonly XmlElement[]): readonly PreflightFinding[] {
  const own = elements.filter(({ name }) => identified.has(name))
  const missing = own.filter(({ attributes }) => (attributes['identifier'] ?? '').trim() === '').map(({ name }) => name)
  const ids = own.flatMap(({ attributes }) => attributes['identifier'] ?? [])
  const twice = ids.filter((id, index) => id !== '' && ids.indexOf(id) < index)
  return [
    ...[...new Set(missing)].map((element) => find('package.identifier-missing', { of: element, params: { element } })),
    ...[...new Set(twice)].map((id) => find('package.identifier-twice', { of: id, params: { id } })),
  ]
}

function checkOrganizations(
  manifest: XmlElement,
  organizations: readonly XmlElement[],
  resources: readonly XmlElement[],
): readonly PreflightFinding[] {
  const ids = new Set(resources.map(({ attributes }) => attributes['identifier']))
  const all = childrenOf(manifest, 'organizations')[0]
  const wanted = all?.attributes['default']
  const items = organizations.flatMap((each) => [...walk(each)].filter(({ name }) => name === 'item'))
  const lost = items.flatMap(({ attributes: { identifierref } }) =>
    identifierref !== undefined && !ids.has(identifierref) ? [identifierref] : [],
  )
  return [
    ...(all === undefined ? [rule('has no <organizations>.')] : []),
    ...(resources.length === 0 ? [rule('names no resource, so that nothing opens.')] : []),
    ...(wanted !== undefined && !organizations.some(({ attributes }) => attributes['identifier'] === wanted)
      ? [rule(`opens the organization “${wanted}”, which it does not have.`)]
      : []),
    ...lost.map((ref) => rule(`has an item for the resource “${ref}”, which it does not have.`)),
  ]
}

function launchedResources(organizations: readonly XmlElement[], resources: readonly XmlElement[]): readonly XmlElement[] {
  const wanted = new Set(
    organizations.flatMap((each) =>
      [...walk(each)].flatMap(({ name, attributes }) => (name === 'item' ? (attributes['identifierref'] ?? []) : [])),
    ),
  )
  return resources.filter(({ attributes }) => wanted.has(attributes['identifier'] ?? ''))
}

function kindOf({ attributes }: XmlElement): string {
  return (attributes['scormtype'] ?? attributes['scormType'] ?? '').toLowerCase()
}

function isOutside(text: string | undefined, low: number, high: number): boolean {
  return text !== undefined && !(text !== '' && Number(text) >= low && Number(text) <= high)
}

function checkScormValues(
  elements: readonly XmlElement[],
  schema: string,
  launched: readonly XmlElement[],
): readonly PreflightFinding[] {
  if (!/scorm/i.test(schema)) return []
  const mastery = elements.find(({ name }) => name === 'masteryscore')?.text.trim()
  const measure = elements.find(({ name }) => name === 'minNormalizedMeasure')?.text.trim()
  return [
    ...(launched.some((each) => kindOf(each) === 'sco')
      ? []
      : [rule('opens no resource that is a SCO, so that no score arrives.')]),
    ...launched
      .filter(({ attributes }) => !attributes['href'])
      .map(({ attributes }) => rule(`opens “${attributes['identifier']}”, which has no start page.`)),
    ...(isOutside(mastery, 0, 100) ? [rule(`has the mastery score “${mastery}”; it must be a number from 0 to 100.`)] : []),
    ...(isOutside(measure, -1, 1) ? [rule(`has the pass mark “${measure}”; it must be a number from -1 to 1.`)] : []),
  ]
}

/** Bases of the manifest, the resources and the resource itself come before a name. */
function withBase(manifest: XmlElement, href: string, attributes: XmlElement['attributes']): string {
  const resources = childrenOf(manifest, 'resources')[0]
  const bases = [manifest.attributes['base'], resources?.attributes['base'], attributes['base']]
  return /^[a-z][a-z0-9+.-]*:/i.test(href) ? href : `${bases.map((base) => base ?? '').join('')}${href}`
}

/** What every package carries for itself. */
const unlisted = /^(imsmanifest\.xml|metadata\.xml|.*\.(xsd|dtd))$/i

function checkResources(
  manifest: XmlElement,
  resources: readonly XmlElement[],
  files: PackageFiles,
): readonly PreflightFinding[] {
  const named = resources.flatMap(({ attributes, children }) =>
    [attributes['href'], ...children.flatMap(({ name, attributes: own }) => (name === 'file' ? own['href'] : []))].flatMap(
      (href) => (href ? [withBase(manifest, href, attributes)] : []),
    ),
  )
  const listed = new Set(named.map(plainPath))
  const others = files.paths.filter((path) => !listed.has(path) && !unlisted.test(path))
  const first = others[0]
  return [
    ...[...new Set(named)].flatMap((href) => checkNamed(href, files)),
    ...(first === undefined ? [] : [find('package.file-unlisted', { params: { count: others.length, path: first } })]),
  ]
}
