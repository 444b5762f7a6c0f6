import { readXml, type XmlElement } from '#shared/caption/formats/xml.ts'
import type { PackageKind, PackageStart } from '#shared/trial/package-kind.ts'

/** What a control document says of a package; null where it cannot be made sense of. */
export type ReadManifest = { readonly kind: PackageKind; readonly title: string; readonly starts: readonly PackageStart[] } | null

const mostStarts = 500
const mostTitle = 300

const elementsOf = (element: XmlElement, name: string): readonly XmlElement[] =>
  element.children.filter((child): child is XmlElement => typeof child !== 'string' && child.name === name)

const firstOf = (element: XmlElement | undefined, name: string): XmlElement | undefined => element && elementsOf(element, name)[0]

function textOf(element: XmlElement | undefined): string {
  const parts = element?.children.map((child) => (typeof child === 'string' ? child : textOf(child))) ?? []
  return parts.join('').replace(/\s+/g, ' ').trim().slice(0, mostTitle)
}

function descendants(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.flatMap((child) => {
    if (typeof child === 'string') return []
    return child.name === name ? [child, ...descendants(child, name)] : descendants(child, name)
  })
}

/** Reads an imsmanifest.xml of SCORM 1.2, SCORM 2004, Common Cartridge or QTI. */
export function readImsManifest(source: string): ReadManifest {
  const root = readXml(source)?.root
  if (root?.name !== 'manifest') return null
  const metadata = firstOf(root, 'metadata')
  const schema = `${textOf(firstOf(metadata, 'schema'))} ${textOf(firstOf(metadata, 'schemaversion'))}`
  const kind = kindOf(root, schema, source)
  const resources = firstOf(root, 'resources')
  const byId = new Map(resources ? elementsOf(resources, 'resource').map((one) => [one.attributes.get('identifier'), one]) : [])
  const base = `${root.attributes.get('base') ?? ''}${resources?.attributes.get('base') ?? ''}`
  const organizations = firstOf(root, 'organizations')
  const listed = organizations ? elementsOf(organizations, 'organization') : []
  const chosen = listed.find((one) => one.attributes.get('identifier') === organizations?.attributes.get('default')) ?? listed[0]
  const title = textOf(firstOf(chosen, 'title')) || textOf(descendants(metadata ?? root, 'title')[0])
  const items = chosen ? descendants(chosen, 'item') : []
  const starts = items.flatMap((item): PackageStart[] => {
    const resource = byId.get(item.attributes.get('identifierref'))
    const href = resource?.attributes.get('href')
    if (!resource || href === undefined) return []
    const address = `${base}${resource.attributes.get('base') ?? ''}${href}`
    return [
      {
        title: textOf(firstOf(item, 'title')) || title,
        address: withParameters(address, item.attributes.get('parameters') ?? ''),
        passMark: passMarkOf(item),
        moveOn: null,
      },
    ]
  })
  const pages = [...byId.values()]
    .flatMap((resource) => resource.attributes.get('href') ?? [])
    .filter((href) => /\.x?html?$/i.test(href))
  const [page] = pages
  const unlisted = starts.length === 0 && page !== undefined && kind !== 'question-bank'
  const first: PackageStart = { title, address: `${base}${page ?? ''}`, passMark: null, moveOn: null }
  const playable = kind === 'cartridge' ? starts.filter(({ address }) => /\.x?html?([?#]|$)/i.test(address)) : starts
  return {
    kind,
    title,
    starts: (unlisted || (playable.length === 0 && page !== undefined) ? [first] : playable).slice(0, mostStarts),
  }
}

function kindOf(root: XmlElement, schema: string, source: string): PackageKind {
  if (/common cartridge/i.test(schema)) return 'cartridge'
  if (/qti/i.test(schema)) return 'question-bank'
  if (/2004|CAM 1\.3|1\.3/i.test(schema)) return 'scorm2004'
  if (/ADL SCORM/i.test(schema)) return 'scorm12'
  const types = descendants(root, 'resource').map((one) => one.attributes.get('type') ?? '')
  if (types.some((type) => /^imsqti_item/i.test(type))) return 'question-bank'
  return source.includes('adlcp_v1p3') ? 'scorm2004' : 'scorm12'
}

/** SCORM 1.2 gives per cent, SCORM 2004 the measure of the objective that decides, -1 to 1. */
function passMarkOf(item: XmlElement): number | null {
  const mark = textOf(firstOf(item, 'masteryscore'))
  if (mark !== '') return percentOf(Number(mark))
  const primary = descendants(item, 'primaryObjective').find((one) => one.attributes.get('satisfiedByMeasure') === 'true')
  const measure = textOf(primary && firstOf(primary, 'minNormalizedMeasure'))
  return measure === '' ? null : percentOf(Number(measure) * 100)
}

const percentOf = (value: number): number | null =>
  Number.isFinite(value) && value >= 0 && value <= 100 ? Math.round(value * 100) / 100 : null

/** SCORM 1.2 (2.3.2.7) and 2004: parameters may begin with a sign or not. */
function withParameters(address: string, parameters: string): string {
  if (parameters === '') return address
  if (parameters.startsWith('#')) return `${address}${parameters}`
  return `${address}${address.includes('?') ? '&' : '?'}${parameters.replace(/^[?&]/, '')}`
}

/** Reads a cmi5.xml. Lessons that lie on a server of somebody else cannot be tried. */
export function readCmi5Structure(source: string): ReadManifest {
  const root = readXml(source)?.root
  if (root?.name !== 'courseStructure') return null
  const titleIn = (element: XmlElement | undefined): string => {
    const title = firstOf(element, 'title')
    return textOf(firstOf(title, 'langstring')) || textOf(title)
  }
  const title = titleIn(firstOf(root, 'course'))
  const starts = descendants(root, 'au').flatMap((au): PackageStart[] => {
    const address = textOf(firstOf(au, 'url'))
    if (address === '' || /^[a-z][a-z0-9+.-]*:/i.test(address)) return []
    const mark = au.attributes.get('masteryScore')
    return [
      {
        title: titleIn(au) || title,
        address,
        passMark: mark === undefined ? null : percentOf(Number(mark) * 100),
        moveOn: au.attributes.get('moveOn') ?? 'NotApplicable',
      },
    ]
  })
  return { kind: 'cmi5', title, starts: starts.slice(0, mostStarts) }
}
