import { announce } from '#renderer/ui/announcer.tsx'
import { themeStore } from '#renderer/ui/theme.ts'
import { showToast } from '#renderer/ui/toast-store.ts'
import {
  addKeyframes,
  alignItems,
  cropItem,
  deleteKeyframes,
  placeItems,
  setEasing,
  type PlaceChange,
} from '#shared/edit/commands/place-items.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { unitOf } from '#shared/overlay/place-box.ts'
import type { Easing } from '#shared/project/easing.ts'
import { easingFrom, keyframeAt, neighbouringKeyframes } from '#shared/project/placement-keyframes.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { TurnedBox } from '#shared/render-plan/picture-points.ts'
import type { LessonEditor } from '../lesson-editor.ts'
import { canvasStateOf } from './canvas-state.ts'
import { cropPicture } from './crop-picture.ts'
import { isSameCrop, regionOf, sidesOf } from './crop-region.ts'
import { addKeyframe, changeEasing, movingOf, removeKeyframe } from './place-change.ts'
import type { SceneItem } from './scene.ts'
import { croppedIn } from './shown-document.ts'
import { alignBy, safeEdges, type Alignment } from './snap.ts'
import { boxOf, goAlong, limitsOf } from './transform.ts'
import { edgesAround, movedBy, tidyDegrees } from './turned-box.ts'
import { chosenIn } from './use-scene.ts'

const words = text.canvas

/** Puts what is selected where its box goes, as one step; steps with one `mergeKey` are one. */
function moveBox(editor: LessonEditor, change: (box: TurnedBox) => TurnedBox, mergeKey: string): readonly SceneItem[] {
  const items = chosenIn(editor)
  const from = boxOf(items)
  if (!from) return []
  const changes = goAlong(editor.document, items, editor.playheadTicks, from, change(from))
  const ids = items.map(({ item }) => item.id).join()
  editor.run(placeItems, { changes }, { mergeKey: `${mergeKey}:${editor.playheadTicks}:${ids}` })
  return chosenIn(editor)
}

/** Moves what is selected by canvas units. Says whether anything could be. */
export function nudgeSelection(editor: LessonEditor, across: number, down: number): boolean {
  const unit = unitOf(editor.document.settings.canvas)
  const [moved] = moveBox(editor, (box) => movedBy(box, { x: across * unit, y: down * unit }), 'nudge')
  if (!moved) return false
  const { centre, width, height } = moved.place
  announce(words.movedTo(Math.round((centre.x - width / 2) / unit), Math.round((centre.y - height / 2) / unit)))
  return true
}

/** Makes what is selected larger or smaller around its middle. */
export function scaleSelection(editor: LessonEditor, factor: number): void {
  const { least, most } = limitsOf(chosenIn(editor), editor.document.settings.canvas)
  const by = Math.max(least, Math.min(most, factor))
  moveBox(editor, (box) => ({ ...box, width: box.width * by, height: box.height * by }), 'scale')
}

/** Turns what is selected around its middle, clockwise. */
export function turnSelection(editor: LessonEditor, byDegrees: number): void {
  moveBox(editor, (box) => ({ ...box, rotationDegrees: Math.round(box.rotationDegrees + byDegrees) }), 'turn')
}

/** Sets a single thing upright again. */
export function straighten(editor: LessonEditor): void {
  moveBox(editor, (box) => ({ ...box, rotationDegrees: box.rotationDegrees - tidyDegrees(box.rotationDegrees) }), 'turn')
}

/** One thing stands at the side of the picture, or of the area that stays free where that is shown; several at each other's. */
export function alignSelection(editor: LessonEditor, alignment: Alignment): void {
  const items = chosenIn(editor)
  const { canvas } = editor.document.settings
  const { safeZones: safe } = themeStore.getState()
  const picture = { left: 0, top: 0, right: canvas.width, bottom: canvas.height }
  const area =
    items.length > 1 ? edgesAround(items.map(({ place }) => place)) : safe === 'off' ? picture : safeEdges(canvas, safe)
  if (!area || items.length === 0) return void showToast(words.keyframe.nothing)
  const changes = items.flatMap((scene) => {
    const edges = edgesAround([scene.place])
    const to = edges && movedBy(scene.place, alignBy(edges, area, alignment))
    return to ? goAlong(editor.document, [scene], editor.playheadTicks, scene.place, to) : []
  })
  if (editor.run(alignItems, { changes })) announce(words.alignments[alignment])
}

