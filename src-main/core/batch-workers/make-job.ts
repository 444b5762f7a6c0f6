import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { exportRecordBeside, readExportRecord } from '../export/export-record.ts'
import { hashFile } from '../files/content-hash.ts'
import { makeFolder } from '../files/folder.ts'
import type { ItemOutput } from '../batch/export-item.ts'
import { runItem, type ItemOrder, type ItemServices } from '../batch/run-item.ts'
import type { TemplateSource } from '../batch/shared-facts.ts'
import type { FileStore } from './file-store.ts'
import type { InputCache } from './input-cache.ts'
import type { ItemAnswer, ItemJob } from './job-messages.ts'

type Services = ItemServices & { readonly store: FileStore; readonly inputs: InputCache }

type Context = { readonly signal: AbortSignal; readonly report: (fraction: number) => void }

type Done = Extract<ItemAnswer, { readonly outcome: 'done' }>

/** Makes what another computer ordered in a folder of its own, and puts what came of it into the store. Throws one `AppError`. */
export async function makeJob(job: ItemJob, folder: string, services: Services, context: Context): Promise<Done> {
  const { store } = services
  const order = await layOut(job, folder, services.inputs, context.signal)
  const { files, picture, ...made } = await runItem(order, services, context)
  const results: Done['files'][number][] = []
  for (const { path: file, format } of files) {
    const output = Number(path.basename(path.dirname(file)))
    const stored = await hashFile(file, { signal: context.signal })
    await store.put(file, stored, context.signal)
    results.push({ output, fileName: path.basename(file), format: format as Done['files'][number]['format'], stored })
  }
  const records = await Promise.all(
    order.outputs.map(({ format, outputFile }) => (format === 'mp4' ? null : readExportRecord(outputFile))),
  )
  return { outcome: 'done', ...made, picture, files: results, records }
}

/** Every file has a folder of its own under its own name: what is made of a file may depend on its name. */
async function layOut(job: ItemJob, folder: string, inputs: InputCache, signal: AbortSignal): Promise<ItemOrder> {
  const files = new Map<string, string>()
  for (const [index, { name, fileName, stored }] of job.files.entries()) {
    const file = path.join(folder, 'in', String(index), fileName)
    await inputs.place(stored, file, signal)
    files.set(name, file)
  }
  const outputs: ItemOutput[] = []
  for (const [index, { fileName, previous, ...output }] of job.outputs.entries()) {
    const outputFile = path.join(folder, 'out', String(index), fileName)
    makeFolder(path.dirname(outputFile))
    if (previous !== null) await writeFile(exportRecordBeside(outputFile), JSON.stringify(previous))
    outputs.push({ ...output, outputFile, choice: null, posterTicks: null, credits: false, h5pLibraries: null })
  }
  const { row, needs, speechModelId, recipe, today } = job
  return { row, needs, files, template: await layTemplate(job, folder, inputs, signal), speechModelId, recipe, outputs, today }
}

async function layTemplate(
  { template }: ItemJob,
  folder: string,
  inputs: InputCache,
  signal: AbortSignal,
): Promise<TemplateSource | null> {
  if (template === null || 'shippedId' in template) return template
  const file = path.join(folder, 'in', 'template', template.fileName)
  await inputs.place(template.stored, file, signal)
  return { file }
}
