import type { AssetId } from './ids.ts'
import type { LessonDocument } from './schema/document.ts'

/**
 * The document with other ids for its assets, everywhere it names them. Ids of a stranger's document must not meet those of assets
 * that are known here; ids of clips and questions, on which results depend, stay.
 */
export function renewAssetIds(document: LessonDocument, newId: () => AssetId): LessonDocument {
  const renewed = new Map(Object.values(document.assets).map(({ id }) => [id, newId()]))
  const idOf = (id: AssetId): AssetId => renewed.get(id) ?? id
  const optionalIdOf = (id: AssetId | null): AssetId | null => (id === null ? null : idOf(id))
  const assets = Object.values(document.assets).map((asset) => ({ ...asset, id: idOf(asset.id) }))
  const clips = mapRecords(document.clips, (clip) => {
    const { look } = clip.picture
    const picture = look?.lutAssetId ? { ...clip.picture, look: { ...look, lutAssetId: idOf(look.lutAssetId) } } : clip.picture
    return { ...clip, assetId: idOf(clip.assetId), picture }
  })
  const overlays = mapRecords(document.overlays, (overlay) =>
    overlay.content.kind === 'image'
      ? { ...overlay, content: { ...overlay.content, assetId: idOf(overlay.content.assetId) } }
      : overlay,
  )
  const questions = mapRecords(document.questions, (question) => ({
    ...question,
    choices: question.choices.map((choice) => ({ ...choice, imageAssetId: optionalIdOf(choice.imageAssetId) })),
  }))
  // The placeholder of an open slot is the id of the card that stands in it.
  const slots = mapRecords(document.slots, (slot) => {
    const card = slot.placeholder === undefined ? undefined : renewed.get(slot.placeholder as AssetId)
    return card === undefined ? slot : { ...slot, placeholder: card }
  })
  const { brandKit } = document
  return {
    ...document,
    assets: Object.fromEntries(assets.map((asset) => [asset.id, asset])),
    clips,
    overlays,
    questions,
    slots,
    brandKit: brandKit && { ...brandKit, logoAssetId: optionalIdOf(brandKit.logoAssetId) },
  }
}

function mapRecords<K extends string, T>(records: Readonly<Record<K, T>>, change: (record: T) => T): Record<K, T> {
  return Object.fromEntries(Object.entries<T>(records).map(([key, record]) => [key, change(record)])) as Record<K, T>
}
