import { describe, expect, it } from 'vitest'
import { filmTiles } from '#renderer/editor/timeline/film-tiles.ts'
import { secondsToTicks } from '#shared/time/ticks.ts'

const seconds = secondsToTicks
const film = {
  fromPx: 0,
  toPx: 1000,
  clipPx: 400,
  tilePx: 100,
  sourceInTicks: seconds(0),
  sourceOutTicks: seconds(8),
  reversed: false,
  assetTicks: seconds(8),
  pictureCount: 4,
}

describe('filmstrip tiles', () => {
  it('show each part of the clip by the picture of its middle', () => {
    expect(filmTiles(film)).toEqual([
      { leftPx: 0, picture: 0 },
      { leftPx: 100, picture: 1 },
      { leftPx: 200, picture: 2 },
      { leftPx: 300, picture: 3 },
    ])
  })

  it('repeat a picture where the clip is stretched, and skip some where it is squeezed', () => {
    expect(filmTiles({ ...film, clipPx: 800 }).map((tile) => tile.picture)).toEqual([0, 0, 1, 1, 2, 2, 3, 3])
    expect(filmTiles({ ...film, clipPx: 200 }).map((tile) => tile.picture)).toEqual([1, 3])
  })

  it('follow the in and out points, and run backwards in a reversed clip', () => {
    const trimmed = { ...film, sourceInTicks: seconds(4), clipPx: 200 }
    expect(filmTiles(trimmed).map((tile) => tile.picture)).toEqual([2, 3])
    expect(filmTiles({ ...trimmed, reversed: true }).map((tile) => tile.picture)).toEqual([3, 2])
  })

  it('leave out what is not in sight, and never name a picture that does not exist', () => {
    expect(filmTiles({ ...film, fromPx: 150, toPx: 260 }).map((tile) => tile.leftPx)).toEqual([100, 200])
    for (const tile of filmTiles({ ...film, clipPx: 410, sourceOutTicks: seconds(9) })) expect(tile.picture).toBeLessThan(4)
  })
})
