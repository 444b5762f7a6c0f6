import { expect, test } from 'vitest'
import { findWeakContrasts } from '#shared/overlay/brand-contrast.ts'
import { alphaOf, withAlpha } from '#shared/overlay/contrast.ts'
import { defaultBrandKit, resolvePaint } from '#shared/project/brand.ts'

test('a school style is told which of its colours are hard to read on which, Tidbit’s own has none', () => {
  expect(findWeakContrasts(defaultBrandKit)).toEqual([])
  const pale = findWeakContrasts({ ...defaultBrandKit, primaryColour: '#ffeeaa' })
  expect(pale).toMatchObject([{ front: 'text', ground: 'primary', at: 'primary' }])
  expect(pale[0]?.ratio).toBeLessThan(4.5)
  const white = findWeakContrasts({ ...defaultBrandKit, backgroundColour: '#ffffff' })
  expect(white.map(({ front, at }) => `${front} ${at}`)).toEqual(['text background', 'accent accent'])
})

test('opacity is read and changed without leaving the school style', () => {
  for (const [paint, alpha, changed] of [
    ['brand:primary', 1, 'brand:primary/80'],
    ['brand:background/33', 0.2, 'brand:background/80'],
    ['#102030', 1, '#10203080'],
    ['#10203033', 0.2, '#10203080'],
  ] as const) {
    expect(alphaOf(paint)).toBeCloseTo(alpha, 2)
    expect(withAlpha(paint, 0.5)).toBe(changed)
    expect(withAlpha(changed, 1)).toBe(paint.replace(/\/?33$/, ''))
    expect(alphaOf(resolvePaint(changed, defaultBrandKit))).toBeCloseTo(0.5, 2)
  }
})
