import { readFile, stat } from 'node:fs/promises'
import { assetReferences } from '#shared/project/asset-references.ts'
import type { AssetId } from '#shared/project/ids.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { FileFacts } from '#shared/preflight/measured.ts'
import { readPictureMetadata } from './picture-metadata.ts'

/** Larger pictures are no answers of a question. */
const mostBytes = 64_000_000

/** Which files of a lesson are there, and what those say of themselves that travel as they are: pictures of answers. */
export async function readFileFacts(document: LessonDocument): Promise<FileFacts> {
  const used = [...new Set(assetReferences(document).map(({ assetId }) => assetId))]
  const travelling = new Set<AssetId>(
    Object.values(document.questions).flatMap(({ choices }) => choices.flatMap(({ imageAssetId }) => imageAssetId ?? [])),
  )
  const missing: AssetId[] = []
  const pictures: FileFacts['pictures'][number][] = []
  for (const assetId of used) {
    const asset = document.assets[assetId]
    if (!asset) continue
    const size = asset.absolutePath === null ? null : await sizeOf(asset.absolutePath)
    if (asset.absolutePath === null || size === null) missing.push(assetId)
    else if (travelling.has(assetId) && size <= mostBytes) {
      const { location, device } = readPictureMetadata(await readFile(asset.absolutePath))
      if (location || device !== null) pictures.push({ assetId, location, device })
    }
  }
  return { missing, pictures }
}

async function sizeOf(file: string): Promise<number | null> {
  try {
    const facts = await stat(file)
    return facts.isFile() ? facts.size : null
  } catch {
    // Whatever keeps it from being looked at keeps it from being read.
    return null
  }
}
