import path from 'node:path'
import type { LessonWarning } from '#shared/lesson/lesson-warning.ts'
import { appError } from '#shared/messages/app-error.ts'
import { assetReferences } from '#shared/project/asset-references.ts'
import type { AssetId } from '#shared/project/ids.ts'
import { checkInvariants } from '#shared/project/invariants.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { judgeLength } from '#shared/project/selectors.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { ticksToSeconds } from '#shared/time/ticks.ts'
import { requireFile } from '../files/content-hash.ts'
import { findFile } from './find-file.ts'
import type { LoadedLesson } from './loaded-lesson.ts'
import { readDocument } from './read-document.ts'

/** A stored document: its media is looked for beside it first, then where it was. Only media that is used must be there. */
export async function loadDocument(file: string, input: unknown): Promise<LoadedLesson> {
  const name = path.basename(file)
  const document = readDocument(input, name)
  const violation = checkInvariants(document)[0]
  if (violation) throw appError('lesson.document-damaged', { file: name, path: violation.path, reason: violation.rule })
  const warnings = checkLength(document, name)

  const files = new Map<AssetId, string>()
  const missing: string[] = []
  const changed: string[] = []
  for (const asset of usedAssets(document)) {
    const found = await findAsset(asset, path.dirname(file))
    if (found === 'missing') missing.push(asset.fileName)
    else if (found === 'changed') changed.push(asset.fileName)
    else files.set(asset.id, found)
  }
  if (missing.length > 0) throw appError('lesson.media-missing', { file: name, names: missing.join(', ') })
  if (changed.length > 0) throw appError('lesson.media-changed', { file: name, names: changed.join(', ') })
  const assets = Object.fromEntries(
    Object.values(document.assets).map((asset) => [
      asset.id,
      { ...asset, absolutePath: files.get(asset.id) ?? asset.absolutePath },
    ]),
  )
  return {
    document: { ...document, assets },
    warnings,
    files,
    sources: [file],
  }
}

/** Warns of a long lesson. Throws `lesson.empty`, `lesson.too-long`. */
export function checkLength(document: LessonDocument, file: string): readonly LessonWarning[] {
  const seconds = Math.round(ticksToSeconds(deriveTimeline(document).durationTicks) * 10) / 10
  const length = judgeLength(document)
  if (length === 'empty') throw appError('lesson.empty', { file })
  if (length === 'too-long') throw appError('lesson.too-long', { file, seconds })
  return length === 'long' ? [{ code: 'lesson-long', params: { seconds } }] : []
}

function usedAssets(document: LessonDocument): readonly Asset[] {
  const used = new Set(assetReferences(document).map(({ assetId }) => assetId))
  return Object.values(document.assets).filter((asset) => used.has(asset.id))
}

/** The first place that holds a file of the asset's size; another file of its name there says nothing of the next place. */
async function findAsset(asset: Asset, folder: string): Promise<string | 'missing' | 'changed'> {
  let worst: 'missing' | 'changed' = 'missing'
  for (const name of [asset.relativePath, asset.absolutePath]) {
    if (name === null) continue
    const found = await findFile(folder, name)
    if (!('file' in found)) continue
    if ((await requireFile(found.file)).size === asset.byteLength) return found.file
    worst = 'changed'
  }
  return worst
}
