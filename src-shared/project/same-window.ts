import type { Asset } from './schema/asset.ts'
import type { Region } from './schema/geometry.ts'

/** The largest part in the middle of the new picture that has the shape of what `crop` cuts out of the old one. */
export function sameWindow(crop: Region, old: Asset, now: Asset): Region {
  const [from, to] = [sidesOf(old), sidesOf(now)]
  if (!from || !to) return crop
  const shape = (from.width * crop.width) / (from.height * crop.height)
  const width = Math.min(1, (to.height * shape) / to.width)
  const height = Math.min(1, to.width / shape / to.height)
  return { x: (1 - width) / 2, y: (1 - height) / 2, width, height }
}

type Sides = { readonly width: number; readonly height: number }

function sidesOf({ interpretation, imageSize }: Asset): Sides | null {
  const video = interpretation?.video
  return video ? { width: video.displayWidth, height: video.displayHeight } : imageSize
}
