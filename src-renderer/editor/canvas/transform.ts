import type { PlaceChange } from '#shared/edit/commands/place-items.ts'
import { unitOf } from '#shared/overlay/place-box.ts'
import type { CanvasSize, LessonDocument } from '#shared/project/schema/document.ts'
import { turn, type TurnedBox } from '#shared/render-plan/picture-points.ts'
import type { Ticks } from '#shared/time/ticks.ts'
import { changePlace } from './place-change.ts'
import type { SceneItem } from './scene.ts'
import { edgesAround, factorLimits, type FactorLimits } from './turned-box.ts'

/** The box whose handles move these things: that of the only one, or an upright one around all. */
export function boxOf(items: readonly SceneItem[]): TurnedBox | null {
  const [first] = items
  if (items.length === 1 && first) return first.place
  const edges = edgesAround(items.map(({ place }) => place))
  return (
    edges && {
      centre: { x: (edges.left + edges.right) / 2, y: (edges.top + edges.bottom) / 2 },
      width: edges.right - edges.left,
      height: edges.bottom - edges.top,
      rotationDegrees: 0,
    }
  )
}

/** Canvas units between which things can be sized by hand. */
export const leastUnits = 4
const mostUnits = 10_000

/** How much smaller and larger these things can be made together. */
export function limitsOf(items: readonly SceneItem[], canvas: CanvasSize): FactorLimits {
  const unit = unitOf(canvas)
  const places = items.filter(({ kind }) => kind !== 'captions').map(({ place }) => place)
  return factorLimits(places, leastUnits * unit, mostUnits * unit)
}

/** What to change so that things go along with their box, which was moved, turned, or made larger without losing its shape. */
export function goAlong(
  document: LessonDocument,
  items: readonly SceneItem[],
  instant: Ticks,
  from: TurnedBox,
  to: TurnedBox,
): readonly PlaceChange[] {
  const factor = to.width / from.width
  const degrees = to.rotationDegrees - from.rotationDegrees
  return items.flatMap((scene) => {
    const { centre, width, height, rotationDegrees } = scene.place
    const away = turn({ x: centre.x - from.centre.x, y: centre.y - from.centre.y }, degrees)
    const wanted = {
      centre: { x: to.centre.x + away.x * factor, y: to.centre.y + away.y * factor },
      width: width * factor,
      height: height * factor,
      rotationDegrees: rotationDegrees + degrees,
      lettersBy: factor,
    }
    return changePlace(document, scene, instant, wanted) ?? []
  })
}
