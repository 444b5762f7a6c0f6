import { createTextMeasurer, type TextMeasurer } from '#shared/overlay/measure.ts'
import type { EditSnapshot } from '#shared/edit/edit-session.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { useSession, useView } from '../editor-context.tsx'
import type { Ticks } from '#shared/time/ticks.ts'
import type { ShownCaptions } from '../captions/shown-captions.ts'
import { needsNoNewPictures } from '../preview/plan-changes.ts'
import type { LessonEditor } from '../lesson-editor.ts'
import { isSelected } from './pick-on-picture.ts'
import { sceneAt, type SceneItem } from './scene.ts'

let measurer: TextMeasurer | null = null

function measureText(): TextMeasurer | null {
  const context = measurer ? null : new OffscreenCanvas(1, 1).getContext('2d')
  if (context) measurer = createTextMeasurer(context)
  return measurer
}

const none: readonly SceneItem[] = []

/** What of a lesson can change where things stand; the same document as long as none of it does. */
const pickPictured = makePictured()

function makePictured(): (snapshot: EditSnapshot) => LessonDocument {
  let last: LessonDocument | null = null
  return ({ document }) => {
    const isSame =
      last !== null &&
      needsNoNewPictures(last, document) &&
      last.id === document.id &&
      last.overlays === document.overlays &&
      last.captions === document.captions &&
      last.captionTracks === document.captionTracks &&
      last.brandKit === document.brandKit
    if (!isSame || !last) last = document
    return last
  }
}

type Recalled = { readonly instant: Ticks; readonly shown: ShownCaptions; readonly scene: readonly SceneItem[] }

/** Several places ask for the same scene one after the other. */
const scenes = new WeakMap<LessonDocument, Recalled>()

function recallScene(document: LessonDocument, instant: Ticks, shown: ShownCaptions): readonly SceneItem[] {
  const known = scenes.get(document)
  if (known?.instant === instant && known.shown === shown) return known.scene
  const scene = sceneAt(document, instant, measureText(), shown)
  scenes.set(document, { instant, shown, scene })
  return scene
}

/** The lesson, for what lies on its picture: the same object until that may have changed. */
export function usePictured(): LessonDocument {
  return useSession(pickPictured)
}

/** What can be taken hold of where the playhead stands, back to front; nothing while the lesson plays. */
export function useScene(): readonly SceneItem[] {
  const document = usePictured()
  const instant = useView((view) => (view.playing || view.shuttle !== null ? null : view.playheadTicks))
  const shown = useView((view) => view.shownCaptions)
  return instant === null ? none : recallScene(document, instant, shown)
}

/** The same at this moment, for what is done. */
export function sceneNow(editor: LessonEditor): readonly SceneItem[] {
  const { playheadTicks, shownCaptions } = editor.view.getState()
  return recallScene(editor.document, playheadTicks, shownCaptions)
}

/** What of it is selected and not locked. */
export function chosenIn(editor: LessonEditor): readonly SceneItem[] {
  const { selection } = editor.session.getSnapshot()
  return sceneNow(editor).filter((scene) => !scene.locked && isSelected(selection, scene))
}
