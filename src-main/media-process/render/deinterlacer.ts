import type { Frame } from 'node-av/lib'
import { deinterlace } from '#shared/render-plan/layer-source.ts'
import type { PlanVideo } from '#shared/render-plan/plan-input.ts'
import { ticksPerSecond } from '#shared/time/ticks.ts'
import { openFilterPipe, type FilterPipe } from '../ffmpeg/filter-pipe.ts'
import { describePixelFormat } from '../probe/pixel-format.ts'

/** Makes whole pictures out of interlaced ones; it looks at the pictures before and after each, so it must get all of them. */
export type Deinterlacer = {
  push(frame: Frame, at: number): void
  end(): void
  /** A whole picture and its source instant; false where more must be pushed, null after the last one. */
  pull(frame: Frame): number | false | null
  /** Forgets all pictures, as after a seek. */
  restart(): void
}

const step = 'reading interlaced pictures'
const timeBase = `1/${ticksPerSecond}`

export function openDeinterlacer(video: Pick<PlanVideo, 'fieldOrder'>, threads: number): Deinterlacer {
  let pipe: FilterPipe | null = null
  let format = ''
  let ended = false

  function restart(): void {
    pipe?.close()
    pipe = null
    format = ''
    ended = false
  }

  function pipeFor(frame: Frame): FilterPipe {
    const { name } = describePixelFormat(frame.format as never)
    const now = `video_size=${frame.width}x${frame.height}:pix_fmt=${name}`
    if (pipe && now === format) return pipe
    restart()
    format = now
    const filters = [`buffer@v=${now}:time_base=${timeBase}`, ...deinterlace(video), `settb=${timeBase}`, 'buffersink@out']
    pipe = openFilterPipe(filters.join(','), step, threads)
    return pipe
  }

  return {
    push(frame, at) {
      const target = pipeFor(frame)
      frame.pts = BigInt(at)
      target.push('buffer@v', frame)
    },
    end() {
      pipe?.end('buffer@v')
      ended = true
    },
    pull(frame) {
      if (!pipe) return ended ? null : false
      const pulled = pipe.pull(frame)
      if (pulled === true) return Number(frame.pts)
      return pulled === 'ended' || ended ? null : false
    },
    restart,
  }
}
