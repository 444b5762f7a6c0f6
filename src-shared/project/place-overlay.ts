import { ticks, type Ticks } from '../time/ticks.ts'
import { placeOnTimeline } from './place-caption.ts'
import type { LessonDocument } from './schema/document.ts'
import type { Anchor } from './schema/time.ts'
import { deriveTimeline, visibleSpan } from './timeline.ts'

/**
 * Where an overlay between two timeline instants is anchored: what lies within one clip follows it through later edits,
 * anything else stays on the timeline. Null where it would not start inside the lesson.
 */
export function placeOverlay(document: LessonDocument, startTicks: Ticks, endTicks: Ticks): Place | null {
  const start = ticks(Math.max(0, startTicks))
  const end = ticks(Math.min(endTicks, deriveTimeline(document).durationTicks))
  const place = placeOnTimeline(document, start, end)
  if (!place) return null
  const { num, den } = document.settings.frameRate
  const frameTicks = (120_000 * den) / num
  const clip = place.anchor.kind === 'clip' ? document.clips[place.anchor.clipId] : null
  const isSame = (a: number, b: number): boolean => Math.abs(a - b) < frameTicks / 2
  // A frozen picture has one source instant only, so that nothing on it could start later than it does.
  const fitting = clip?.freezeTicks === null ? roundedPlaces(place) : []
  const found = fitting.find(({ anchor, durationTicks }) => {
    const span = visibleSpan(document, anchor, durationTicks)
    const isInside = span && span.startTicks >= start && span.endTicks <= end
    return isInside && isSame(span.startTicks, start) && isSame(span.endTicks, end)
  })
  return found ?? { anchor: { kind: 'timeline', ticks: start }, durationTicks: ticks(end - start) }
}

type Place = { readonly anchor: Anchor; readonly durationTicks: Ticks }

/** A place, and those beside it in the clip's own time: at another speed the nearest may lie a tick over its neighbour. */
function roundedPlaces({ anchor, durationTicks }: Place): readonly Place[] {
  if (anchor.kind !== 'clip') return [{ anchor, durationTicks }]
  return [0, 1].flatMap((later) =>
    [0, 1, 2].flatMap((shorter): Place[] =>
      durationTicks > shorter
        ? [
            {
              anchor: { ...anchor, sourceTicks: ticks(anchor.sourceTicks + later) },
              durationTicks: ticks(durationTicks - shorter),
            },
          ]
        : [],
    ),
  )
}
