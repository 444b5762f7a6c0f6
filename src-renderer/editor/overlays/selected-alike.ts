import type { Selection } from '#shared/edit/selection.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { Overlay } from '#shared/project/schema/text.ts'

const words = text.overlays.inspector

/** What the inspector of one overlay changes: it and all selected ones of its kind that are not locked. */
export function selectedAlike(
  { overlays, tracks }: LessonDocument,
  selection: Selection,
  overlay: Overlay,
): readonly [Overlay, ...Overlay[]] {
  const others = selection
    .flatMap((item) => (item.kind === 'overlay' && item.id !== overlay.id ? [overlays[item.id]] : []))
    .filter((other) => other !== undefined)
    .filter(({ content, trackId }) => content.kind === overlay.content.kind && !tracks[trackId]?.locked)
  return [overlay, ...others]
}

type Setting = readonly [label: string, read: (overlay: Overlay) => unknown]

const placing: readonly Setting[] = [
  [words.corner, ({ box }) => box.anchorPoint],
  [words.x, ({ box }) => Math.round(box.x)],
  [words.y, ({ box }) => Math.round(box.y)],
  [words.width, ({ box }) => Math.round(box.width)],
  [words.height, ({ box }) => Math.round(box.height)],
  [words.turn, ({ rotationDegrees }) => rotationDegrees],
  [words.opacity, ({ opacity }) => opacity],
  [words.enter, ({ enter }) => enter.kind],
  [words.enterLength, ({ enter }) => enter.durationTicks],
  [words.leave, ({ leave }) => leave.kind],
  [words.leaveLength, ({ leave }) => leave.durationTicks],
]

const styleOf = ({ content }: Overlay) => (content.kind === 'text' ? content.style : null)
const shapeOf = ({ content }: Overlay) => (content.kind === 'shape' ? content : null)

const looks: readonly Setting[] = [
  [words.font, (overlay) => styleOf(overlay)?.fontFamily],
  [words.weight, (overlay) => styleOf(overlay)?.fontWeight],
  [words.size, (overlay) => styleOf(overlay)?.size],
  [words.align, (overlay) => styleOf(overlay)?.align],
  [words.colour, (overlay) => styleOf(overlay)?.colour],
  [words.lineHeight, (overlay) => styleOf(overlay)?.lineHeight],
  [words.outlineColour, (overlay) => styleOf(overlay)?.outlineColour],
  [words.outlineWidth, (overlay) => styleOf(overlay)?.outlineWidth],
  [words.boxColour, (overlay) => styleOf(overlay)?.boxColour],
  [words.boxPadding, (overlay) => styleOf(overlay)?.boxPadding],
  [words.shape, (overlay) => shapeOf(overlay)?.shape],
  [words.fillColour, (overlay) => shapeOf(overlay)?.fill],
  [words.strokeColour, (overlay) => shapeOf(overlay)?.stroke],
  [words.strokeWidth, (overlay) => shapeOf(overlay)?.strokeWidth],
  [words.boxRadius, (overlay) => styleOf(overlay)?.boxRadius ?? shapeOf(overlay)?.radius],
]

/** The names of the settings in which overlays of one kind are not all the same, in the inspector's order. */
export function differingSettings([first, ...others]: readonly [Overlay, ...Overlay[]]): readonly string[] {
  return [...looks, ...placing].filter(([, read]) => others.some((other) => read(other) !== read(first))).map(([label]) => label)
}
