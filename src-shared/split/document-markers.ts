import type { AssetId } from '../project/ids.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import { mainClipAt, anchorToTimeline, deriveTimeline, timelineToSource } from '../project/timeline.ts'
import type { SplitAnalysis } from './split-analysis.ts'

/** The markers of a lesson that stand on a recording, on the recording's own clock. */
export function documentMarkers(document: LessonDocument, assetId: AssetId): SplitAnalysis['markers'] {
  const { clipSpans } = deriveTimeline(document)
  return Object.values(document.markers)
    .flatMap(({ anchor, label }) => {
      if (anchor.kind === 'clip')
        return document.clips[anchor.clipId]?.assetId === assetId ? [{ atTicks: anchor.sourceTicks, label }] : []
      const at = anchorToTimeline(anchor, document)
      const clip = mainClipAt(document, at)
      const span = clip && clipSpans.get(clip.id)
      return clip && span && clip.assetId === assetId ? [{ atTicks: timelineToSource(clip, span, at), label }] : []
    })
    .toSorted((a, b) => a.atTicks - b.atTicks)
}
