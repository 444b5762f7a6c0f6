import { useMemo, useState } from 'react'
import { ImagePlus } from 'lucide-react'
import { Button } from '#renderer/ui/button.tsx'
import { EmptyState } from '#renderer/ui/feedback.tsx'
import type { EditSnapshot } from '#shared/edit/edit-session.ts'
import { assetUrl } from '#shared/ipc/media-url.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { AssetId } from '#shared/project/ids.ts'
import { useEditor, useSession } from '../editor-context.tsx'
import { choosePicture } from '../media/choose-picture.ts'
import { addToPicture, pictureOverlay } from './add-to-picture.ts'
import { TileGrid, type Tile } from './tile-grid.tsx'
import styles from './overlays.module.css'

const words = text.overlays
const pickAssets = ({ document }: EditSnapshot): EditSnapshot['document']['assets'] => document.assets

/** The pictures of the lesson, and a way to bring in more. */
export function PictureList() {
  const editor = useEditor()
  const assets = useSession(pickAssets)
  const [choosing, setChoosing] = useState(false)
  const tiles = useMemo(
    () =>
      Object.values(assets)
        .filter(({ imageSize }) => imageSize !== null)
        .map(({ id, fileName }): Tile => ({ id, name: fileName, picture: { kind: 'image', address: assetUrl(id, 'picture') } })),
    [assets],
  )
  const add = (assetId: AssetId): void => {
    const asset = editor.document.assets[assetId]
    const overlay = asset && pictureOverlay(asset)
    if (overlay) addToPicture(editor, asset.fileName, [overlay])
  }
  const choose = async (): Promise<void> => {
    setChoosing(true)
    const assetId = await choosePicture(editor)
    setChoosing(false)
    if (assetId) add(assetId)
  }
  const button = (
    <Button icon={ImagePlus} isDisabled={choosing} onPress={() => void choose()}>
      {words.choosePicture}
    </Button>
  )
  if (tiles.length === 0) {
    return (
      <EmptyState icon={ImagePlus} title={words.noPictures} body={words.noPicturesBody}>
        {button}
      </EmptyState>
    )
  }
  return (
    <section className={styles['section']}>
      {button}
      <TileGrid label={words.kind.pictures} size="large" tiles={tiles} onChoose={(id) => add(id as AssetId)} />
    </section>
  )
}
