import type { AssetId } from './ids.ts'
import type { LessonDocument } from './schema/document.ts'

/** Where a document names an asset. */
export type AssetReference = { readonly path: string; readonly assetId: AssetId }

/** Every place of a document that names an asset, whether or not it exists: what keeps an asset from being removed. */
export function assetReferences(document: LessonDocument): readonly AssetReference[] {
  const references: AssetReference[] = []
  eachAssetReference(document, (assetId, path) => void references.push({ path: path(), assetId }))
  return references
}

/** The same one by one; a path is put together only where it is asked for, because every edit looks at all of them. */
export function eachAssetReference(document: LessonDocument, look: (assetId: AssetId, path: () => string) => void): void {
  for (const { id, assetId, picture } of Object.values(document.clips)) {
    look(assetId, () => `clips.${id}`)
    if (picture.look?.lutAssetId) look(picture.look.lutAssetId, () => `clips.${id}.picture.look`)
  }
  for (const { id, content } of Object.values(document.overlays))
    if (content.kind === 'image') look(content.assetId, () => `overlays.${id}`)
  for (const { id, choices } of Object.values(document.questions))
    for (const { imageAssetId } of choices) if (imageAssetId) look(imageAssetId, () => `questions.${id}.choices`)
  const logo = document.brandKit?.logoAssetId
  if (logo) look(logo, () => 'brandKit')
}
