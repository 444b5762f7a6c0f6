import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { exportLesson } from '../../core/export/export-lesson.ts'
import { exportPackages } from '../../core/export/export-package.ts'
import { writeContactSheet } from '../contact-sheet.ts'
import { describeFiles } from '../report.ts'
import type { Session } from '../session.ts'

const sampleLesson = fileURLToPath(new URL('../../../resources/sample/lesson.json', import.meta.url))

/** Makes the sample lesson into everything the command can make, and a sheet of its pictures to look at. */
export async function makeDemo({ out }: { readonly out: string }, session: Session): Promise<string> {
  const startedMs = performance.now()
  const folder = path.resolve(out)
  const loaded = await session.load(sampleLesson)
  const { document } = loaded
  const name = document.id
  const source = { ...loaded.source, preset: 'lms' } as const
  const file = (ending: string): string => path.join(folder, `${name}${ending}`)

  const video = { ...source, format: 'mp4', burnCaptions: true, outputFile: file('.mp4') } as const
  const targets = [
    { format: 'web', outputFile: file('-web.zip') },
    { format: 'scorm12', outputFile: file('-scorm12.zip') },
  ] as const
  const files = [
    ...(await session.export((services, context) => exportLesson(video, services, context), 'Video')),
    ...(await session.export((services, context) => exportPackages(source, targets, services, context), 'Packages')),
    await writeContactSheet(file('.mp4'), file('-frames.jpg'), session),
  ]
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1)
  const hint = `Look at ${path.relative('', file('-frames.jpg'))}; unpack ${name}-web.zip and open index.html, or upload ${name}-scorm12.zip to a learning platform.`
  return `“${document.metadata.title}” in ${seconds} s:\n${describeFiles(files)}${hint}\n`
}
