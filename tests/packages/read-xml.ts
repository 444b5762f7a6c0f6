import { SaxesParser } from 'saxes'

/** An element by its local name; text is what stands directly in it. */
export type Node = {
  readonly name: string
  readonly namespace: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Node[]
  readonly text: string
}

/** Reads a document strictly: what is not well-formed throws. */
export function readXml(document: string): Node {
  type Open = { name: string; namespace: string; attributes: Record<string, string>; children: Open[]; text: string }
  const parser = new SaxesParser({ xmlns: true })
  const open: Open[] = []
  let root: Open | undefined
  parser.on('opentag', (tag) => {
    const attributes = Object.fromEntries(Object.values(tag.attributes).map(({ name, value }) => [name, value]))
    const node: Open = { name: tag.local, namespace: tag.uri, attributes, children: [], text: '' }
    open.at(-1)?.children.push(node)
    root ??= node
    open.push(node)
  })
  parser.on('text', (text) => {
    const node = open.at(-1)
    if (node) node.text += text
  })
  parser.on('closetag', () => open.pop())
  parser.on('error', (error) => {
    throw error
  })
  parser.write(document).close()
  if (root === undefined) throw new Error('no root element')
  return root
}

/** All elements of a name below one, in document order. */
export function findAll(node: Node, name: string): readonly Node[] {
  return node.children.flatMap((child) => [...(child.name === name ? [child] : []), ...findAll(child, name)])
}

/** The only element of a name below one. */
export function findOne(node: Node, name: string): Node {
  const [found, ...others] = findAll(node, name)
  if (found === undefined || others.length > 0) throw new Error(`${others.length + (found ? 1 : 0)} elements ${name}`)
  return found
}
