import type { TranslatedUnit } from '../../match-translation.ts'
import { readXml, type XmlElement } from '../xml.ts'

/** Translated units in order; languages as the file names them, null where it does not. */
export type TranslatedFile = {
  readonly targetLanguage: string | null
  readonly units: readonly TranslatedUnit[]
  /** Units without a translation. */
  readonly untranslatedCount: number
}

/** Their content belongs to the code around the words, not to the words. */
const codes = new Set(['ph', 'bpt', 'ept', 'it', 'sub', 'note', 'data'])
const lineBreaks = new Set(['lb', 'x-lb', 'x-br', 'br', 'xlf:lb'])
/** A translation in one of these states is only the original again, where it has the same words. */
const untouched = new Set(['new', 'needs-translation', 'initial'])

/**
 * Reads XLIFF 1.0 to 1.2, and 2.0 to 2.2, of any tool: files and groups within each other, inline codes left out, other namespaces passed
 * over. Null for what is no XLIFF.
 */
export function readXliff(text: string): TranslatedFile | null {
  const root = readXml(text.replace(/^\ufeff/, ''))?.root
  if (root?.name !== 'xliff') return null
  const isSecond =
    root.attributes.has('trgLang') || root.attributes.has('srcLang') || (root.attributes.get('version') ?? '').startsWith('2')
  const files = root.children.filter(isElement).filter(({ name }) => name === 'file')
  const language =
    root.attributes.get('trgLang') ?? files.map(({ attributes }) => attributes.get('target-language')).find(Boolean)
  const found = isSecond ? unitsOf(root, 'unit').map(readSecond) : unitsOf(root, 'trans-unit').map(readFirst)
  const units = found.filter((unit) => unit !== null)
  return { targetLanguage: language ?? null, units, untranslatedCount: found.length - units.length }
}

const isElement = (child: XmlElement | string): child is XmlElement => typeof child !== 'string'

/** In order, however deep; those of another namespace are none. */
function unitsOf(element: XmlElement, name: string): readonly XmlElement[] {
  const found: XmlElement[] = []
  const visit = (each: XmlElement): void => {
    for (const child of each.children) {
      if (!isElement(child) || child.namespace !== element.namespace) continue
      if (child.name === name) found.push(child)
      else visit(child)
    }
  }
  visit(element)
  return found
}

function childOf(element: XmlElement, name: string): XmlElement | null {
  return element.children.filter(isElement).find((child) => child.name === name && child.namespace === element.namespace) ?? null
}

function readFirst(unit: XmlElement): TranslatedUnit | null {
  const [source, target] = [childOf(unit, 'source'), childOf(unit, 'target')]
  if (!target) return null
  const words = { source: source ? plainText(source) : '', target: plainText(target) }
  return toUnit(unit, words, target.attributes.get('state') ?? '')
}

/** A tool may have cut the unit into segments; what one of them does not translate, nobody did. */
function readSecond(unit: XmlElement): TranslatedUnit | null {
  const parts = unit.children.filter(isElement).filter(({ name }) => name === 'segment' || name === 'ignorable')
  let [source, target] = ['', '']
  for (const part of parts) {
    const [from, to] = [childOf(part, 'source'), childOf(part, 'target')]
    if (!to && part.name === 'segment') return null
    source += from ? plainText(from) : ''
    target += plainText(to ?? from ?? part)
  }
  const states = new Set(parts.filter(({ name }) => name === 'segment').map(({ attributes }) => attributes.get('state') ?? ''))
  return toUnit(unit, { source, target }, states.size === 1 ? ([...states][0] ?? '') : '')
}

function toUnit(unit: XmlElement, { source, target }: Omit<TranslatedUnit, 'id'>, state: string): TranslatedUnit | null {
  if (target.trim() === '' || (untouched.has(state) && target.trim() === source.trim())) return null
  // Tools that number units anew keep the first name in `resname`.
  const id = unit.attributes.get('id') ?? unit.attributes.get('resname') ?? ''
  return { id, source, target }
}

function plainText(element: XmlElement): string {
  return element.children
    .map((child) => {
      if (!isElement(child)) return child
      if (child.name === 'cp') return characterOf(child.attributes.get('hex') ?? '')
      const kind = child.attributes.get('ctype') ?? child.attributes.get('subType') ?? child.attributes.get('equiv-text') ?? ''
      if (lineBreaks.has(kind)) return '\n'
      return codes.has(child.name) ? '' : plainText(child)
    })
    .join('')
}

/** XLIFF 2 writes so what XML cannot hold; a caption has no use for it. */
function characterOf(hex: string): string {
  const code = Number.parseInt(hex, 16)
  return code === 0x0a ? '\n' : ''
}
