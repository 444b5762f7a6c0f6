import { clipboardType, copySelection, cutSelection, paste } from '#renderer/editor/actions/clipboard.ts'
import { addCaptionAtPlayhead, addQuestionAtPlayhead } from '#renderer/editor/actions/cues.ts'
import { runCaptionAction } from '#renderer/editor/captions/caption-actions.ts'
import type { LessonEditor } from '#renderer/editor/lesson-editor.ts'
import { addToPicture, stickerOverlay } from '#renderer/editor/overlays/add-to-picture.ts'
import { shapePresets } from '#renderer/editor/overlays/shape-presets.ts'
import { titlePresets } from '#renderer/editor/overlays/title-presets.ts'
import { editingShortcuts } from '#renderer/editor/shortcuts/editing.ts'
import { lessonShortcuts } from '#renderer/editor/shortcuts/lesson.ts'
import { playbackShortcuts } from '#renderer/editor/shortcuts/playback.ts'
import { timelineShortcuts } from '#renderer/editor/shortcuts/timeline.ts'
import type { Shortcut, ShortcutId } from '#renderer/editor/shortcuts/shortcut.ts'
import { selectedItem, timelineLanes } from '#renderer/editor/timeline/lanes.ts'
import { moveToNextLane } from '#renderer/editor/timeline/move-between-lanes.ts'
import { nudgeByKey } from '#renderer/editor/timeline/nudge.ts'
import { planDrag, type ItemPart } from '#renderer/editor/timeline/plan-drag.ts'
import type { TimelineItem } from '#renderer/editor/timeline/timeline-items.ts'
import { addCaptionTrack, setCaptionTrack } from '#shared/edit/commands/caption-tracks.ts'
import { editCaption } from '#shared/edit/commands/captions.ts'
import { setClipPicture, setClipSound, setClipText } from '#shared/edit/commands/clip-look.ts'
import { setClipSpeed } from '#shared/edit/commands/clip-speed.ts'
import { insertClip } from '#shared/edit/commands/insert-clip.ts'
import { setMetadata } from '#shared/edit/commands/lesson.ts'
import { setOverlays } from '#shared/edit/commands/overlays.ts'
import { addChoice, deleteChoice, editChoice, editQuestion, setQuestionType } from '#shared/edit/commands/questions.ts'
import { replaceMedia } from '#shared/edit/commands/replace-media.ts'
import { addTrack, addTrackClip, deleteTrack, lockQuestions, reorderTrack, setTrack } from '#shared/edit/commands/tracks.ts'
import { setTransition } from '#shared/edit/commands/transitions.ts'
import { captionItems } from '#renderer/editor/timeline/timeline-items.ts'
import { transitionKinds } from '#shared/project/schema/clip.ts'
import { questionTypes } from '#shared/project/schema/question.ts'
import { trackKinds } from '#shared/project/track-kinds.ts'
import { secondsToTicks, ticks, zeroTicks } from '#shared/time/ticks.ts'
import { wordSteps } from './word-steps.ts'

/** Random numbers from a seed, the same in every run. */
export type Dice = {
  /** A whole number from 0 up to `below`. */
  readonly roll: (below: number) => number
  /** One of several; undefined for none. */
  readonly pick: <T>(from: readonly T[]) => T | undefined
}

/** Mulberry32. */
export function seededDice(seed: number): Dice {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const roll = (below: number): number => Math.floor(next() * below)
  return { roll, pick: (from) => from[roll(from.length)] }
}

export type Step = (editor: LessonEditor, dice: Dice) => void

/** What a window's clipboard is to the actions. */
function makeClipboard(): DataTransfer {
  const data = new Map<string, string>()
  return {
    files: [],
    setData: (type: string, value: string) => void data.set(type, value),
    getData: (type: string) => data.get(type) ?? '',
  } as unknown as DataTransfer
}
const clipboard = makeClipboard()

/** These need a window's own clipboard, its fields or a picture on screen, or lead away from the lesson. */
const elsewhere: ReadonlySet<ShortcutId> = new Set([
  ...(['copy', 'cut', 'paste'] as const),
  ...(['help', 'history', 'save', 'full-screen', 'next-uncertain'] as const),
])
const shortcuts: readonly Shortcut[] = [...editingShortcuts, ...lessonShortcuts, ...playbackShortcuts, ...timelineShortcuts]

const itemsOf = (editor: LessonEditor): readonly TimelineItem[] =>
  timelineLanes(editor.document, []).flatMap<TimelineItem>(({ items }) => items)
const valuesOf = <T>(table: Readonly<Record<string, T>>): readonly T[] => Object.values(table)
const seconds = (dice: Dice, most: number) => secondsToTicks((dice.roll(200 * most) - 100 * most) / 100)

const selectOne: Step = (editor, dice) => {
  const item = dice.pick(itemsOf(editor))
  if (item) editor.select([selectedItem(item)])
}

