import { z } from '../base/zod.ts'

export const videoCodecs = ['h264', 'hevc', 'vp9'] as const
export type VideoCodec = (typeof videoCodecs)[number]

/** How the pictures are to be spent bits on. */
const rateSchema = z.discriminatedUnion('kind', [
  /** Constant quality below a ceiling. */
  z
    .strictObject({
      kind: z.literal('quality'),
      crf: z.number().min(0).max(63),
      maxBitsPerSecond: z.int().positive(),
      bufferBits: z.int().positive(),
    })
    .readonly(),
  /** Two passes, so that the whole file, sound included, stays below a size; ceilings as above. */
  z
    .strictObject({
      kind: z.literal('size'),
      maxBytes: z.int().positive(),
      maxBitsPerSecond: z.int().positive(),
      bufferBits: z.int().positive(),
    })
    .readonly(),
])

export type EncoderRate = z.infer<typeof rateSchema>

export const encoderSchema = z
  .strictObject({
    container: z.enum(['mp4', 'webm']),
    video: z
      .strictObject({
        codec: z.enum(videoCodecs),
        /** x264's and x265's name for how hard to try; libvpx has numbers instead, which the engine chooses. */
        preset: z.string().regex(/^[a-z]+$/),
        rate: rateSchema,
        /** Longest distance of two key frames; groups are closed. */
        gopFrames: z.int().positive(),
        /** Fixed, because x264 gives other bytes for another number. */
        threads: z.int().positive(),
        /** `auto` takes the machine's own encoder where it has one that works; the bytes then differ from machine to machine. */
        hardware: z.enum(['off', 'auto']),
      })
      .readonly(),
    audio: z
      .strictObject({ codec: z.enum(['aac', 'opus']), bitsPerSecond: z.int().positive(), sampleRate: z.literal(48_000) })
      .readonly(),
    /** Whether stretches that need no new pixels are copied from the source packet by packet (smart render). */
    copyUntouched: z.boolean(),
  })
  .readonly()
export type Encoder = z.infer<typeof encoderSchema>

/** What a person chose beside the preset, as it travels: `OutputChoice` with everything said. */
export const outputChoiceSchema = z
  .strictObject({
    codec: z.enum(videoCodecs),
    maxBytes: z.int().positive().nullable(),
    hardware: z.enum(['off', 'auto']),
  })
  .readonly()
