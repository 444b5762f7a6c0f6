import { useEffect, useEffectEvent, useState } from 'react'
import { call } from '#renderer/ipc/client.ts'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { ExportAgain, TouchedLesson } from '#shared/ipc/areas/library-edits.ts'
import type { ProjectId } from '#shared/ipc/areas/library.ts'
import type { LibraryEdit } from '#shared/library-edit/library-edit.ts'
import { describeError, toErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'

const words = text.libraryEdit

/** What would come of it for one lesson. */
export type Outlook = {
  /** Whether anything does. */
  readonly happens: boolean
  readonly remark: string
  /** Sentences about results that learners have already. */
  readonly breaks: readonly string[]
}

/** By lesson; null until it is known. */
type Outlooks = ReadonlyMap<ProjectId, Outlook> | null

/** What a change would do to each lesson. */
export function useTouched(projectIds: readonly ProjectId[], edit: LibraryEdit | null): Outlooks {
  const asked = edit === null || projectIds.length === 0 ? null : edit
  return useAnswer(asked, async (wanted) => {
    const { lessons } = await call('libraryEdits.preview', { projectIds, edit: wanted })
    return lessons.map((lesson) => [lesson.projectId, outlookOf(lesson, wanted)])
  })
}

/** What exporting the lessons again would do to each. */
export function useExportAgain(projectIds: readonly ProjectId[], isAsked: boolean): Outlooks {
  const asked = isAsked && projectIds.length > 0 ? projectIds : null
  return useAnswer(asked, async (wanted) => {
    const { lessons } = await call('libraryEdits.previewExport', { projectIds: wanted })
    return lessons.map((lesson) => [lesson.projectId, outlookOfExport(lesson)])
  })
}

function outlookOf({ places, problem }: TouchedLesson, { kind }: LibraryEdit): Outlook {
  if (problem !== null) return { happens: false, remark: problem, breaks: [] }
  const change = kind === 'replace-words' ? words.places(places) : words.changes
  return { happens: places > 0, remark: places === 0 ? words.untouched : change, breaks: [] }
}

function outlookOfExport({ fileName, problem, breaks }: ExportAgain): Outlook {
  const remark = fileName === null ? (problem ?? words.untouched) : words.again.into(fileName)
  return { happens: fileName !== null, remark, breaks }
}

/** The user is typing still. */
const delayMs = 300

/** Asks a moment after what is asked changed; an answer that a newer question outran is dropped. */
function useAnswer<Asked extends object>(
  asked: Asked | null,
  ask: (asked: Asked) => Promise<readonly (readonly [ProjectId, Outlook])[]>,
): Outlooks {
  const [answer, setAnswer] = useState<{ readonly asked: Asked; readonly outlooks: Outlooks } | null>(null)
  const askNow = useEffectEvent(ask)
  useEffect(() => {
    if (asked === null) return undefined
    let gone = false
    const timer = setTimeout(() => {
      askNow(asked).then(
        (outlooks) => {
          if (!gone) setAnswer({ asked, outlooks: new Map(outlooks) })
        },
        (thrown: unknown) => void showToast(describeError(toErrorData(thrown))),
      )
    }, delayMs)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [asked])
  return answer !== null && answer.asked === asked ? answer.outlooks : null
}
