import type { AssetId } from './ids.ts'
import type { LessonDocument } from './schema/document.ts'

/** Where a document names an asset. */
export type AssetReference = { readonly path: string; readonly assetId: AssetId }

/** Every place of a document that names an asset, whether or not it exists: what keeps an asset from being removed. */
export function assetReferences(document: LessonDocument): readonly AssetReference[] {
  const references: AssetReference[] = []
  const add = (path: string, assetId: AssetId | null | undefined): void => {
    if (assetId !== null && assetId !== undefined) references.push({ path, assetId })
  }
  for (const { id, assetId, picture } of Object.values(document.clips)) {
    add(`clips.${id}`, assetId)
    add(`clips.${id}.picture.look`, picture.look?.lutAssetId)
  }
  for (const { id, content } of Object.values(document.overlays))
    if (content.kind === 'image') add(`overlays.${id}`, content.assetId)
  for (const { id, choices } of Object.values(document.questions))
    for (const choice of choices) add(`questions.${id}.choices`, choice.imageAssetId)
  add('brandKit', document.brandKit?.logoAssetId)
  return references
}
