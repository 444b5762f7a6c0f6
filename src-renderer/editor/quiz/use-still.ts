import { useEffect, useState } from 'react'
import { anchorToTimeline } from '#shared/project/timeline.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { Question } from '#shared/project/schema/question.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { snapToFrame } from '#shared/time/frame-rate.ts'
import { clampTicks, zeroTicks, type Ticks } from '#shared/time/ticks.ts'
import { useDocument, useEditor, useView } from '../editor-context.tsx'
import { drawnEvent } from '../preview/picture-screen.ts'

/** A picture of the lesson, as it stands on the screen. */
export type Still = { readonly blob: Blob; readonly url: string }

/** Where the playhead stands when the lesson is at a question. */
export function questionPlayhead(document: LessonDocument, question: Question): Ticks {
  const at = snapToFrame(anchorToTimeline(question.anchor, document), document.settings.frameRate)
  return clampTicks(at, zeroTicks, deriveTimeline(document).durationTicks)
}

/** A seek in a film takes less. */
const untoldPictureMs = 500

/** The picture at which a question stands, taken while the preview shows it; null until it did. */
export function useStill(question: Question): Still | null {
  const editor = useEditor()
  const document = useDocument()
  const at = questionPlayhead(document, question)
  const isHere = useView((view) => !view.playing && view.playheadTicks === at)
  const [still, setStill] = useState<Still | null>(null)
  useEffect(() => {
    const { screen } = editor
    if (!screen || !isHere) return
    let isOver = false
    const take = (): void => {
      screen.toBlob(
        (blob) => {
          if (blob && !isOver) setStill({ blob, url: URL.createObjectURL(blob) })
        },
        'image/jpeg',
        0.9,
      )
    }
    take()
    // The simple preview does not tell when it has drawn.
    const timer = setTimeout(take, untoldPictureMs)
    const drawn = (): void => {
      clearTimeout(timer)
      take()
    }
    screen.addEventListener(drawnEvent, drawn)
    return () => {
      isOver = true
      clearTimeout(timer)
      screen.removeEventListener(drawnEvent, drawn)
    }
  }, [editor, isHere])
  const url = still?.url
  useEffect(() => () => (url === undefined ? undefined : URL.revokeObjectURL(url)), [url])
  return still
}
