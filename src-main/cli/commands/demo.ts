import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ExportedFile } from '../../core/export/export-order.ts'
import { writeContactSheet } from '../contact-sheet.ts'
import { describeFiles } from '../report.ts'
import type { Session } from '../session.ts'

const sampleLesson = fileURLToPath(new URL('../../../resources/sample/lesson.json', import.meta.url))

/** Makes the sample lesson into everything the command can make, and a sheet of its pictures to look at. */
export async function makeDemo({ out }: { readonly out: string }, session: Session): Promise<string> {
  const startedMs = performance.now()
  const folder = path.resolve(out)
  await mkdir(folder, { recursive: true })
  const loaded = await session.load(sampleLesson)
  const name = loaded.document.id
  const files: ExportedFile[] = []
  const add = async (format: 'mp4' | 'web' | 'scorm12', fileName: string, label: string): Promise<void> => {
    const order = { format, preset: 'lms', burnCaptions: format === 'mp4', outputFile: path.join(folder, fileName) } as const
    files.push(...(await session.export(order, loaded, label)))
  }
  await add('mp4', `${name}.mp4`, 'Video')
  await add('web', `${name}-web.zip`, 'Web package')
  await add('scorm12', `${name}-scorm12.zip`, 'SCORM package')
  files.push(await writeContactSheet(path.join(folder, `${name}.mp4`), path.join(folder, `${name}-frames.jpg`), session))
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1)
  const hint = `Look at ${path.relative('', path.join(folder, `${name}-frames.jpg`))}; unpack ${name}-web.zip and open index.html, or upload ${name}-scorm12.zip to a learning platform.`
  return `“${loaded.document.metadata.title}” in ${seconds} s:\n${describeFiles(files)}${hint}\n`
}
