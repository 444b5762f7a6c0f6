import { SaxesParser } from 'saxes'
import { err, ok, type Result } from '../../base/result.ts'

/** An element by its local name; attributes by theirs, without prefixes. */
export type XmlElement = {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly XmlElement[]
  /** Its own text and that of all within. */
  readonly text: string
}

type Open = { name: string; attributes: Record<string, string>; children: XmlElement[]; text: string }

/** Deeper is no manifest, but an attempt to exhaust whoever reads it. */
const mostDepth = 100

/** Reads a document without entities of its own; the error is a sentence of the parser. */
export function readXml(source: string): Result<XmlElement, string> {
  if (/<!DOCTYPE|<!ENTITY/i.test(source)) return err('it declares a document type, which manifests must not')
  const parser = new SaxesParser({ xmlns: true })
  const stack: Open[] = []
  let root: XmlElement | null = null
  let problem: string | null = null
  parser.on('error', (error) => {
    problem ??= error.message
  })
  parser.on('opentag', ({ local, attributes }) => {
    const named = Object.values(attributes).map((each) => [each.local === 'xmlns' ? each.name : each.local, each.value] as const)
    stack.push({ name: local, attributes: Object.fromEntries(named), children: [], text: '' })
    if (stack.length > mostDepth) problem ??= 'it is nested too deeply'
  })
  const addText = (text: string): void => {
    const open = stack.at(-1)
    if (open) open.text += text
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    const element = stack.pop()
    const parent = stack.at(-1)
    if (!element) return
    if (parent) {
      parent.children.push(element)
      parent.text += element.text
    } else root ??= element
  })
  for (let at = 0; at < source.length && problem === null; at += 65_536) parser.write(source.slice(at, at + 65_536))
  if (problem === null) parser.close()
  if (problem !== null) return err(problem)
  return root === null ? err('it holds no element') : ok(root)
}

/** The element and all within it, in document order. */
export function* walk(element: XmlElement): Generator<XmlElement> {
  yield element
  for (const child of element.children) yield* walk(child)
}

export function childrenOf(element: XmlElement | undefined, name: string): readonly XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? []
}
