import { childrenOf, type XmlElement } from '#shared/preflight/package/xml-tree.ts'
import { AppError, appError } from '#shared/messages/app-error.ts'
import { fileError } from '../../files/file-error.ts'
import { openArchive, type ArchiveLimits } from '../../files/unpack-archive.ts'
import { mostRows, type Grid } from '../grid.ts'
import { readNumberKind, type NumberKind } from './number-text.ts'
import { readList, readRelations, type Parts } from './parts.ts'
import { readWorksheet, TooManyRows } from './read-worksheet.ts'
import { readSharedTexts } from './shared-texts.ts'

/** 50,000 rows of forty long cells are 300 MB and pack to a fifteenth of it; equal rows to a hundredth. */
const limits: ArchiveLimits = { mostEntries: 5_000, mostBytes: 400e6, mostRatio: 300 }

/** The sheets of an XLSX file that can be seen, in their order. Throws `sheet.*`, `file.*`, `cancelled`. */
export async function readWorkbook(file: string, signal: AbortSignal): Promise<readonly Grid[]> {
  try {
    const { zip, entries } = await openArchive(file, limits, signal)
    try {
      const parts = { zip, entries: new Map(entries.map((entry) => [entry.fileName, entry])), signal }
      const grids = await readSheets(parts)
      if (!grids) throw appError('sheet.other-program', { file })
      return grids
    } finally {
      zip.close()
    }
  } catch (thrown) {
    if (signal.aborted) throw appError('cancelled', {}, { cause: thrown })
    if (thrown instanceof TooManyRows) throw appError('sheet.too-many-rows', { file, most: mostRows }, { cause: thrown })
    const known = fileError(thrown, { file, action: 'read' })
    throw known instanceof AppError ? known : appError('sheet.damaged', { file }, { cause: thrown })
  }
}

/** null for a zip that is no workbook. */
async function readSheets(parts: Parts): Promise<readonly Grid[] | null> {
  const start = [...(await readRelations(parts, '')).values()].find(({ type }) => type === 'officeDocument')
  // Excel's binary workbook.
  if (start?.target.endsWith('.bin')) return null
  const workbook = start && (await readList(parts, start.target))
  if (!workbook || workbook.name !== 'workbook') return null
  const relations = await readRelations(parts, start.target)
  const partOf = (type: string): string => [...relations.values()].find((each) => each.type === type)?.target ?? ''
  const styles = await readList(parts, partOf('styles'))
  const [settings] = childrenOf(workbook, 'workbookPr')
  const facts = {
    texts: await readSharedTexts(parts, partOf('sharedStrings')),
    kinds: styles ? readKinds(styles) : [],
    from1904: isTrue(settings?.attributes.date1904),
  }
  const grids: Grid[] = []
  /** A list that names one sheet a thousand times costs reading it a thousand times. */
  const read = new Set<string>()
  const [list] = childrenOf(workbook, 'sheets')
  for (const { attributes } of childrenOf(list, 'sheet')) {
    const relation = relations.get(attributes.id ?? '')
    if (relation?.type !== 'worksheet' || (attributes.state ?? 'visible') !== 'visible' || read.has(relation.target)) continue
    read.add(relation.target)
    grids.push(await readWorksheet(parts, relation.target, attributes.name ?? '', facts))
  }
  return grids
}

/** How the numbers of each cell style are meant, in the order of the styles. */
function readKinds(styles: XmlElement): readonly NumberKind[] {
  const codes = new Map<number, string>()
  for (const { attributes } of childrenOf(childrenOf(styles, 'numFmts')[0], 'numFmt'))
    codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
  const [cellStyles] = childrenOf(styles, 'cellXfs')
  return childrenOf(cellStyles, 'xf').map(({ attributes }) => {
    const id = Number(attributes.numFmtId ?? 0)
    return readNumberKind(id, codes.get(id) ?? null)
  })
}

const isTrue = (written: string | undefined): boolean => written === '1' || written === 'true'
