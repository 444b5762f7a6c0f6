import { z } from '../../base/zod.ts'

const number = z.coerce.number().optional()

const streamSchema = z.object({
  index: z.int().nonnegative(),
  codec_type: z.string().optional(),
  codec_name: z.string().default('unknown'),
  width: number,
  height: number,
  pix_fmt: z.string().default('yuv420p'),
  avg_frame_rate: z.string().default('0/0'),
  r_frame_rate: z.string().default('0/0'),
  time_base: z.string().default('1/90000'),
  start_time: number,
  duration: number,
  color_range: z.string().default('unknown'),
  color_space: z.string().default('unknown'),
  color_transfer: z.string().default('unknown'),
  color_primaries: z.string().default('unknown'),
  sample_rate: number,
  channels: number,
  channel_layout: z.string().default(''),
  disposition: z.object({ attached_pic: z.int().default(0) }).optional(),
})
export type ProbedStream = z.infer<typeof streamSchema>

/** What ffprobe's JSON tells of a file, as far as it is used. Times are seconds. It may have been written by a hostile file. */
export const portableProbeSchema = z
  .object({
    streams: z.array(streamSchema).readonly().default([]),
    format: z.object({ format_name: z.string().default('unknown'), start_time: number, duration: number }).default({
      format_name: 'unknown',
    }),
  })
  .readonly()
export type PortableProbe = z.infer<typeof portableProbeSchema>

/** The picture of a film; a cover of a sound is none. */
export function pictureStream({ streams }: PortableProbe): ProbedStream | null {
  return streams.find((stream) => stream.codec_type === 'video' && stream.disposition?.attached_pic !== 1) ?? null
}

export function soundStream({ streams }: PortableProbe): ProbedStream | null {
  return streams.find((stream) => stream.codec_type === 'audio') ?? null
}

/** FFmpeg reads photos as films of one picture. */
export function isStillPicture({ format }: PortableProbe): boolean {
  return /_pipe$|^image2|^apng$/.test(format.format_name)
}
