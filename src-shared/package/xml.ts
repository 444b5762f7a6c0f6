/** An element of a small XML tree; attributes that are null are left out. */
export type XmlElement = {
  readonly name: string
  readonly attributes: Readonly<Record<string, string | null>>
  readonly children: readonly (XmlElement | string)[]
}

export function xml(
  name: string,
  attributes: XmlElement['attributes'] = {},
  children: readonly (XmlElement | string | null)[] = [],
): XmlElement {
  return { name, attributes, children: children.filter((child) => child !== null) }
}

/** A whole document, indented, in UTF-8. Names come from us; texts and attribute values may hold anything. */
export function writeXml(root: XmlElement): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${writeElement(root, '')}\n`
}

function writeElement(element: XmlElement, indent: string): string {
  const attributes = Object.entries(element.attributes)
    .filter((entry): entry is [string, string] => entry[1] !== null)
    .map(([name, value]) => ` ${name}="${escapeXml(value)}"`)
    .join('')
  const open = `${indent}<${element.name}${attributes}`
  if (element.children.length === 0) return `${open}/>`
  // White space counts between words.
  if (element.children.some((child) => typeof child === 'string'))
    return `${open}>${element.children.map((child) => (typeof child === 'string' ? escapeXml(child) : writeElement(child, ''))).join('')}</${element.name}>`
  const inner = element.children.map((child) =>
    typeof child === 'string' ? escapeXml(child) : writeElement(child, `${indent}  `),
  )
  return [`${open}>`, ...inner, `${indent}</${element.name}>`].join('\n')
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Escapes for text and quoted attributes, of XML as of HTML, and drops what XML 1.0 cannot hold at all (control characters, half characters). */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"]/g, (character) => entities[character] ?? character)
    .replace(/\r/g, '&#13;')
}
