import { castDraft } from 'immer'
import { sourceOfFrames } from '../../project/fit-clip.ts'
import type { ClipId } from '../../project/ids.ts'
import { sourceLength } from '../../project/invariants.ts'
import type { Clip } from '../../project/schema/clip.ts'
import type { LessonDocument } from '../../project/schema/document.ts'
import { deriveTimeline, mainClipAt, timelineToSource, type Span } from '../../project/timeline.ts'
import { frameToTicks, snapToFrame } from '../../time/frame-rate.ts'
import { secondsToTicks, ticks, zeroTicks, type Ticks } from '../../time/ticks.ts'
import { done, refuse, type Command, type CommandContext, type LessonDraft } from '../command.ts'
import { overlaySpan } from '../neighbours.ts'
import { readDraft } from '../places.ts'
import { retimeOverlay } from '../retime-overlay.ts'
import { settleRipple } from '../ripple.ts'
import { splitMainClip } from './split-clip.ts'
import { captionBehind } from '../halve-caption.ts'
import { splitCaptionAt } from './split-items.ts'

const usualTicks = secondsToTicks(2)

/**
 * Holds the picture of an instant of the main track for a while (2 s), without sound; what follows moves right. Overlays shown
 * then stay on through the still, captions go on behind it. The still is selected.
 */
export const freezeFrame: Command<{ readonly atTicks: Ticks; readonly durationTicks?: Ticks }> = {
  label: 'freeze-frame',
  run(draft, { atTicks, durationTicks = usualTicks }, context) {
    const before = readDraft(draft)
    const { frameRate } = before.settings
    const at = snapToFrame(atTicks, frameRate)
    const clip = mainClipAt(before, at)
    const span = clip && deriveTimeline(before).clipSpans.get(clip.id)
    const asset = clip && before.assets[clip.assetId]
    if (!clip || !span || !asset) return refuse('edit.freeze-nothing', {})
    const length = sourceLength(asset)
    if (clip.freezeTicks !== null || length === null) return refuse('edit.freeze-still', {})

    const id = context.newId() as ClipId
    const freezeTicks = ticks(Math.max(frameToTicks(1, frameRate), snapToFrame(durationTicks, frameRate)))
    const still = { ...stillOf(clip, span, at, length, before), id, freezeTicks }
    splitMainClip(draft, before, at, context)
    draft.clips[id] = castDraft(still)
    const place = before.mainTrack.findIndex((item) => item.kind === 'clip' && item.clipId === clip.id)
    draft.mainTrack.splice(at <= span.startTicks ? place : place + 1, 0, { kind: 'clip', clipId: id })
    carryOver(draft, before, at, freezeTicks, context)
    return done(settleRipple(draft, before), [{ kind: 'clip', id }])
  },
}

/** One frame of a clip at an instant of its span; at its end the last one. */
function stillOf(clip: Clip, span: Span, at: Ticks, length: Ticks, { settings: { frameRate } }: LessonDocument): Clip {
  const frame = Math.max(1, sourceOfFrames(1, clip.speed, frameRate))
  const shown = ticks(Math.min(at, span.endTicks - frameToTicks(1, frameRate)))
  const source = timelineToSource(clip, span, shown)
  const first = clip.reversed ? source - frame : source
  const sourceInTicks = ticks(Math.max(0, Math.min(first, clip.sourceOutTicks - frame, length - 1)))
  return {
    ...clip,
    sourceInTicks,
    sourceOutTicks: ticks(Math.min(length, sourceInTicks + frame)),
    picture: { ...clip.picture, fadeInTicks: zeroTicks, fadeOutTicks: zeroTicks },
    sound: { ...clip.sound, fadeInTicks: zeroTicks, fadeOutTicks: zeroTicks },
    groupId: null,
    slotId: null,
  }
}

function carryOver(draft: LessonDraft, before: LessonDocument, at: Ticks, byTicks: Ticks, context: CommandContext): void {
  for (const caption of Object.values(before.captions)) {
    if (caption.anchor.kind !== 'clip' || splitCaptionAt(draft, before, caption.id, at, byTicks, context)) continue
    const behind = captionBehind(before, caption, at, readDraft(draft), byTicks)
    if (behind) draft.captions[caption.id] = castDraft({ ...caption, ...behind })
  }
  const after = readDraft(draft)
  for (const overlay of Object.values(before.overlays)) {
    const span = overlay.anchor.kind === 'clip' ? overlaySpan(before, overlay) : null
    if (!span || span.startTicks >= at || span.endTicks <= at) continue
    const longer = retimeOverlay(before, overlay, { ...span, endTicks: ticks(span.endTicks + byTicks) }, after, 'instants')
    if (longer) draft.overlays[overlay.id] = castDraft(longer)
  }
}
