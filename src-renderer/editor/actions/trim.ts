import { showToast } from '#renderer/ui/toast-store.ts'
import { retimeCaption } from '#shared/edit/commands/captions.ts'
import { editQuestion } from '#shared/edit/commands/questions.ts'
import { trimClip } from '#shared/edit/commands/trim-clip.ts'
import { trimItem } from '#shared/edit/commands/trim-item.ts'
import { overlaySpan } from '#shared/edit/neighbours.ts'
import type { Edge } from '#shared/edit/resize-clip.ts'
import type { SelectedItem } from '#shared/edit/selection.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { captionStretch } from '#shared/project/place-caption.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { anchorToTimeline, deriveTimeline, mainClipAt, type Span } from '#shared/project/timeline.ts'
import { subtractTicks, ticks, type Ticks } from '#shared/time/ticks.ts'
import type { LessonEditor } from '../lesson-editor.ts'

/**
 * Lets what is selected beside the main track (texts, captions, music, a question that does not wait) start or end at the
 * playhead, shorter or longer; otherwise cuts away what the clip under the playhead plays before (`start`) or after it (`end`).
 */
export function trimToPlayhead(editor: LessonEditor, edge: Edge): void {
  const { document, playheadTicks } = editor
  const sides = editor.session.getSnapshot().selection.flatMap((item) => {
    const span = sideSpan(document, item)
    const isFixed = item.kind === 'question' && edge === 'start'
    return span && !isFixed && canReach(span, edge, playheadTicks) ? [{ item, span }] : []
  })
  if (sides.length === 0) return trimMainClip(editor, edge)
  // All that is selected in one step; where one end had been there before, another press is another step.
  const options = { mergeKey: `trim-${edge}-${playheadTicks}` }
  for (const { item, span } of sides) {
    const deltaTicks = subtractTicks(playheadTicks, edge === 'start' ? span.startTicks : span.endTicks)
    if (item.kind === 'caption')
      editor.run(
        retimeCaption,
        { captionId: item.id, ...(edge === 'start' ? { startTicks: playheadTicks } : { endTicks: playheadTicks }) },
        options,
      )
    else if (item.kind === 'question')
      editor.run(
        editQuestion,
        { questionId: item.id, changes: { showTicks: subtractTicks(playheadTicks, span.startTicks) } },
        options,
      )
    else if (item.kind === 'clip' || item.kind === 'overlay') editor.run(trimItem, { item, edge, deltaTicks }, options)
  }
}

/** An end cannot pass the other one; a question begins where it is asked. */
function canReach(span: Span, edge: Edge, at: Ticks): boolean {
  return edge === 'start' ? at < span.endTicks : at > span.startTicks
}

/** Whether the keys that trim change it. */
export function isSideItem(document: LessonDocument, item: SelectedItem): boolean {
  return sideSpan(document, item) !== null
}

/** Where something plays that has ends of its own and does not stand on the main track; null for all else. */
function sideSpan(document: LessonDocument, item: SelectedItem): Span | null {
  if (item.kind === 'overlay') {
    const overlay = document.overlays[item.id]
    return overlay ? overlaySpan(document, overlay) : null
  }
  if (item.kind === 'caption') {
    const caption = document.captions[item.id]
    return caption ? captionStretch(document, caption) : null
  }
  if (item.kind === 'clip') {
    const clip = document.clips[item.id]
    return clip && clip.anchor !== null ? (deriveTimeline(document).clipSpans.get(item.id) ?? null) : null
  }
  if (item.kind !== 'question') return null
  const question = document.questions[item.id]
  if (!question || question.showTicks === null || question.pause) return null
  const startTicks = anchorToTimeline(question.anchor, document)
  return { startTicks, endTicks: ticks(startTicks + question.showTicks) }
}

function trimMainClip(editor: LessonEditor, edge: Edge): void {
  const { document, playheadTicks } = editor
  const clip = mainClipAt(document, playheadTicks)
  const span = clip && deriveTimeline(document).clipSpans.get(clip.id)
  if (!clip || !span) {
    showToast(text.editor.needsClip)
    return
  }
  const edgeTicks = edge === 'start' ? span.startTicks : span.endTicks
  const trimmed = editor.run(trimClip, { clipId: clip.id, edge, deltaTicks: subtractTicks(playheadTicks, edgeTicks) })
  // What stood under the playhead is now the first picture of the clip.
  if (trimmed && edge === 'start') editor.seek(span.startTicks)
}
