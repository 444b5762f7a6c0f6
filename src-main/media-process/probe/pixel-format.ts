import { avGetPixFmtName } from 'node-av/lib'
import type { AVPixelFormat } from 'node-av/constants'

export type PixelFormatFacts = {
  readonly name: string
  readonly bitDepth: number
  readonly hasAlpha: boolean
  readonly isRgb: boolean
}

/** What FFmpeg's pixel format names tell (libavutil/pixdesc.c): "yuva420p10le" has alpha and ten bits. */
export function describePixelFormat(format: AVPixelFormat): PixelFormatFacts {
  const name = avGetPixFmtName(format) ?? 'unknown'
  const depth = /(?:p|gray|gbrap?|rgb|x2rgb|p0)(9|10|12|14|16)(?:le|be)$/.exec(name) ?? /^p0(10|12|16)/.exec(name)
  return {
    name,
    bitDepth: depth ? Number(depth[1]) : 8,
    hasAlpha: /^(yuva|rgba|argb|bgra|abgr|gbrap|ya8|ya16|pal8)/.test(name),
    isRgb: /^(rgb|bgr|argb|abgr|rgba|bgra|gbr|0rgb|0bgr|pal8|x2rgb|x2bgr)/.test(name),
  }
}
