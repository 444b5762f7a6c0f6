import { SaxesParser } from 'saxes'

/** An element without its prefix; attributes by local name, those of `xml:` and of foreign namespaces, too. */
export type XmlElement = {
  readonly name: string
  readonly namespace: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly (XmlElement | string)[]
  /** Counts from 1. */
  readonly line: number
}

/** A document, and whether it was well formed; null where there is no element or it is nested beyond reason. */
export type ReadXml = { readonly root: XmlElement; readonly damaged: boolean } | null

type OpenElement = Omit<XmlElement, 'children'> & { readonly children: (XmlElement | string)[] }

const deepest = 200
const mostElements = 2_000_000
const mostErrors = 1000

class Hopeless extends Error {}

/**
 * Reads XML that may be damaged or hostile: entities of a document type are never expanded and nothing outside is read, since the
 * parser knows neither. Elements that were not closed end with the text.
 */
export function readXml(source: string): ReadXml {
  const parser = new SaxesParser({ xmlns: true })
  const open: OpenElement[] = []
  let root: OpenElement | null = null
  let errors = 0
  let elements = 0
  parser.on('error', () => {
    errors += 1
    if (errors > mostErrors) throw new Hopeless()
  })
  parser.on('opentag', ({ local, uri, attributes }) => {
    elements += 1
    if (open.length >= deepest || elements > mostElements) throw new Hopeless()
    const named = new Map(Object.values(attributes).map((attribute) => [attribute.local, attribute.value]))
    const element: OpenElement = { name: local, namespace: uri, attributes: named, children: [], line: parser.line }
    open.at(-1)?.children.push(element)
    root ??= element
    open.push(element)
  })
  parser.on('closetag', () => void open.pop())
  const addText = (text: string): void => void open.at(-1)?.children.push(text)
  parser.on('text', addText)
  parser.on('cdata', addText)
  try {
    parser.write(source).close()
  } catch (thrown) {
    if (!(thrown instanceof Hopeless)) throw thrown
    return null
  }
  return root && { root, damaged: errors > 0 }
}

// What XML 1.0 cannot hold, not even as a reference.
const impossible =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

/** A text for an element or a quoted attribute; characters that XML cannot hold are left out. */
export function escapeXml(text: string): string {
  return text
    .replace(impossible, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\r', '&#13;')
}
