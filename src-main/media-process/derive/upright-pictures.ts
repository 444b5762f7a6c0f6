import type { Frame } from 'node-av/lib'
import { deinterlace, scaleUpright } from '#shared/render-plan/layer-source.ts'
import type { PlanVideo } from '#shared/render-plan/plan-input.ts'
import { openFilterPipe, type FilterPipe } from '../ffmpeg/filter-pipe.ts'
import { describePixelFormat } from '../probe/pixel-format.ts'

type Size = { readonly width: number; readonly height: number }

/** Decoded pictures made upright, whole and BT.709 at another size; each keeps its own time stamp. */
export type UprightPictures = {
  /** Gives a picture, whose own stamp is overwritten, and hands on those that are ready. */
  push(picture: Frame, timestamp: bigint): void
  end(): void
  close(): void
}

const step = 'making the light copy'
/** Good enough for a picture that is looked at while editing, and four times as fast as the export's. */
const scaler = 'bilinear'

type Options = {
  readonly video: PlanVideo
  readonly size: Size
  readonly threads: number
  /** Holds each picture while `use` runs. */
  readonly scratch: Frame
  readonly use: (picture: Frame, timestamp: bigint) => void
}

export function openUprightPictures({ video, size, threads, scratch, use }: Options): UprightPictures {
  let pipe: FilterPipe | null = null
  let format = ''
  /** Pictures travel under their number, because a graph may change the time base; it may also hold some back. */
  let pushed = 0
  const timestamps = new Map<number, bigint>()

  function pipeFor(picture: Frame): FilterPipe {
    const { name, isRgb } = describePixelFormat(picture.format as never)
    const known = `video_size=${picture.width}x${picture.height}:pix_fmt=${name}`
    if (pipe && known === format) return pipe
    end()
    format = known
    const colour = isRgb ? 'colorspace=gbr:range=pc' : `colorspace=${video.matrix}:range=${video.range === 'full' ? 'pc' : 'tv'}`
    const source = `buffer@v=${known}:time_base=1/1000:pixel_aspect=1/1:${colour}`
    const filters = [source, ...deinterlace(video), ...scaleUpright(video, size, { flags: scaler }), 'setsar=1', 'buffersink@out']
    pipe = openFilterPipe(filters.join(','), step, threads)
    return pipe
  }

  function pull(from: FilterPipe): void {
    const { num, den } = from.sink.buffersinkGetTimeBase()
    while (from.pull(scratch) === true) {
      const number = Math.round((Number(scratch.pts) * num * 1000) / den)
      const timestamp = timestamps.get(number)
      timestamps.delete(number)
      if (timestamp !== undefined) use(scratch, timestamp)
      scratch.unref()
    }
  }

  function end(): void {
    if (!pipe) return
    pipe.end('buffer@v')
    pull(pipe)
    pipe.close()
    pipe = null
  }

  return {
    push(picture, timestamp) {
      const target = pipeFor(picture)
      picture.pts = BigInt(pushed)
      timestamps.set(pushed, timestamp)
      pushed += 1
      target.push('buffer@v', picture)
      pull(target)
    },
    end,
    close() {
      pipe?.close()
      pipe = null
    },
  }
}
