import {
  AVCOL_PRI_BT2020,
  AVCOL_PRI_BT470BG,
  AVCOL_PRI_BT709,
  AVCOL_PRI_SMPTE170M,
  AVCOL_PRI_SMPTE432,
  AVCOL_RANGE_JPEG,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT2020_CL,
  AVCOL_SPC_BT2020_NCL,
  AVCOL_SPC_BT470BG,
  AVCOL_SPC_BT709,
  AVCOL_SPC_FCC,
  AVCOL_SPC_RGB,
  AVCOL_SPC_SMPTE170M,
  AVCOL_SPC_SMPTE240M,
  AVCOL_TRC_ARIB_STD_B67,
  AVCOL_TRC_BT2020_10,
  AVCOL_TRC_BT709,
  AVCOL_TRC_IEC61966_2_1,
  AVCOL_TRC_LINEAR,
  AVCOL_TRC_SMPTE170M,
  AVCOL_TRC_SMPTE2084,
  type AVColorPrimaries,
  type AVColorRange,
  type AVColorSpace,
  type AVColorTransferCharacteristic,
} from 'node-av/constants'

// FFmpeg's own names (libavutil/pixdesc.c); what is not listed is told as "unknown" and read by the picture's size.
const primaries = new Map<AVColorPrimaries, string>([
  [AVCOL_PRI_BT709, 'bt709'],
  [AVCOL_PRI_BT470BG, 'bt470bg'],
  [AVCOL_PRI_SMPTE170M, 'smpte170m'],
  [AVCOL_PRI_BT2020, 'bt2020'],
  [AVCOL_PRI_SMPTE432, 'smpte432'],
])
const transfers = new Map<AVColorTransferCharacteristic, string>([
  [AVCOL_TRC_BT709, 'bt709'],
  [AVCOL_TRC_SMPTE170M, 'smpte170m'],
  [AVCOL_TRC_IEC61966_2_1, 'iec61966-2-1'],
  [AVCOL_TRC_LINEAR, 'linear'],
  [AVCOL_TRC_BT2020_10, 'bt2020-10'],
  [AVCOL_TRC_SMPTE2084, 'smpte2084'],
  [AVCOL_TRC_ARIB_STD_B67, 'arib-std-b67'],
])
const matrices = new Map<AVColorSpace, string>([
  [AVCOL_SPC_RGB, 'gbr'],
  [AVCOL_SPC_BT709, 'bt709'],
  [AVCOL_SPC_FCC, 'fcc'],
  [AVCOL_SPC_BT470BG, 'bt470bg'],
  [AVCOL_SPC_SMPTE170M, 'smpte170m'],
  [AVCOL_SPC_SMPTE240M, 'smpte240m'],
  [AVCOL_SPC_BT2020_NCL, 'bt2020nc'],
  [AVCOL_SPC_BT2020_CL, 'bt2020c'],
])
const ranges = new Map<AVColorRange, 'limited' | 'full'>([
  [AVCOL_RANGE_MPEG, 'limited'],
  [AVCOL_RANGE_JPEG, 'full'],
])

type ColourFields = {
  readonly colorPrimaries: AVColorPrimaries
  readonly colorTrc: AVColorTransferCharacteristic
  readonly colorSpace: AVColorSpace
  readonly colorRange: AVColorRange
}

export type ColourDescription = {
  readonly primaries: string
  readonly transfer: string
  readonly matrix: string
  readonly range: 'limited' | 'full' | 'unknown'
}

/** The colour of a stream or a picture by FFmpeg's names, "unknown" where it is not told. */
export function describeColour(fields: ColourFields): ColourDescription {
  return {
    primaries: primaries.get(fields.colorPrimaries) ?? 'unknown',
    transfer: transfers.get(fields.colorTrc) ?? 'unknown',
    matrix: matrices.get(fields.colorSpace) ?? 'unknown',
    range: ranges.get(fields.colorRange) ?? 'unknown',
  }
}
