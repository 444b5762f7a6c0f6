import { extname, join } from 'node:path'
import { createPictureFiles, type PictureEngine } from '#main/core/overlay-raster/picture-files.ts'
import type { AssetFiles } from '#main/core/import/asset-files.ts'
import { findCached } from '#main/core/import/media-cache.ts'
import { readCopyKind } from '#main/core/import/read-copy.ts'
import { shippedTemplates } from '#main/core/templates/shipped-templates.ts'
import type { LessonPosters } from './lesson-posters.ts'
import type { VersionPictures } from './version-pictures.ts'
import type { MediaFile, MediaFiles } from './media-protocol.ts'

/** What the media cache holds; anything else is served as bytes that nothing tries to run. */
const contentTypes: Readonly<Record<string, string>> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.mp4': 'video/mp4',
  // A repaired copy; its content tells.
  '.mov': 'video/mp4',
}

const typed = (path: string | null): MediaFile | null =>
  path === null ? null : { path, contentType: contentTypes[extname(path).toLowerCase()] ?? 'application/octet-stream' }

/** The files behind `media://`: pictures and copies from the media cache; of originals only those that are sound alone, to listen to. */
export function createMediaFiles(
  assetFiles: AssetFiles,
  posters: LessonPosters,
  versions: Pick<VersionPictures, 'find'>,
  cacheFolder: string,
  pictureEngine: PictureEngine,
): MediaFiles {
  const pictures = createPictureFiles(pictureEngine, cacheFolder)
  return {
    async findAsset(assetId, variant) {
      const asset = assetFiles.find(assetId)
      if (asset !== null && variant === 'picture') return typed(await pictures.find(asset))
      if (asset !== null && variant === 'film') {
        const copy = readCopyKind(asset.interpretation)
        return typed((await findCached(cacheFolder, asset, 'proxy')) ?? (copy && (await findCached(cacheFolder, asset, copy))))
      }
      if (asset !== null && variant === 'sound') return typed(asset.kind === 'audio' ? asset.absolutePath : null)
      return asset === null || variant === 'film' || variant === 'sound'
        ? null
        : typed(await findCached(cacheFolder, asset, variant))
    },
    findTemplate: (templateId, variant) =>
      typed(join(shippedTemplates(), templateId, variant === 'film' ? 'film.mp4' : 'poster.jpg')),
    findLessonPoster: async (lessonId) => typed(posters.find(lessonId)),
    findVersionPicture: async (lessonId, versionId) => typed(await versions.find(lessonId, versionId)),
  }
}
