import { stat } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { writeFileAtomically } from '../../files/atomic-file.ts'
import { drawContactSheet, entriesPerSheet } from './contact-sheet.ts'
import { toHtmlReport } from './html-report.ts'
import { toCsvReport, toJsonReport, type BatchReport, type ReportedItem } from './report.ts'

type Place = {
  /** Where the results lie. */
  readonly outFolder: string
  /** The page; the sheet (.csv), the data (.json) and the pictures (.jpg) get its name. */
  readonly pageFile: string
}

/** Writes what came of a run: a page, a sheet, data, and its pictures on one to be checked by eye. Gives the files. Throws `file.*`. */
export async function writeReports(made: BatchReport, { outFolder, pageFile }: Place): Promise<readonly string[]> {
  const report = { ...made, items: await Promise.all(made.items.map((item) => dropLostPicture(item, outFolder))) }
  const base = pageFile.slice(0, pageFile.length - path.extname(pageFile).length)
  const texts = [
    { file: `${base}.html`, text: toHtmlReport(report, (result) => linkBetween(pageFile, path.join(outFolder, result))) },
    { file: `${base}.csv`, text: toCsvReport(report) },
    { file: `${base}.json`, text: `${JSON.stringify(toJsonReport(report), null, 2)}\n` },
  ]
  for (const { file, text } of texts) await writeFileAtomically(file, text)
  return [...texts.map(({ file }) => file), ...(await writeSheets(report, outFolder, base))]
}

/** Pictures are no results: who tidies up may delete them. */
async function dropLostPicture(item: ReportedItem, outFolder: string): Promise<ReportedItem> {
  if (!item.result?.picture) return item
  const isThere = await stat(path.join(outFolder, item.result.picture)).then(
    () => true,
    () => false,
  )
  return isThere ? item : { ...item, result: { ...item.result, picture: null } }
}

async function writeSheets({ items }: BatchReport, outFolder: string, base: string): Promise<readonly string[]> {
  const entries = items.flatMap(({ name, result }) =>
    result?.picture ? [{ label: name, pictureFile: path.join(outFolder, result.picture) }] : [],
  )
  const written: string[] = []
  for (let first = 0; first < entries.length; first += entriesPerSheet) {
    const number = entries.length > entriesPerSheet ? `-${first / entriesPerSheet + 1}` : ''
    const file = `${base}-pictures${number}.jpg`
    await writeFileAtomically(file, await drawContactSheet(entries.slice(first, first + entriesPerSheet)))
    written.push(file)
  }
  return written
}

/** The address of a file from a page: relative, so that both can be moved together, unless they lie on two disks. */
function linkBetween(page: string, file: string): string {
  const way = path.relative(path.dirname(page), file)
  return path.isAbsolute(way) ? pathToFileURL(file).href : way.split(path.sep).map(encodeURIComponent).join('/')
}
