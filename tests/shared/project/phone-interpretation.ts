import type { AudioInterpretation, VideoInterpretation } from '#shared/project/schema/asset.ts'
import { secondsToTicks, ticks } from '#shared/time/ticks.ts'

/** What the clip doctor says of ten seconds that a phone filmed upright. */
export const phoneVideo: VideoInterpretation = {
  streamIndex: 0,
  codec: 'h264',
  codedWidth: 1920,
  codedHeight: 1080,
  displayWidth: 1080,
  displayHeight: 1920,
  sampleAspect: { num: 1, den: 1 },
  rotationDegrees: 90,
  mirrored: false,
  frameRate: { num: 30, den: 1 },
  variableFrameRate: false,
  timeBase: { num: 1, den: 600 },
  fieldOrder: 'progressive',
  pixelFormat: 'yuv420p',
  bitDepth: 8,
  hasAlpha: false,
  colour: { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', range: 'limited' },
  dynamicRange: 'sdr',
  startTicks: ticks(0),
  durationTicks: secondsToTicks(10),
  needsProxy: false,
}

export const phoneSound: AudioInterpretation = {
  streamIndex: 1,
  codec: 'aac',
  sampleRate: 44_100,
  channels: 1,
  channelLayout: 'mono',
  startTicks: ticks(0),
  durationTicks: secondsToTicks(10),
}
