import type { Asset } from './schema/asset.ts'
import type { ClipPicture } from './schema/clip.ts'
import type { CanvasSize } from './schema/document.ts'

/** Below this share of the picture that filling the canvas would leave in sight, all of it shows over a blurred copy. */
const leastShareInSight = 0.5

/** How a picture best meets the canvas: a landscape recording on an upright canvas would lose most of itself by filling it. */
export function suggestFit(asset: Pick<Asset, 'interpretation' | 'imageSize'>, canvas: CanvasSize): ClipPicture['fit'] {
  const video = asset.interpretation?.video
  const size = video ? { width: video.displayWidth, height: video.displayHeight } : asset.imageSize
  if (!size) return 'fill'
  const ratio = size.width / size.height / (canvas.width / canvas.height)
  return Math.min(ratio, 1 / ratio) < leastShareInSight ? 'fit-blur' : 'fill'
}
