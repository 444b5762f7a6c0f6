import path from 'node:path'
import type { Entry, ZipFile } from 'yauzl'
import { SaxesParser } from 'saxes'
import { readXml, type XmlElement } from '#shared/preflight/package/xml-tree.ts'

/** What is wrong with a workbook; its message is for logs. */
export class WorkbookFault extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options)
    this.name = 'WorkbookFault'
  }
}

/** The parts of a workbook, read where they lie. */
export type Parts = {
  readonly zip: ZipFile
  readonly entries: ReadonlyMap<string, Entry>
  readonly signal: AbortSignal
}

/** Of lists of sheets, of relations and of formats; they grow with none of the rows. */
const mostListBytes = 8e6

/** A part that is a list of things; null where there is none. */
export async function readList(parts: Parts, name: string): Promise<XmlElement | null> {
  const entry = parts.entries.get(name)
  if (!entry) return null
  if (entry.uncompressedSize > mostListBytes) throw new WorkbookFault(`${name} has ${entry.uncompressedSize} bytes`)
  const pieces: string[] = []
  await readPart(parts, name, (text) => pieces.push(text))
  const read = readXml(pieces.join(''))
  if (!read.ok) throw new WorkbookFault(`${name}: ${read.error}`)
  return read.value
}

export type Visitor = {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void
  readonly text: (text: string) => void
  readonly close: (name: string) => void
}

/** Goes through a part that may be long, without keeping it; names come without prefixes. Gives nothing where there is no such part. */
export async function visitPart(parts: Parts, name: string, { open, text, close }: Visitor): Promise<void> {
  if (!parts.entries.has(name)) return
  // Without namespaces, which cost a third of the time: prefixes are cut off.
  const parser = new SaxesParser({ xmlns: false })
  parser.on('error', (error) => {
    throw new WorkbookFault(`${name}: ${error.message}`)
  })
  parser.on('doctype', () => {
    throw new WorkbookFault(`${name} declares a document type`)
  })
  parser.on('opentag', (tag) => open(withoutPrefix(tag.name), tag.attributes))
  parser.on('text', text)
  parser.on('cdata', text)
  parser.on('closetag', (tag) => close(withoutPrefix(tag.name)))
  await readPart(parts, name, (piece) => parser.write(piece))
  parser.close()
}

/** By the names of relations: where they lead, from the root of the zip. */
export async function readRelations(
  parts: Parts,
  ofPart: string,
): Promise<ReadonlyMap<string, { readonly type: string; readonly target: string }>> {
  const folder = path.posix.dirname(ofPart)
  const list = await readList(parts, path.posix.join(folder, '_rels', `${path.posix.basename(ofPart)}.rels`))
  const relations = (list?.children ?? []).map(({ attributes: { Id = '', Type = '', Target = '' } }) => {
    const target = Target.startsWith('/') ? Target.slice(1) : path.posix.join(folder, Target)
    return [Id, { type: Type.split('/').at(-1) ?? '', target }] as const
  })
  return new Map(relations)
}

async function readPart({ zip, entries, signal }: Parts, name: string, take: (text: string) => void): Promise<void> {
  const entry = entries.get(name)
  if (!entry) return
  const stream = await zip.openReadStreamPromise(entry)
  // Fatal: sheets are UTF-8, and what is not was damaged.
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    signal.throwIfAborted()
    take(decoder.decode(chunk, { stream: true }))
  }
  take(decoder.decode())
}

function withoutPrefix(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}
