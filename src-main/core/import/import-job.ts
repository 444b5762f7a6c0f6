import path from 'node:path'
import { z } from '#shared/base/zod.ts'
import type { PreviewPicture } from '#shared/ipc/preview-messages.ts'
import { appError } from '#shared/messages/app-error.ts'
import { assetIdSchema, lessonIdSchema, type AssetId, type LessonId } from '#shared/project/ids.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import { canvasSchema, type CanvasSize } from '#shared/project/schema/document.ts'
import type { JobRequest } from '../jobs/job.ts'
import type { JobRunner } from '../jobs/job-queue.ts'
import type { AssetFiles } from './asset-files.ts'
import type { ProbeReport } from '../media/messages.ts'
import type { PortableEngine } from '../media/portable-engine.ts'
import type { FirstPictures } from './first-pictures.ts'
import { importMedia, type ImportServices } from './import-media.ts'
import { convertMedia } from './convert-media.ts'
import { relinkAssets, relinkOne } from './relink-asset.ts'

export const importJobKind = 'import'

const settingsSchema = z.strictObject({
  file: z.string(),
  /** Convert it with the portable engine: the full one was brought down by it. */
  rescue: z.boolean().default(false),
  /** Of the lesson in which its first picture is waited for; null where nobody does. */
  canvas: canvasSchema.nullable().default(null),
  /** Only the file of this asset, which is missing, is taken; or it is converted. */
  assetId: assetIdSchema.nullable().default(null),
})

type Wishes = { readonly rescue?: boolean; readonly canvas?: CanvasSize | null; readonly assetId?: AssetId | null }

/** Orders the import of a file into a lesson. */
export function createImportRequest(
  projectId: LessonId,
  file: string,
  { rescue = false, canvas = null, assetId = null }: Wishes = {},
): JobRequest {
  return {
    kind: importJobKind,
    title: path.basename(file),
    projectId,
    revision: 0,
    document: null,
    assetHashes: {},
    settings: { file, rescue, canvas, assetId } satisfies z.infer<typeof settingsSchema>,
    outputFile: null,
  }
}

type Services = ImportServices & {
  readonly assetFiles: AssetFiles
  readonly firstPictures: Pick<FirstPictures, 'offer'>
  readonly portable: Pick<PortableEngine, 'rescue'>
  /** Where it does not, every file is converted. */
  readonly fullEngineLoads: () => Promise<boolean>
}

/** Runs import jobs; the result is `{kind: 'import', asset, foundAssetIds}`. */
export function createImportRunner({ assetFiles, firstPictures, portable, fullEngineLoads, ...services }: Services): JobRunner {
  return {
    // Not the worker of exports: a clip that is dropped while one runs must not wait for it.
    worker: 'import',
    async run({ id, request }, context) {
      const { file, rescue, canvas, assetId } = settingsSchema.parse(request.settings)
      const { signal, report } = context
      const projectId = lessonIdSchema.nullable().parse(request.projectId)
      const owned = projectId === null ? [] : assetFiles.ofLesson(projectId)
      const onConvert = (fraction: number): void => report('rescue', fraction * 0.8)
      const convert = (original: string): Promise<ProbeReport> =>
        convertMedia(original, { ...services, portable }, { signal, onConvert })
      const converted = rescue ? owned.find(({ id: known }) => known === assetId) : undefined
      if (converted && projectId !== null) {
        const asset = await convertAsset(converted, file, convert)
        assetFiles.trust(projectId, [asset])
        return z.json().parse({ kind: importJobKind, asset, foundAssetIds: [] })
      }
      const found = assetId === null ? await relinkAssets(file, owned, signal) : await relinkOne(file, assetId, owned, signal)
      const [first] = found
      if (projectId !== null && first) {
        const { sha256, byteLength } = first
        await services.library.putAsset({ sha256, file, byteLength, storage: 'referenced', missing: false })
        assetFiles.trust(projectId, found)
        return z.json().parse({ kind: importJobKind, asset: first, foundAssetIds: found.map((asset) => asset.id) })
      }
      const converts = rescue || !(await fullEngineLoads())
      const media = converts ? { ...services.media, probe: convert } : services.media
      const firstPicture = canvas && { canvas, tell: (picture: PreviewPicture): void => firstPictures.offer(id, picture) }
      const asset = await importMedia(file, { ...services, media }, { ...context, firstPicture })
      if (projectId !== null) assetFiles.trust(projectId, [asset])
      return z.json().parse({ kind: importJobKind, asset, foundAssetIds: [] })
    },
  }
}

/** The asset as it is with a converted copy. Throws `media.other-content` where its file is another by now. */
async function convertAsset(asset: Asset, file: string, convert: (original: string) => Promise<ProbeReport>): Promise<Asset> {
  const { kind, sha256, byteLength, interpretation } = await convert(file)
  if (sha256 !== asset.sha256) throw appError('media.other-content', { file: path.basename(file), wanted: asset.fileName })
  return { ...asset, kind, byteLength, interpretation }
}
