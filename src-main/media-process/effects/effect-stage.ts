import { Frame } from 'node-av/lib'
import {
  AV_PIX_FMT_YUV420P,
  AV_PIX_FMT_YUVA420P,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT709,
  AVERROR_EAGAIN,
  AVERROR_EOF,
} from 'node-av/constants'
import { effectPixelFormat, effectSink, effectSource, type EffectContext } from '#shared/render-plan/effects/effect-filters.ts'
import { createPictureEffects } from '#shared/render-plan/effects/picture-effects.ts'
import { planesOf } from '#shared/render-plan/effects/planes.ts'
import type { Layer } from '#shared/render-plan/plan-layer.ts'
import { check } from '../ffmpeg/check.ts'
import type { FilterPipe } from '../ffmpeg/filter-pipe.ts'
import { ownedFrame } from '../ffmpeg/owned-frame.ts'
import { rememberedTables } from './remembered-tables.ts'

/** Carries a layer's pictures from the end of its first filters through its effects to the beginning of the next ones. */
export type EffectStage = {
  /** Takes all that is ready; to be called whenever the layer got a picture or its end. */
  pass(): void
  close(): void
}

const step = 'applying colours and blurs'

/** Null for a layer without effects. The graph is that of `effectFilters`. Throws `colour.*` for an unknown look and a colour table that cannot be used. */
export function openEffectStage(pipe: FilterPipe, layer: Layer, context: EffectContext): EffectStage | null {
  const effects = createPictureEffects(layer, context, rememberedTables(layer.look, context.lutText))
  if (!effects) return null
  const { width, height } = context.picture
  const hasAlpha = effectPixelFormat(layer, context) === 'yuva420p'
  const sink = pipe.filter(effectSink(context.name))
  const source = effectSource(context.name)
  const byteLength = ((hasAlpha ? 5 : 3) * width * height) / 2
  const taken = new Frame()
  taken.alloc()
  let ended = false

  function send(frame: Frame): void {
    const bytes = withAlpha(frame.toBuffer(), byteLength)
    effects?.apply(planesOf(bytes, width, height), Number(frame.pts))
    using changed = ownedFrame(bytes, {
      width,
      height,
      format: hasAlpha ? AV_PIX_FMT_YUVA420P : AV_PIX_FMT_YUV420P,
      pts: frame.pts,
    })
    changed.colorSpace = AVCOL_SPC_BT709
    changed.colorRange = AVCOL_RANGE_MPEG
    pipe.push(source, changed)
  }

  return {
    pass() {
      while (!ended) {
        const code = sink.buffersinkGetFrameSync(taken)
        if (code === AVERROR_EAGAIN) return
        if (code === AVERROR_EOF) {
          ended = true
          pipe.end(source)
          return
        }
        check(code, step)
        send(taken)
        taken.unref()
      }
    },
    close: () => taken.free(),
  }
}

/** A picture without an alpha plane gets an opaque one where a key needs it. */
function withAlpha(bytes: Buffer, byteLength: number): Buffer {
  return bytes.length === byteLength ? bytes : Buffer.concat([bytes, Buffer.alloc(byteLength - bytes.length, 255)])
}
