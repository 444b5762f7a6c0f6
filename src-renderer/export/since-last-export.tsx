import { useEffect, useMemo, useState } from 'react'
import { call } from '#renderer/ipc/client.ts'
import { Notice } from '#renderer/ui/feedback.tsx'
import { TextField } from '#renderer/ui/fields.tsx'
import type { ProjectId } from '#shared/ipc/areas/library.ts'
import { reExportText } from '#shared/messages/ui/re-export.ts'
import { describeChange } from '#shared/package/describe-change.ts'
import { describeAsked, findBreakingChanges, type ExportRecord } from '#shared/package/export-record.ts'
import { compilePlayerLesson } from '#shared/package/player-lesson.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'

/** What the last package said of itself; null before the first, and until it is known. */
export function useLastExport(projectId: ProjectId, open: boolean): ExportRecord | null {
  const [record, setRecord] = useState<ExportRecord | null>(null)
  useEffect(() => {
    if (!open) return
    let gone = false
    call('export.last', { projectId }).then(
      (last) => gone || setRecord(last.record),
      // Only a comparison is lost.
      () => gone || setRecord(null),
    )
    return () => {
      gone = true
    }
  }, [projectId, open])
  return record
}

type Props = {
  readonly last: ExportRecord
  readonly document: LessonDocument
  readonly note: string
  readonly onNote: (note: string) => void
}

/** What the changes since then mean for learners who already have results, and what the author says is new. */
export function SinceLastExport({ last, document, note, onNote }: Props) {
  const sentences = useMemo(
    () => findBreakingChanges(last, describeAsked(compilePlayerLesson(document, { poster: true }))).map(describeChange),
    [last, document],
  )
  return (
    <>
      {sentences.length === 0 ? (
        <p>{reExportText.unaffected(last.version)}</p>
      ) : (
        <Notice tone="warning" title={reExportText.title(last.version)}>
          {[...new Set(sentences)].map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          <p>{reExportText.advice}</p>
        </Notice>
      )}
      <TextField label={reExportText.note} hint={reExportText.noteHint} value={note} lines={2} limit={1000} onChange={onNote} />
    </>
  )
}
