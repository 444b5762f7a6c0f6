import { useMemo } from 'react'
import { assetUrl } from '#shared/ipc/media-url.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { useDocument, useEditor } from '../editor-context.tsx'

/** The address of a still of the clip under the playhead, or of the first clip; null in a lesson without any. */
export function useBackdrop(): string | null {
  const editor = useEditor()
  const { mainTrack, clips, assets } = useDocument()
  return useMemo(() => {
    const { clipSpans, mainClipIds } = deriveTimeline(editor.session.getSnapshot().document)
    const shown = mainClipIds.filter((clipId) => {
      const clip = clips[clipId]
      return clip !== undefined && assets[clip.assetId]?.kind !== 'audio'
    })
    const at = editor.playheadTicks
    const here = shown.find((clipId) => {
      const span = clipSpans.get(clipId)
      return span !== undefined && span.startTicks <= at && at < span.endTicks
    })
    const clip = clips[here ?? shown[0] ?? ('' as (typeof shown)[number])]
    const asset = clip && assets[clip.assetId]
    return asset ? assetUrl(asset.id, 'poster', asset.sha256) : null
    // Another clip of the same lesson is as good a ground: the playhead alone changes nothing.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [editor, mainTrack, clips, assets])
}
