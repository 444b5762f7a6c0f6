import { createContext, useCallback, useContext, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import type { EditSnapshot } from '#shared/edit/edit-session.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { EditorView, LessonEditor } from './lesson-editor.ts'

const EditorContext = createContext<LessonEditor | null>(null)

export const EditorProvider = EditorContext.Provider

/** The lesson that is open. Throws outside the editor. */
export function useEditor(): LessonEditor {
  const editor = useContext(EditorContext)
  if (!editor) throw new Error('No lesson is open here')
  return editor
}

/** What of the session is shown at once, before anything else of the screen: the timeline. `pick` as for `useSession`. */
export function useLiveSession<T>(pick: (snapshot: EditSnapshot) => T): T {
  const { session } = useEditor()
  const get = useCallback(() => pick(session.getSnapshot()), [pick, session])
  return useSyncExternalStore(session.subscribe, get)
}

/** Part of the session's snapshot; `pick` must give the same value until it changes (a table, a record, a primitive). */
export function useSession<T>(pick: (snapshot: EditSnapshot) => T): T {
  const { session, subscribe } = useEditor()
  const get = useCallback(() => pick(session.getSnapshot()), [pick, session])
  return useSyncExternalStore(subscribe, get)
}

const pickDocument = (snapshot: EditSnapshot): LessonDocument => snapshot.document
const pickSelection = (snapshot: EditSnapshot): EditSnapshot['selection'] => snapshot.selection

export const useDocument = (): LessonDocument => useSession(pickDocument)
export const useSelection = (): EditSnapshot['selection'] => useSession(pickSelection)

export function useView<T>(pick: (view: EditorView) => T): T {
  return useStore(useEditor().view, pick)
}

export const useLiveDocument = (): LessonDocument => useLiveSession(pickDocument)
export const useLiveSelection = (): EditSnapshot['selection'] => useLiveSession(pickSelection)
