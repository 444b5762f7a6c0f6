import { createStore } from 'zustand/vanilla'
import { toastMs } from '#renderer/ui/toast-store.ts'
import type { DraftSession } from './draft-session.ts'

/** Main holds four of a window. */
const mostKept = 3

/** Batches that were left before they were begun, oldest first; they last as long as the window. */
export const keptDrafts = createStore<readonly DraftSession[]>(() => [])

/** One that nothing was chosen for is closed. True where it is kept. */
export function keepDraft(session: DraftSession): boolean {
  if (!session.hasWork) {
    session.close()
    return false
  }
  const all = [...keptDrafts.getState(), session]
  for (const oldest of all.slice(0, -mostKept)) oldest.close()
  keptDrafts.setState(all.slice(-mostKept), true)
  return true
}

/** Its screen is open again. */
export function takeDraft(session: DraftSession): void {
  keptDrafts.setState(
    keptDrafts.getState().filter((kept) => kept !== session),
    true,
  )
}

/** Gives the way to take that back, while its message is there. */
export function throwDraftAway(session: DraftSession): () => void {
  const place = keptDrafts.getState().indexOf(session)
  takeDraft(session)
  // A message stays longer under the pointer.
  const closing = setTimeout(() => session.close(), 4 * toastMs)
  return () => {
    clearTimeout(closing)
    keptDrafts.setState(keptDrafts.getState().toSpliced(place, 0, session), true)
  }
}
