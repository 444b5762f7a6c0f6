import { keepExportRecord, nextExportRecord, readExportRecord } from '../export/export-record.ts'
import { exportLesson } from '../export/export-lesson.ts'
import type { ExportContext, ExportedFile, ExportOrder, ExportServices } from '../export/export-order.ts'
import { exportPackages } from '../export/export-package.ts'
import { isSame } from '#shared/base/is-same.ts'
import { takeItemPicture } from './item-picture.ts'

/** One file that is made of an item; its captions and picture may lie beside it. */
export type ItemOutput = Pick<ExportOrder, 'format' | 'preset' | 'outputFile' | 'burnCaptions'> &
  Required<Pick<ExportOrder, 'choice' | 'posterTicks' | 'credits' | 'h5pLibraries'>>

type Source = Pick<ExportOrder, 'document' | 'files' | 'sources' | 'frozenHashes'>

export type ExportedItem = {
  readonly files: readonly (ExportedFile & { readonly format: string })[]
  /** Pictures of it in a row (a JPEG as base64); null where nothing with pictures was made. */
  readonly picture: string | null
}

type Context = Omit<ExportContext, 'report' | 'whenRendered'> & { readonly report: (fraction: number) => void }

/** Makes all files of an item; packages of the same preset are rendered once. Throws as `exportLesson` does. */
export async function exportItem(
  source: Source,
  outputs: readonly ItemOutput[],
  services: ExportServices,
  context: Context,
): Promise<ExportedItem> {
  const groups = groupOutputs(outputs)
  const files: (ExportedFile & { readonly format: string })[] = []
  let picture: string | null = null
  for (const [index, group] of groups.entries()) {
    const each: ExportContext = {
      ...context,
      report: (_stage, fraction) => context.report((index + fraction) / groups.length),
      async whenRendered(videoFile) {
        picture ??= await takeItemPicture(videoFile, services.media, context.signal)
      },
    }
    files.push(...(await exportGroup(source, group, services, each)))
  }
  return { files, picture }
}

async function exportGroup(
  source: Source,
  group: readonly [ItemOutput, ...ItemOutput[]],
  services: ExportServices,
  context: ExportContext,
): Promise<ExportedItem['files']> {
  const [first] = group
  if (first.format === 'mp4') {
    const made = await exportLesson({ ...source, ...first }, services, context)
    return made.map((file) => ({ ...file, format: first.format }))
  }
  const targets = group.flatMap(({ format, outputFile }) => (format === 'mp4' ? [] : [{ format, outputFile }]))
  // What a package says of itself counts on from the one that it replaces.
  const known = await Promise.all(targets.map(({ outputFile }) => readExportRecord(outputFile)))
  const previous = known.find((record) => record !== null) ?? null
  const record = nextExportRecord(source.document, previous, '')
  const made = await exportPackages({ ...source, ...first, record }, targets, services, context)
  for (const { outputFile } of targets) await keepExportRecord(outputFile, record, context.signal)
  return made.map((file, index) => ({ ...file, format: targets[index]?.format ?? first.format }))
}

function groupOutputs(outputs: readonly ItemOutput[]): readonly (readonly [ItemOutput, ...ItemOutput[]])[] {
  const groups: [ItemOutput, ...ItemOutput[]][] = []
  for (const output of outputs) {
    const group = groups.find(([first]) => output.format !== 'mp4' && first.format !== 'mp4' && isRenderedAlike(first, output))
    if (group) group.push(output)
    else groups.push([output])
  }
  return groups
}

function isRenderedAlike(one: ItemOutput, other: ItemOutput): boolean {
  return one.preset === other.preset && isSame(one.choice, other.choice) && one.h5pLibraries === other.h5pLibraries
}
