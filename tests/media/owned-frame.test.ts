import { AV_PIX_FMT_YUV420P, AV_PIX_FMT_YUVA420P } from 'node-av/constants'
import { expect, test } from 'vitest'
import { ownedFrame } from '#main/media-process/ffmpeg/owned-frame.ts'

test.for([
  [AV_PIX_FMT_YUV420P, 3],
  [AV_PIX_FMT_YUVA420P, 5],
] as const)('a frame keeps its own copy of all planes (format %s)', ([format, halves]) => {
  const bytes = Buffer.from(Array.from({ length: (18 * 10 * halves) / 2 }, (_, index) => index % 251))
  using frame = ownedFrame(bytes, { width: 18, height: 10, format, pts: 7n })
  const before = Buffer.from(bytes)
  bytes.fill(0)
  expect(frame.toBuffer().equals(before)).toBe(true)
  expect(frame.pts).toBe(7n)
})
