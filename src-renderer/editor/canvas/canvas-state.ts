import { createStore, type StoreApi } from 'zustand/vanilla'
import { useStore } from 'zustand'
import type { ClipId, OverlayId } from '#shared/project/ids.ts'
import { useEditor } from '../editor-context.tsx'
import type { LessonEditor } from '../lesson-editor.ts'
import { sidesOf, type CropSides } from './crop-region.ts'
import type { Guide } from './snap.ts'

/** What goes on at the picture of a lesson while someone works on it; neither saved nor part of the lesson. */
export type CanvasState = {
  /** The text whose words are written on the picture. */
  readonly editing: OverlayId | null
  /** The clip or picture that shows as a whole, to choose a part of it. */
  readonly cropping: ClipId | OverlayId | null
  /** What of it is chosen so far. */
  readonly cropSides: CropSides
  /** What a drag holds on to. */
  readonly guides: readonly Guide[]
  /** What a drag has come to, in words. */
  readonly readout: string | null
}

const states = new WeakMap<LessonEditor, StoreApi<CanvasState>>()

export function canvasStateOf(editor: LessonEditor): StoreApi<CanvasState> {
  const known = states.get(editor)
  if (known) return known
  const made = createStore<CanvasState>(() => ({
    editing: null,
    cropping: null,
    cropSides: sidesOf(null),
    guides: [],
    readout: null,
  }))
  states.set(editor, made)
  return made
}

export function useCanvasState<T>(pick: (state: CanvasState) => T): T {
  return useStore(canvasStateOf(useEditor()), pick)
}
