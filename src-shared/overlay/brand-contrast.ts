import type { BrandColourName, BrandKit } from '../project/schema/brand.ts'
import { contrastOf, readableContrast } from './contrast.ts'

type Pair = {
  readonly front: BrandColourName
  readonly ground: BrandColourName
  /** The one of the two that is told of it. */
  readonly at: BrandColourName
}

/** Which colour of the school style stands on which. */
const pairs: readonly Pair[] = [
  { front: 'text', ground: 'primary', at: 'primary' },
  { front: 'text', ground: 'background', at: 'background' },
  { front: 'accent', ground: 'background', at: 'accent' },
]

export type BrandContrast = Pair & { readonly ratio: number }

/** The pairs of a school style that are hard to read (WCAG 2.2, 1.4.3: below 4.5 to 1), as they are used. */
export function findWeakContrasts(kit: BrandKit): readonly BrandContrast[] {
  return pairs
    .map((pair) => ({ ...pair, ratio: contrastOf(kit[`${pair.front}Colour`], kit[`${pair.ground}Colour`]) }))
    .filter(({ ratio }) => ratio < readableContrast)
}