const selectSome: Step = (editor, dice) => {
  editor.select(
    itemsOf(editor)
      .filter(() => dice.roll(3) === 0)
      .map(selectedItem),
  )
}

const jump: Step = (editor, dice) => editor.seek(ticks(dice.roll(editor.durationTicks + 1)))

const parts: readonly ItemPart[] = ['start', 'end', 'whole', 'cut']

/** As by mouse: an item is pressed, dragged in some moves, and let go or given up. */
const drag: Step = (editor, dice) => {
  const item = dice.pick(itemsOf(editor))
  const part = dice.pick(parts)
  if (!item || !part) return
  const { selection } = editor.session.getSnapshot()
  if (!selection.some(({ id }) => id === item.id)) editor.select([selectedItem(item)])
  const picked = part === 'whole' ? editor.session.getSnapshot().selection : [selectedItem(item)]
  const plan = planDrag(editor, { item, part, picked, copies: part === 'whole' && dice.roll(5) === 0 })
  const lanes = timelineLanes(editor.document, []).map(({ key }) => key)
  editor.session.beginDrag()
  for (let move = dice.roll(3); move >= 0; move -= 1) {
    const movedTicks = seconds(dice, 4)
    plan.follow({ movedTicks, snappedTicks: movedTicks, overLane: dice.pick(lanes) ?? null })
  }
  if (dice.roll(6) === 0) editor.session.cancelDrag()
  else editor.tell(editor.session.commitDrag())
  editor.view.setState({ shift: null })
}

const type: Step = (editor, dice) => {
  const caption = dice.pick(valuesOf(editor.document.captions))
  if (!caption) return addCaptionAtPlayhead(editor)
  let text = dice.roll(4) === 0 ? '' : caption.text
  for (const word of ['Lava ', 'runs ', 'down '].slice(0, dice.roll(4))) {
    text += word
    editor.run(editCaption, { captionId: caption.id, changes: { text } }, { mergeKey: `caption:${caption.id}` })
  }
}

const captionKeys = ['split', 'merge-previous', 'merge-next', 'remove', 'previous', 'next', 'add-after'] as const

const pressInCaption: Step = (editor, dice) => {
  const track = dice.pick(valuesOf(editor.document.captionTracks))
  const items = track ? captionItems(editor.document, track.id) : []
  const place = dice.roll(items.length)
  const item = items[place]
  const action = dice.pick(captionKeys)
  if (!item || !action) return
  const at = dice.roll(item.caption.text.length + 1)
  runCaptionAction(editor, action, { item, previous: items[place - 1], next: items[place + 1], at })
}

const ask: Step = (editor, dice) => {
  const question = dice.pick(valuesOf(editor.document.questions))
  if (!question || dice.roll(4) === 0) return addQuestionAtPlayhead(editor)
  const questionId = question.id
  const choice = dice.pick(question.choices)
  switch (dice.roll(5)) {
    case 0:
      return void editor.run(setQuestionType, { questionId, type: dice.pick(questionTypes) ?? 'poll' })
    case 1:
      return void editor.run(addChoice, { questionId, text: 'Basalt' })
    case 2:
      return void (
        choice && editor.run(editChoice, { questionId, choiceId: choice.id, changes: { correct: dice.roll(2) === 0 } })
      )
    case 3:
      return void (choice && editor.run(deleteChoice, { questionId, choiceId: choice.id }))
    default:
      return void editor.run(editQuestion, { questionId, changes: { prompt: 'Why?', points: dice.roll(5) } })
  }
}

const put: Step = (editor, dice) => {
  const preset = dice.pick([...titlePresets, ...shapePresets])
  const sticker = stickerOverlay('star')
  if (sticker && dice.roll(3) === 0) addToPicture(editor, 'star', [sticker])
  else if (preset) addToPicture(editor, preset.name, preset.items)
}

const changeOverlay: Step = (editor, dice) => {
  const overlay = dice.pick(valuesOf(editor.document.overlays))
  if (overlay)
    editor.run(setOverlays, { overlayIds: [overlay.id], changes: { opacity: dice.roll(11) / 10 } }, { mergeKey: 'opacity' })
}

const changeClip: Step = (editor, dice) => {
  const clip = dice.pick(valuesOf(editor.document.clips))
  const asset = dice.pick(valuesOf(editor.document.assets))
  if (!clip || !asset) return
  const clipId = clip.id
  switch (dice.roll(6)) {
    case 0:
      return void editor.run(setClipSpeed, { clipId, changes: { speed: { num: dice.roll(3) + 1, den: dice.roll(3) + 1 } } })
    case 1:
      return void editor.run(setClipSound, { clipIds: [clipId], changes: { gainDb: -dice.roll(20) } })
    case 2:
      return void editor.run(setClipPicture, { clipIds: [clipId], changes: { fit: dice.roll(2) === 0 ? 'fill' : 'fit' } })
    case 3:
      return void editor.run(setClipText, { clipId, altText: 'Lava' })
    case 4:
      return void editor.run(replaceMedia, { clipId, assetId: asset.id })
    default: {
      const kind = dice.pick(transitionKinds) ?? 'cross-fade'
      return void editor.run(setTransition, { rightClipId: clipId, transition: { kind, durationTicks: secondsToTicks(0.4) } })
    }
  }
}

