import { useState } from 'react'
import { ImagePlus } from 'lucide-react'
import { Button } from '#renderer/ui/button.tsx'
import { EmptyState } from '#renderer/ui/feedback.tsx'
import { assetUrl } from '#shared/ipc/media-url.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { AssetId } from '#shared/project/ids.ts'
import { useDocument, useEditor } from '../editor-context.tsx'
import { choosePicture } from '../media/choose-picture.ts'
import { addToPicture, pictureOverlay } from './add-to-picture.ts'
import { TileGrid } from './tile-grid.tsx'
import styles from './overlays.module.css'

const words = text.overlays

/** The pictures of the lesson, and a way to bring in more. */
export function PictureList() {
  const editor = useEditor()
  const { assets } = useDocument()
  const [choosing, setChoosing] = useState(false)
  const pictures = Object.values(assets).filter(({ imageSize }) => imageSize !== null)
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
  if (pictures.length === 0) {
    return (
      <EmptyState icon={ImagePlus} title={words.noPictures} body={words.noPicturesBody}>
        {button}
      </EmptyState>
    )
  }
  return (
    <section className={styles['section']}>
      {button}
      <TileGrid
        label={words.kind.pictures}
        size="large"
        tiles={pictures.map((asset) => ({
          id: asset.id,
          name: asset.fileName,
          picture: { kind: 'image', address: assetUrl(asset.id, 'picture') },
        }))}
        onChoose={(id) => {
          const picture = pictures.find((asset) => asset.id === id)
          if (picture) add(picture.id)
        }}
      />
    </section>
  )
}
