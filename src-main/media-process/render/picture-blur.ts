import { Frame } from 'node-av/lib'
import type { CanvasSize } from '#shared/project/schema/document.ts'
import type { BlurPicture } from '../compositing/mix-pictures.ts'
import { copyPicture, createCanvas, pictureOf, writeFrame } from '../compositing/planes.ts'
import { openFilterPipe } from '../ffmpeg/filter-pipe.ts'
import { check } from '../ffmpeg/check.ts'

export type PictureBlur = { readonly blur: BlurPicture; close(): void }

const step = 'blurring from one clip to the next'
/** A 27th of the short side: 40 pixels of 1080, in which no shape is left. */
const strongestShare = 1 / 27

export function openPictureBlur(size: CanvasSize, threads: number): PictureBlur {
  const source = `buffer@v=video_size=${size.width}x${size.height}:pix_fmt=yuv420p:time_base=1/30`
  const pipe = openFilterPipe(`${source},gblur@b=sigma=1:steps=2,buffersink@out`, step, threads)
  const packed = createCanvas(size)
  const [given, blurred] = [new Frame(), new Frame()]
  given.alloc()
  blurred.alloc()
  let pts = 0n

  return {
    blur(picture, share) {
      const sigma = Math.max(0.01, Math.min(size.width, size.height) * strongestShare * share * share)
      pipe.command('gblur@b', 'sigma', sigma.toFixed(3))
      pipe.command('gblur@b', 'sigmaV', sigma.toFixed(3))
      copyPicture(picture, packed)
      given.unref()
      writeFrame(packed, given)
      given.pts = pts
      pts += 1n
      pipe.push('buffer@v', given)
      blurred.unref()
      check(pipe.pull(blurred) === true ? 0 : -1, step)
      return pictureOf(blurred)
    },
    close() {
      pipe.close()
      given.free()
      blurred.free()
    },
  }
}
