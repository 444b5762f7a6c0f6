import { expandGroups } from '#shared/edit/groups.ts'
import type { Selection } from '#shared/edit/selection.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { Point } from '#shared/render-plan/picture-points.ts'
import type { SceneItem } from './scene.ts'
import { isIn } from './turned-box.ts'

/** What lies at a point, front to back; what is locked is let through. `leastSize` makes tiny things large enough to hit. */
export function hitsAt(scene: readonly SceneItem[], point: Point, leastSize: number): readonly SceneItem[] {
  return scene.filter(({ locked, place }) => !locked && isIn(place, point, leastSize)).toReversed()
}

export function isSelected(selection: Selection, { item }: Pick<SceneItem, 'item'>): boolean {
  return selection.some(({ id }) => id === item.id)
}

/**
 * What a press means. With `next`, the one behind what is selected, and round again. Otherwise what is selected already keeps
 * being meant, unless it is the picture itself, which lies behind everything; then what is in front.
 */
export function meantBy(hits: readonly SceneItem[], selection: Selection, next: boolean): SceneItem | null {
  const at = hits.findIndex((hit) => isSelected(selection, hit))
  if (next) return hits[(at + 1) % hits.length] ?? null
  const chosen = hits[at]
  return (chosen?.kind === 'main' ? hits[0] : chosen) ?? hits[0] ?? null
}

/** The selection after a press: the thing and its group, or with `more` that added or taken away. `alone` leaves the group out. */
export function selectionAfter(
  document: LessonDocument,
  selection: Selection,
  { item }: Pick<SceneItem, 'item'>,
  { more, alone }: { readonly more: boolean; readonly alone: boolean },
): Selection {
  const meant = alone ? [item] : expandGroups(document, [item])
  if (!more) return meant
  const ids = new Set<string>(meant.map(({ id }) => id))
  const rest = selection.filter(({ id }) => !ids.has(id))
  return rest.length < selection.length ? rest : [...selection, ...meant]
}
