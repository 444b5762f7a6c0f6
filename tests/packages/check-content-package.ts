import { findAll, readXml } from './read-xml.ts'

const nameStart = /^[\p{L}_][\p{L}\p{N}._-]*$/u

/** What an importer would trip over in the manifest of a content package, given all paths of its zip. Empty where all is well. */
export function findPackageProblems(manifestText: string, paths: readonly string[]): readonly string[] {
  const manifest = readXml(manifestText)
  const problems: string[] = []
  const withIds = [manifest, ...['organization', 'item', 'resource'].flatMap((name) => findAll(manifest, name))]
  const ids = withIds.map(({ attributes }) => attributes['identifier'] ?? '')
  for (const id of ids) if (!nameStart.test(id)) problems.push(`“${id}” is no NCName`)
  if (new Set(ids).size !== ids.length) problems.push('two elements have one identifier')
  const resources = findAll(manifest, 'resource')
  const known = new Set(resources.map(({ attributes }) => attributes['identifier']))
  for (const { name, attributes } of [...findAll(manifest, 'item'), ...findAll(manifest, 'dependency')]) {
    const reference = attributes['identifierref']
    if (reference === undefined ? name === 'dependency' : !known.has(reference)) problems.push(`${name} to ${reference}`)
  }
  const listed = findAll(manifest, 'file').map(({ attributes }) => attributes['href'] ?? '')
  for (const { attributes, children } of resources) {
    const files = children.filter(({ name }) => name === 'file').map((file) => file.attributes['href'])
    if (files.length === 0) problems.push(`no file in ${attributes['identifier']}`)
    if (new Set(files).size !== files.length) problems.push(`a file twice in ${attributes['identifier']}`)
    if (attributes['href'] !== undefined && !files.includes(attributes['href']))
      problems.push(`href of ${attributes['identifier']}`)
  }
  for (const href of listed) if (!paths.includes(href)) problems.push(`no file ${href}`)
  for (const path of paths) if (path !== 'imsmanifest.xml' && !listed.includes(path)) problems.push(`${path} is not listed`)
  return problems
}
