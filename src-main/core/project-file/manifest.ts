import { z } from '#shared/base/zod.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { ticksToSeconds } from '#shared/time/ticks.ts'

/** Of .tidbit files; raised when an older Tidbit Studio could not read the newer ones. */
export const projectFileVersion = 1

export const projectFileExtension = '.tidbit'
export const manifestName = 'tidbit.json'
export const documentName = 'document.json'
export const creditsName = 'CREDITS.txt'

/** All that a program must understand of the file of a newer one, to say so. */
export const versionSchema = z.looseObject({ format: z.literal('tidbit-lesson'), formatVersion: z.int().positive() })

/** Where the bytes of an asset lie in the file: by their hash, so that the same ones lie there once. */
export function mediaName({ sha256, fileName }: Pick<Asset, 'sha256' | 'fileName'>): string {
  const [, ending = ''] = /(\.[A-Za-z0-9]{1,8})$/.exec(fileName) ?? []
  return `media/${sha256}${ending.toLowerCase()}`
}

/** What other programs and people may want to know of a lesson without reading its document. */
export function describeProject(document: LessonDocument, assets: readonly Asset[]): unknown {
  const { title, description, language, authors, keywords, level, licence } = document.metadata
  return {
    format: 'tidbit-lesson',
    formatVersion: projectFileVersion,
    schemaVersion: document.schemaVersion,
    lesson: {
      id: document.id,
      title,
      description,
      language,
      authors,
      keywords,
      level,
      licence,
      seconds: Math.round(ticksToSeconds(deriveTimeline(document).durationTicks) * 1000) / 1000,
    },
    media: assets.map((asset) => ({
      file: mediaName(asset),
      name: asset.fileName,
      kind: asset.kind,
      byteLength: asset.byteLength,
      licence: asset.licence.spdx,
      author: asset.licence.attribution,
      source: asset.licence.sourceUrl,
    })),
  }
}
