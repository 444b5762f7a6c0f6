import { open } from 'node:fs/promises'
import path from 'node:path'
import { appError } from '#shared/messages/app-error.ts'
import type { Ticks } from '#shared/time/ticks.ts'
import { writeFileAtomically } from '../files/atomic-file.ts'
import { fileError } from '../files/file-error.ts'
import type { MediaEngine } from '../media/media-engine.ts'

/** Fills a phone's screen before the lesson plays. */
const posterSidePixels = 1280

/** A JPEG comment, right behind the start of the image, by which we know our own. */
const comment = Buffer.from('Made by Tidbit Studio')
const startOfImage = Buffer.from([0xff, 0xd8])
const signature = Buffer.concat([Buffer.from([0xff, 0xfe, 0, comment.length + 2]), comment])

/** The picture beside a video: the same name with .jpg. */
export function posterFileOf(videoFile: string): string {
  return path.join(path.dirname(videoFile), `${path.basename(videoFile, path.extname(videoFile))}.jpg`)
}

/** Takes the frame out of the finished video, so that it is cropped and captioned as the lesson is. Throws `file.*`, `media.*`. */
export async function writePoster(
  videoFile: string,
  atTicks: Ticks,
  posterFile: string,
  media: Pick<MediaEngine, 'probe' | 'stills'>,
  signal: AbortSignal,
): Promise<void> {
  const report = await media.probe(videoFile, { signal })
  const request = { path: videoFile, report, instants: [atTicks], maxSidePixels: posterSidePixels, format: 'jpeg' } as const
  const [still] = await media.stills(request, { signal })
  if (!still) throw new Error('the rendered video gave no picture')
  const signed = Buffer.concat([startOfImage, signature, still.data.subarray(startOfImage.length)])
  await writeFileAtomically(posterFile, signed, { signal })
}

/** Refuses to replace a picture that is not one of ours. Throws `export.poster-in-the-way`, `file.*`. */
export async function refuseForeignPoster(file: string): Promise<void> {
  try {
    const handle = await open(file, 'r')
    try {
      const wanted = Buffer.concat([startOfImage, signature])
      const { buffer } = await handle.read(Buffer.alloc(wanted.length), 0, wanted.length, 0)
      if (!buffer.equals(wanted)) throw appError('export.poster-in-the-way', { file })
    } finally {
      await handle.close()
    }
  } catch (thrown) {
    if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT'))
      throw fileError(thrown, { file, action: 'read' })
  }
}
