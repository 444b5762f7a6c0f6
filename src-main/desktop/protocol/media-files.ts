import { extname } from 'node:path'
import type { AssetFiles } from '#main/core/import/asset-files.ts'
import { findCached } from '#main/core/import/media-cache.ts'
import type { LessonPosters } from './lesson-posters.ts'
import type { MediaFile, MediaFiles } from './media-protocol.ts'

/** What the window's own decoders may meet; anything else is served as bytes that nothing tries to run. */
const contentTypes: Readonly<Record<string, string>> = {
  '.mp4': 'video/mp4',
  '.m4v': 'video/mp4',
  '.mov': 'video/quicktime',
  '.webm': 'video/webm',
  '.mkv': 'video/x-matroska',
  '.mp3': 'audio/mpeg',
  '.m4a': 'audio/mp4',
  '.wav': 'audio/wav',
  '.ogg': 'audio/ogg',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
}

const typed = (path: string | null): MediaFile | null =>
  path === null ? null : { path, contentType: contentTypes[extname(path).toLowerCase()] ?? 'application/octet-stream' }

/** The files behind `media://`: originals where their asset is known, pictures from the media cache. */
export function createMediaFiles(assetFiles: AssetFiles, posters: LessonPosters, cacheFolder: string): MediaFiles {
  return {
    async findAsset(assetId, variant) {
      const asset = assetFiles.find(assetId)
      if (asset === null) return null
      return typed(variant === 'original' ? asset.absolutePath : await findCached(cacheFolder, asset, variant))
    },
    findLessonPoster: async (lessonId) => typed(posters.find(lessonId)),
  }
}
