import { expect, test } from 'vitest'
import type { Frame } from 'node-av/lib'
import { createBackwardPictures } from '#main/media-process/render/backward-pictures.ts'
import { beforeAllTicks, type DecodedPictures } from '#main/media-process/render/decoded-pictures.ts'

/** Forty pictures, a tick apart, of a file whose index leads behind the last one unless one starts at its first byte. */
function wronglyIndexed(): DecodedPictures {
  let next = 0
  return {
    async nextInto(frame) {
      if (next >= 40) return null
      frame.pts = BigInt(next)
      next += 1
      return next - 1
    },
    seek(at) {
      next = at <= beforeAllTicks ? 0 : 40
    },
    close() {},
  }
}

test('a film that can only be read from its start runs backwards to its first picture', async () => {
  // Room for four.
  const backward = createBackwardPictures(wronglyIndexed(), 4)
  const shown: number[] = []
  for (let at = 30; at >= 0; at -= 1) {
    const frame: Frame | null = await backward.pictureAt(at, 0, Infinity)
    shown.push(Number(frame?.pts))
  }
  backward.clear()
  expect(shown).toEqual(Array.from({ length: 31 }, (_, index) => 30 - index))
})
