import type { AVColorPrimaries, AVColorSpace, AVColorTransferCharacteristic } from 'node-av/constants'
import { AVCOL_RANGE_JPEG, AVCOL_RANGE_MPEG, AVCOL_RANGE_UNSPECIFIED } from 'node-av/constants'
import type { StreamFacts } from '#shared/render-plan/smart/copy-source.ts'
import { describeColour } from '../ffmpeg/colour-names.ts'
import type { SequenceParameters } from './h264/parameter-sets.ts'

/** What a sequence parameter set tells, in the planner's words. */
export function describeStream(sps: SequenceParameters): StreamFacts {
  return {
    profile: profileName(sps),
    level: sps.levelIdc,
    width: sps.width,
    height: sps.height,
    sampleAspect: sps.sampleAspect,
    progressive: sps.frameMbsOnly,
    eightBit420: sps.chromaFormatIdc === 1 && sps.bitDepth === 8,
    // FFmpeg's numbers are those of ITU-T H.273, which parameter sets use, too.
    colour: describeColour({
      colorPrimaries: sps.primaries as AVColorPrimaries,
      colorTrc: sps.transfer as AVColorTransferCharacteristic,
      colorSpace: sps.matrix as AVColorSpace,
      colorRange: sps.fullRange === null ? AVCOL_RANGE_UNSPECIFIED : sps.fullRange ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG,
    }),
  }
}

function profileName({ profileIdc }: SequenceParameters): StreamFacts['profile'] {
  switch (profileIdc) {
    case 66:
      return 'baseline'
    case 77:
      return 'main'
    case 100:
      return 'high'
    default:
      return 'other'
  }
}
