import type { Ticks } from '../../time/ticks.ts'

/** Why pictures are encoded instead of copied, the first reason that holds. */
export const encodeReasons = [
  /** Nothing plays, or a photo. */
  'no-clip',
  /** Captions, titles or other overlays show. */
  'overlays',
  /** The picture is moved, cut, coloured, blurred, faded or covered. */
  'effects',
  'speed',
  /** Not H.264 as the preset makes it: another kind of coding, profile, level, bit depth or interlaced. */
  'coding',
  'size',
  'turned',
  'colour',
  /** Pictures are not on the frames of the output one to one. */
  'frame-rate',
  /** More bits than the preset allows. */
  'bit-rate',
  /** Its parameters do not fit beside those of the other clips. */
  'parameters',
  /** Damaged, without time stamps, or with parts an edit list hides. */
  'damaged',
  /** Shares a group of pictures with a touched one, or groups are too long for the preset. */
  'groups',
] as const
export type EncodeReason = (typeof encodeReasons)[number]

/** A coded picture of a clip's file; `size` is bytes. */
export type SourcePacket = {
  /** When it shows, since the clip's time zero. */
  readonly atTicks: Ticks
  readonly size: number
  /** Nothing after it refers to anything before it. */
  readonly isIdr: boolean
  /** Players may start here: an IDR picture or a recovery point. */
  readonly isKey: boolean
  /** An edit list hides it. */
  readonly hidden: boolean
  /** Its bytes are no sound picture, or one before it is missing. */
  readonly damaged: boolean
}

/** What is coded in an H.264 stream, by one of its parameter sets. */
export type StreamFacts = {
  readonly profile: 'baseline' | 'main' | 'high' | 'other'
  /** 40 for level 4. */
  readonly level: number
  readonly width: number
  readonly height: number
  readonly sampleAspect: { readonly num: number; readonly den: number }
  readonly progressive: boolean
  readonly eightBit420: boolean
  /** FFmpeg's names, "unknown" where it is not told. */
  readonly colour: {
    readonly primaries: string
    readonly transfer: string
    readonly matrix: string
    readonly range: 'limited' | 'full' | 'unknown'
  }
}

/** A file of the plan as the copier sees it: its pictures in decoding order, or why none of them can be copied. */
export type CopySource =
  | { readonly refusal: EncodeReason }
  | { readonly refusal: null; readonly facts: readonly StreamFacts[]; readonly packets: readonly SourcePacket[] }