/** The keyframe where the playhead stands, of everything selected: taken away where the first has one, else added. */
export function toggleKeyframe(editor: LessonEditor): void {
  const { document, playheadTicks } = editor
  const moving = chosenIn(editor).flatMap((scene) => movingOf(document, scene) ?? [])
  const [lead] = moving
  if (!lead) return void showToast(words.keyframe.nothing)
  const stands = keyframeAt(document, lead, playheadTicks) !== null
  const change = stands ? removeKeyframe : addKeyframe
  const changes: readonly PlaceChange[] = moving
    .filter((each) => !stands || keyframeAt(document, each, playheadTicks) !== null)
    .flatMap((each) => change(document, each, playheadTicks) ?? [])
  if (editor.run(stands ? deleteKeyframes : addKeyframes, { changes }))
    announce(stands ? words.keyframe.removed : words.keyframe.added)
}

/** How everything selected goes from its keyframe at the playhead to its next. */
export function chooseEasing(editor: LessonEditor, easing: Easing): void {
  const { document, playheadTicks } = editor
  const changes = chosenIn(editor)
    .flatMap((scene) => movingOf(document, scene) ?? [])
    .filter((moving) => easingFrom(document, moving, playheadTicks) !== null)
    .map((moving) => changeEasing(document, moving, playheadTicks, easing))
  if (editor.run(setEasing, { changes })) announce(words.keyframe.easings[easing])
}

/** Moves the playhead to the nearest keyframe of the selection before or after it. */
export function seekKeyframe(editor: LessonEditor, direction: 'before' | 'after'): void {
  const { document, playheadTicks } = editor
  const [scene] = chosenIn(editor)
  const moving = scene && movingOf(document, scene)
  const at = moving && neighbouringKeyframes(document, moving, playheadTicks)[direction]
  if (at === null || at === undefined) return
  editor.pause()
  editor.seek(at)
}

/** Begins what Enter and a double click do: the words of a text are written on the picture, a clip or picture is cropped. */
export function workOn(editor: LessonEditor, { item, kind }: SceneItem): void {
  const overlay = item.kind === 'overlay' ? editor.document.overlays[item.id] : undefined
  if (overlay?.content.kind === 'text') canvasStateOf(editor).setState({ editing: overlay.id, cropping: null })
  if (item.kind === 'clip' || overlay?.content.kind === 'image') startCrop(editor)
  if (kind === 'captions') {
    editor.show('captions')
    editor.requestFocus('caption-text')
  }
}

function cropped(document: LessonDocument, { item }: Pick<SceneItem, 'item'>): ReturnType<typeof croppedIn> {
  return item.kind === 'clip' || item.kind === 'overlay' ? croppedIn(document, item.id) : {}
}

/** Whether a thing shows a picture of which a part can be chosen. */
export function canCrop(document: LessonDocument, scene: Pick<SceneItem, 'item'>): boolean {
  const { clip, picture } = cropped(document, scene)
  return clip !== undefined || picture !== undefined
}

/** Shows the selected clip or picture as a whole, to choose what of it shows. */
export function startCrop(editor: LessonEditor): void {
  const scene = chosenIn(editor).find((each) => canCrop(editor.document, each))
  const { clip, picture } = scene ? cropped(editor.document, scene) : {}
  if (picture) {
    const cropSides = sidesOf(picture.content.crop ?? null)
    return canvasStateOf(editor).setState({ cropping: picture.id, cropSides, editing: null })
  }
  if (!clip) return void showToast(words.keyframe.nothing)
  if (clip.picture.followKeyframes.length > 0) return void showToast(words.crop.follows)
  canvasStateOf(editor).setState({ cropping: clip.id, cropSides: sidesOf(clip.picture.crop), editing: null })
}

/** Leaves off cropping, with what was chosen or without. */
export function endCrop(editor: LessonEditor, keep: boolean): void {
  const { cropping, cropSides } = canvasStateOf(editor).getState()
  canvasStateOf(editor).setState({ cropping: null })
  if (!keep) return
  const { clip, picture } = croppedIn(editor.document, cropping)
  const crop = regionOf(cropSides)
  if (clip && !isSameCrop(clip.picture.crop, cropSides))
    editor.run(cropItem, { changes: [{ kind: 'clip', id: clip.id, changes: { crop } }] })
  if (picture && !isSameCrop(picture.content.crop ?? null, cropSides))
    editor.run(cropItem, { changes: [cropPicture(editor.document, picture, editor.playheadTicks, crop)] })
}
