import { useDeferredValue, useMemo } from 'react'
import { useStore } from 'zustand'
import { today } from '#renderer/ui/today.ts'
import { createTextMeasurer, type TextMeasurer } from '#shared/overlay/measure.ts'
import { checkDocument } from '#shared/preflight/check-document.ts'
import { partIgnored } from '#shared/preflight/ignored.ts'
import type { PreflightFinding } from '#shared/preflight/finding.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { useDocument, useEditor } from '../editor-context.tsx'
import { needsNoNewPictures } from '../preview/plan-changes.ts'
import { preflightOf, type PreflightState } from './preflight-work.ts'

let measurer: TextMeasurer | null = null

function measureText(): TextMeasurer | null {
  const context = measurer ? null : new OffscreenCanvas(1, 1).getContext('2d')
  if (context) measurer = createTextMeasurer(context)
  return measurer
}

export type Findings = {
  readonly open: readonly PreflightFinding[]
  readonly ignored: readonly PreflightFinding[]
  /** What was measured is of the lesson as it was before: pictures, sound or texts are others now. */
  readonly isStale: boolean
}

/** What is to be said of the open lesson, a moment after every edit. */
export function useFindings(): Findings {
  const editor = useEditor()
  const document = useDeferredValue(useDocument())
  const { files, measured, lastExport } = useStore(preflightOf(editor).store)
  const missing = useStore(editor.missing)
  return useMemo(() => {
    const isStale = measured !== null && !isSamePicture(measured.of, document)
    const known = { missing: [...missing], pictures: files.pictures }
    const media = measured && mendedMedia(measured, document)
    const findings = checkDocument(document, { files: known, media, measure: measureText(), lastExport, today: today() })
    return { ...partIgnored(document, findings), isStale }
  }, [document, files, measured, lastExport, missing])
}

function isSamePicture(before: LessonDocument, now: LessonDocument): boolean {
  const hasSameTexts =
    before.overlays === now.overlays && before.captions === now.captions && before.captionTracks === now.captionTracks
  return hasSameTexts && needsNoNewPictures(before, now)
}

/** A text whose look was changed since is not told of again until the pictures are looked at anew. */
function mendedMedia({ media, of }: NonNullable<PreflightState['measured']>, now: LessonDocument) {
  const isSame = (id: string, kind: 'overlay' | 'caption'): boolean => {
    if (kind === 'overlay') return Object.is(lookUp(of.overlays, id), lookUp(now.overlays, id))
    const caption = now.captions[id as keyof typeof now.captions]
    return (
      caption !== undefined &&
      of.captionTracks[caption.captionTrackId]?.style === now.captionTracks[caption.captionTrackId]?.style
    )
  }
  return { ...media, contrasts: media.contrasts.filter(({ id, kind }) => isSame(id, kind)) }
}

function lookUp(records: Readonly<Record<string, object>>, id: string): object | undefined {
  return records[id]
}
