import type { AssetId } from './ids.ts'
import type { Clip } from './schema/clip.ts'
import type { LessonDocument } from './schema/document.ts'
import type { Question } from './schema/question.ts'
import type { Overlay } from './schema/text.ts'

/** Where a document names an asset. */
export type AssetReference = { readonly path: string; readonly assetId: AssetId }

/** Every place of a document that names an asset, whether or not it exists: what keeps an asset from being removed. */
export function assetReferences(document: LessonDocument): readonly AssetReference[] {
  const references: AssetReference[] = []
  const records = {
    clips: Object.values(document.clips),
    overlays: Object.values(document.overlays),
    questions: Object.values(document.questions),
    brandKit: document.brandKit,
  }
  eachAssetReference(records, (assetId, path) => void references.push({ path: path(), assetId }))
  return references
}

/** What may name an asset. */
type Referring = Pick<LessonDocument, 'brandKit'> & {
  readonly clips: readonly Clip[]
  readonly overlays: readonly Overlay[]
  readonly questions: readonly Question[]
}

/** The same one by one; a path is put together only where it is asked for, because an edit may look at all of them. */
export function eachAssetReference(
  { clips, overlays, questions, brandKit }: Referring,
  look: (assetId: AssetId, path: () => string) => void,
): void {
  for (const { id, assetId, picture } of clips) {
    look(assetId, () => `clips.${id}`)
    if (picture.look?.lutAssetId) look(picture.look.lutAssetId, () => `clips.${id}.picture.look`)
  }
  for (const { id, content } of overlays) if (content.kind === 'image') look(content.assetId, () => `overlays.${id}`)
  for (const { id, choices } of questions)
    for (const { imageAssetId } of choices) if (imageAssetId) look(imageAssetId, () => `questions.${id}.choices`)
  const logo = brandKit?.logoAssetId
  if (logo) look(logo, () => 'brandKit')
}
