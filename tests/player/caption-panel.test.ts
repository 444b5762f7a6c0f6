import { describe, expect, it } from 'vitest'
import { panelPath } from '#player/view/caption-panel.ts'

const shape = { padding: { inline: 8, block: 6 }, radius: 5 }
const [first, second] = [
  { top: 6, bottom: 46 },
  { top: 46, bottom: 86 },
]

/** The corners that the path turns at. */
function cornersOf(path: string): readonly (readonly [number, number])[] {
  return [...path.matchAll(/Q(\S+) (\S+) /gu)].map(([, x, y]) => [Number(x), Number(y)] as const)
}

describe('the panel of a caption', () => {
  it('is as wide as each line, and where two meet the wider one keeps its padding', () => {
    const wide = { left: 20, right: 220 }
    const narrow = { left: 70, right: 170 }
    const lines = [
      { ...wide, ...first },
      { ...narrow, ...second },
    ]
    expect(cornersOf(panelPath({ ...shape, lines }))).toEqual([
      [228, 0],
      [228, 52],
      [178, 52],
      [178, 92],
      [62, 92],
      [62, 52],
      [12, 52],
      [12, 0],
    ])
    // The other way round the second line reaches up.
    const turned = [
      { ...narrow, ...first },
      { ...wide, ...second },
    ]
    expect(cornersOf(panelPath({ ...shape, lines: turned }))).toContainEqual([178, 40])
  })

  it('follows a line that is higher than the others', () => {
    const lines = [
      { left: 20, right: 220, ...first },
      { left: 70, right: 170, top: 46, bottom: 106 },
    ]
    expect(cornersOf(panelPath({ ...shape, lines }))).toContainEqual([178, 112])
  })

  it('levels steps that have no room for their corners', () => {
    expect(
      cornersOf(
        panelPath({
          ...shape,
          lines: [
            { left: 20, right: 220, ...first },
            { left: 24, right: 212, ...second },
          ],
        }),
      ),
    ).toEqual([
      [228, 0],
      [228, 92],
      [12, 92],
      [12, 0],
    ])
  })
})