const addClip: Step = (editor, dice) => {
  const asset = dice.pick(valuesOf(editor.document.assets))
  const kind = dice.pick(trackKinds)
  if (!asset || !kind) return
  const insert = { assetId: asset.id, atTicks: editor.playheadTicks, sourceInTicks: zeroTicks, sourceOutTicks: secondsToTicks(2) }
  if (dice.roll(2) === 0) editor.run(addTrackClip, { assetId: asset.id, kind, atTicks: editor.playheadTicks })
  else editor.run(insertClip, insert)
}

const changeTracks: Step = (editor, dice) => {
  const track = dice.pick(valuesOf(editor.document.tracks))
  if (!track) return
  const trackId = track.id
  switch (dice.roll(10)) {
    case 5:
      return void editor.run(lockQuestions, { locked: dice.roll(4) === 0 })
    case 6: {
      const captionTrackId = dice.pick(valuesOf(editor.document.captionTracks))?.id
      return void (captionTrackId && editor.run(setCaptionTrack, { captionTrackId, changes: { locked: dice.roll(4) === 0 } }))
    }
    case 0:
      return void editor.run(addTrack, { kind: dice.pick([...trackKinds, 'overlays'] as const) ?? 'overlays' })
    case 1:
      return void (track.band !== 'main' && editor.run(deleteTrack, { trackId }))
    case 2:
      return void editor.run(reorderTrack, { trackId, by: dice.roll(2) === 0 ? 1 : -1 })
    case 3:
      // Seldom locked for long, or the walk would stand still.
      return void editor.run(setTrack, { trackId, changes: { locked: !track.locked && dice.roll(4) === 0 } })
    case 4:
      return void editor.run(addCaptionTrack, { language: 'de', kind: 'subtitles', label: 'Deutsch' })
    default:
      return void editor.run(setTrack, { trackId, changes: { muted: dice.roll(2) === 0, solo: dice.roll(5) === 0 } })
  }
}

const nudge: Step = (editor, dice) => {
  const key = dice.roll(2) === 0 ? 'ArrowLeft' : 'ArrowRight'
  nudgeByKey(editor, { key, altKey: true, shiftKey: dice.roll(3) === 0, ctrlKey: false, metaKey: false })
}

const changeLane: Step = (editor, dice) => void moveToNextLane(editor, dice.roll(2) === 0 ? 'up' : 'down')

const useClipboard: Step = (editor, dice) => {
  if (clipboard.getData(clipboardType) === '' || dice.roll(2) === 0) copySelection(editor, clipboard)
  else if (dice.roll(3) === 0) cutSelection(editor, clipboard)
  else void paste(editor, clipboard)
}

const rename: Step = (editor, dice) => {
  editor.run(setMetadata, { changes: { title: `Lava ${dice.roll(100)}` } }, { mergeKey: 'lesson:title' })
}

/** Steps of the mouse and of panels by name; a name that is there twice is taken twice as often. */
const byHand = {
  selectOne,
  selectSome,
  jump,
  drag,
  type,
  pressInCaption,
  ask,
  put,
  changeOverlay,
  changeClip,
  addClip,
  changeTracks,
  nudge,
  changeLane,
  useClipboard,
  rename,
  ...wordSteps,
}

/** What can be done in the editor, by its key or by hand. */
export const walkSteps: ReadonlyMap<string, Step> = new Map<string, Step>([
  ...Object.entries(byHand),
  ...shortcuts
    .filter(({ id }) => !elsewhere.has(id))
    .map(({ id, run }): [string, Step] => [`key ${id}`, (editor) => run(editor, new Set())]),
])

/** More of the same would only make the walk slow. */
const crowd = 120

/** Takes one step, which it names. */
export function walkOn(editor: LessonEditor, dice: Dice): string {
  if (itemsOf(editor).length > crowd) {
    selectSome(editor, dice)
    editingShortcuts.find(({ id }) => id === 'delete')?.run(editor, new Set())
    return 'delete a crowd'
  }
  // Half of all steps are done by hand, and one in ten is an undo or a redo.
  const turn = dice.roll(20)
  const wish = turn < 2 ? dice.pick(['key undo', 'key redo']) : dice.pick(turn < 10 ? Object.keys(byHand) : [...walkSteps.keys()])
  const name = wish ?? 'jump'
  walkSteps.get(name)?.(editor, dice)
  return name
}
