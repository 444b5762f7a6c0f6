import { describe, expect, it } from 'vitest'
import { canvases } from '#shared/project/defaults.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import { suggestFit } from '#shared/project/suggest-fit.ts'

const photo = (width: number, height: number): Asset =>
  ({ kind: 'image', interpretation: null, imageSize: { width, height } }) as Asset

describe('suggestFit', () => {
  it.each([
    [1080, 1920, '9:16', 'fill'],
    [1080, 1080, '9:16', 'fill'],
    [1920, 1080, '9:16', 'fit-blur'],
    [1740, 892, '9:16', 'fit-blur'],
    [1440, 1080, '9:16', 'fit-blur'],
    [1080, 1920, '16:9', 'fit-blur'],
    [1920, 1080, '1:1', 'fill'],
  ] as const)('of %i x %i on %s is %s', (width, height, canvas, fit) => {
    expect(suggestFit(photo(width, height), canvases[canvas])).toBe(fit)
  })
})
