import type { Region } from '../project/schema/geometry.ts'
import type { PlanVideo } from './plan-input.ts'

type Turning = Pick<PlanVideo, 'rotationDegrees' | 'mirrored'>

/** A region of the upright picture in the stored one: undoes the clockwise turn, then the flip that came before it. */
export function storedRegion(region: Region, video: Turning): Region {
  const unturned = turnRegion(region, reverseTurn(video.rotationDegrees))
  return video.mirrored ? flip(unturned) : unturned
}

/** The inverse of `storedRegion`. */
export function uprightRegion(region: Region, video: Turning): Region {
  return turnRegion(video.mirrored ? flip(region) : region, video.rotationDegrees)
}

function flip(region: Region): Region {
  return { ...region, x: 1 - region.x - region.width }
}

function reverseTurn(degrees: PlanVideo['rotationDegrees']): PlanVideo['rotationDegrees'] {
  return degrees === 90 ? 270 : degrees === 270 ? 90 : degrees
}

/** Where a region goes when the picture around it is turned clockwise. */
function turnRegion({ x, y, width, height }: Region, degrees: PlanVideo['rotationDegrees']): Region {
  switch (degrees) {
    case 0:
      return { x, y, width, height }
    case 90:
      return { x: 1 - y - height, y: x, width: height, height: width }
    case 180:
      return { x: 1 - x - width, y: 1 - y - height, width, height }
    case 270:
      return { x: y, y: 1 - x - width, width: height, height: width }
  }
}
