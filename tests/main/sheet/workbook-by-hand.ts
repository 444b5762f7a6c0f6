import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

type Workbook = {
  /** The XML inside each worksheet, by the names of the sheets; `state` hides one. */
  readonly sheets: readonly { readonly name: string; readonly inside: string; readonly state?: string }[]
  /** The XML of the shared texts, each an `si`. */
  readonly texts?: string
  /** Number formats of the cell styles, by their places: a number, or a code of its own. */
  readonly formats?: readonly (number | string)[]
  readonly from1904?: boolean
  /** Parts that are other than they should be; null takes one away. */
  readonly parts?: Readonly<Record<string, string | null>>
}

/** A workbook as XML and zip alone make it. */
export async function writeWorkbook(workbook: Workbook): Promise<Buffer> {
  return zipOf(Object.entries({ ...writeParts(workbook), ...workbook.parts }))
}

export async function zipOf(parts: readonly (readonly [string, string | null])[]): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, text] of parts) if (text !== null) zip.addBuffer(Buffer.from(text), name)
  zip.end()
  return buffer(zip.outputStream)
}

function writeParts({ sheets, texts = '', formats = [0], from1904 = false }: Workbook): Record<string, string> {
  const places = sheets.map((sheet, index) => ({ ...sheet, id: `rId${index + 1}`, part: `worksheets/sheet${index + 1}.xml` }))
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`
  const own = formats.flatMap((format, index) => (typeof format === 'string' ? [{ id: 164 + index, format }] : []))
  const idOf = (format: number | string): number => (typeof format === 'number' ? format : 164 + formats.indexOf(format))
  return {
    '_rels/.rels': `<Relationships xmlns="${relations}">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr${from1904 ? ' date1904="1"' : ''}/><sheets>${places
      .map(
        ({ name, state, id }, index) =>
          `<sheet name="${name}" sheetId="${index + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="${id}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${relations}">${places
      .map(({ id, part }) => relation(id, 'worksheet', part))
      .join(
        '',
      )}${relation('rIdS', 'styles', '/xl/styles.xml')}${relation('rIdT', 'sharedStrings', 'sharedStrings.xml')}</Relationships>`,
    'xl/styles.xml': `<styleSheet xmlns="${main}"><numFmts>${own
      .map(({ id, format }) => `<numFmt numFmtId="${id}" formatCode="${format.replaceAll('"', '&quot;')}"/>`)
      .join(
        '',
      )}</numFmts><cellXfs>${formats.map((format) => `<xf numFmtId="${idOf(format)}"/>`).join('')}</cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${main}">${texts}</sst>`,
    ...Object.fromEntries(places.map(({ part, inside }) => [`xl/${part}`, `<worksheet xmlns="${main}">${inside}</worksheet>`])),
  }
}
