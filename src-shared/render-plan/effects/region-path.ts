import type { Region } from '../../project/schema/geometry.ts'
import { regionOnPath } from '../place-layer.ts'
import type { Path } from '../plan-layer.ts'

/**
 * The picture on screen may be older than its frame, by two frames where the clip has half the lesson's frame rate, and newer
 * where it plays backwards.
 */
const coveredInstants = [-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2]

/**
 * What to cover on a frame so that a moving thing stays hidden: everywhere the path is while the picture may have been taken.
 * Places that touch become the box around them, places apart (after a jump) stay apart.
 */
export function coveredRegions(path: Path, clipFrame: number): readonly Region[] {
  const covered: Region[] = []
  for (const early of coveredInstants) {
    const region = regionOnPath(path, clipFrame + early)
    if (!region || covered.includes(region)) continue
    const touched = covered.findIndex((other) => touches(other, region))
    const other = covered[touched]
    if (other) covered[touched] = around(other, region)
    else covered.push(region)
  }
  return covered
}

function touches(a: Region, b: Region): boolean {
  return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height
}

function around(a: Region, b: Region): Region {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)]
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  }
}
