import { Frame } from 'node-av/lib'
import type { PlanInput, PlanVideo } from '#shared/render-plan/plan-input.ts'
import { maxPicturePixels } from '#shared/render-plan/plan.ts'
import { zeroTicks } from '#shared/time/ticks.ts'
import { describePixelFormat } from '../probe/pixel-format.ts'
import { openFilterPipe } from '../ffmpeg/filter-pipe.ts'
import type { Slices } from '../slices.ts'
import { openPictureReader } from './picture-reader.ts'

/** Upright R G B A rows with straight alpha. */
export type OverlayPicture = { readonly width: number; readonly height: number; readonly rgba: Buffer }

const step = 'reading a picture'

/** The long side of a full-size canvas: a photo of a phone has far more than an overlay can show. */
const maxSidePixels = 1920

/** The picture of an image file as overlays draw it, see-through where it is. Throws `media.*` where it cannot be read. */
export async function readOverlayPicture(file: string, input: PlanInput, slices: Slices): Promise<OverlayPicture> {
  if (!input.video) throw new Error('An overlay names an asset without a picture')
  const facts = input.video
  const reader = openPictureReader({
    file,
    input: { ...input, video: facts },
    maxPixels: maxPicturePixels,
    threads: 1,
    slices,
    onDamage: () => {},
  })
  try {
    const stored = await reader.pictureAt({ at: zeroTicks, earlyTicks: 0, endTicks: Infinity, backwards: false })
    const pipe = openFilterPipe(pictureGraph(stored, facts), step, 1)
    using picture = new Frame()
    picture.alloc()
    try {
      stored.pts = 0n
      pipe.push('buffer@v', stored)
      pipe.end('buffer@v')
      pipe.pull(picture)
      return { width: picture.width, height: picture.height, rgba: picture.toBuffer() }
    } finally {
      pipe.close()
    }
  } finally {
    reader.close()
  }
}

/** Scaled, converted to RGBA and turned upright. */
function pictureGraph(stored: Frame, facts: PlanVideo): string {
  const { name, isRgb } = describePixelFormat(stored.format as never)
  const colour = isRgb ? 'colorspace=gbr:range=pc' : `colorspace=${facts.matrix}:range=${facts.range === 'full' ? 'pc' : 'tv'}`
  const factor = Math.min(1, maxSidePixels / Math.max(stored.width, stored.height))
  const size = [stored.width, stored.height].map((side) => Math.max(1, Math.round(side * factor))).join(':')
  return [
    `buffer@v=video_size=${stored.width}x${stored.height}:pix_fmt=${name}:time_base=1/30:pixel_aspect=1/1:${colour}`,
    `scale=${size}:flags=bicubic+accurate_rnd+full_chroma_int`,
    'format=rgba',
    ...(facts.mirrored ? ['hflip'] : []),
    ...turns[facts.rotationDegrees],
    'buffersink@out',
  ].join(',')
}

const turns: Readonly<Record<PlanVideo['rotationDegrees'], readonly string[]>> = {
  0: [],
  90: ['transpose=clock'],
  180: ['hflip', 'vflip'],
  270: ['transpose=cclock'],
}
