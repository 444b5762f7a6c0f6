import { castDraft } from 'immer'
import { assetReferences } from '../../project/asset-references.ts'
import { sourceOfFrames, wholeFrames } from '../../project/fit-clip.ts'
import type { AssetId, ClipId, SlotId } from '../../project/ids.ts'
import { sourceLength } from '../../project/invariants.ts'
import { sameWindow } from '../../project/same-window.ts'
import type { Asset } from '../../project/schema/asset.ts'
import type { LessonDocument, Slot } from '../../project/schema/document.ts'
import { suggestFit } from '../../project/suggest-fit.ts'
import { fromSpeed } from '../../time/rational.ts'
import { shippedSoundOf } from '../../sound/sounds.ts'
import { ticks, zeroTicks } from '../../time/ticks.ts'
import { done, refuse, type Command, type CommandContext, type CommandResult, type LessonDraft } from '../command.ts'
import type { Notice } from '../notices.ts'
import { readDraft } from '../places.ts'
import { settleRipple } from '../ripple.ts'
import { insertClip } from './insert-clip.ts'
import { addMusic } from './music.ts'
import { replaceMedia } from './replace-media.ts'

type MediaArgs = { readonly slotId: SlotId; readonly asset: Asset }

/**
 * Puts media into a slot for a clip, a picture or music. A clip becomes as long as its media where the slot allows that; what
 * stood to the slot's end still does. The card that held the place leaves the lesson.
 */
export const fillSlotMedia: Command<MediaArgs> = {
  label: 'fill-slot',
  run(draft, { slotId, asset }, context) {
    const slot = draft.slots[slotId]
    if (!slot) return refuse('edit.gone', { what: 'slot' })
    draft.assets[asset.id] ??= castDraft(asset)
    const put = putInto[slot.kind as keyof typeof putInto] ?? null
    if (!put) return refuse('edit.gone', { what: 'slot' })
    const result = put(draft, readDraft(draft).slots[slotId] as Slot, asset, context)
    if (!result.ok) return result
    slot.filled = true
    dropCard(draft, slot.placeholder)
    return result
  },
}

const putInto = { clip: putClip, image: putImage, music: putMusic } as const

function putClip(draft: LessonDraft, slot: Slot, asset: Asset, context: CommandContext): CommandResult {
  const before = readDraft(draft)
  const clips = Object.values(before.clips).filter(({ slotId }) => slotId === slot.id)
  const [first] = clips
  if (!first) {
    const result = insertClip.run(draft, { assetId: asset.id }, context)
    const made = result.ok ? result.value.selection?.[0] : undefined
    const clip = made?.kind === 'clip' ? draft.clips[made.id] : undefined
    if (clip) clip.slotId = slot.id
    return result
  }
  const notices: Notice[] = []
  for (const { id } of clips) {
    const result = replaceMedia.run(draft, { clipId: id, assetId: asset.id }, context)
    if (!result.ok) return result
    notices.push(...result.value.notices)
    const target = draft.clips[id]
    const card = before.assets[before.clips[id]?.assetId ?? asset.id]
    if (target?.picture.crop && card) target.picture.crop = sameWindow(target.picture.crop, card, asset)
    else if (target?.anchor === null) target.picture.fit = suggestFit(asset, before.settings.canvas)
    takeLength(draft, id, slot)
    stretchItems(draft, before, id)
  }
  notices.push(...settleRipple(draft, before))
  // That it is shorter than the slot was designed is told by the rules beside it.
  return done(
    notices.filter(({ code }) => code !== 'clip-shortened'),
    [{ kind: 'clip', id: first.id }],
  )
}

/** As much of its media as the slot allows, but for what the transitions on both sides take. */
function takeLength(draft: LessonDraft, clipId: ClipId, { maxTicks }: Slot): void {
  const document = readDraft(draft)
  const clip = document.clips[clipId]
  const target = draft.clips[clipId]
  const asset = clip && document.assets[clip.assetId]
  const length = asset && sourceLength(asset)
  if (!clip || !target || !length || clip.freezeTicks !== null || clip.anchor !== null) return
  const { frameRate } = document.settings
  const around = Object.values(document.transitions)
  const roomBeside = (end: 'leftClipId' | 'rightClipId'): number =>
    around.reduce((sum, transition) => sum + (transition[end] === clipId ? Math.ceil(transition.durationTicks / 2) : 0), 0)
  const [before, after] = [roomBeside('rightClipId'), roomBeside('leftClipId')]
  const isLong = length > 4 * (before + after)
  const start = isLong ? sourceOfFrames(wholeFrames(ticks(Math.max(1, before)), clip.speed, frameRate), clip.speed, frameRate) : 0
  const available = length - (isLong ? start + after : 0)
  const allowed = maxTicks === null ? available : Math.min(available, fromSpeed(maxTicks, clip.speed))
  const taken = sourceOfFrames(wholeFrames(ticks(allowed), clip.speed, frameRate), clip.speed, frameRate)
  const first = before === 0 ? 0 : start
  target.sourceInTicks = ticks(first)
  target.sourceOutTicks = ticks(Math.min(length, first + taken))
}

/** What ends this close to the end of its clip was meant to last to the end. */
const endTolerance = ticks(30_000)

/** Overlays and questions that stood to the end of the card stand to the end of the clip; what lay behind it comes inside. */
function stretchItems(draft: LessonDraft, before: LessonDocument, clipId: ClipId): void {
  const [old, now] = [before.clips[clipId], readDraft(draft).clips[clipId]]
  if (!old || !now) return
  const shift = now.sourceInTicks - old.sourceInTicks
  for (const overlay of Object.values(before.overlays)) {
    const target = draft.overlays[overlay.id]
    if (overlay.anchor.kind !== 'clip' || overlay.anchor.clipId !== clipId || !target) continue
    const oldEnd = overlay.anchor.sourceTicks + overlay.durationTicks
    const lasts = oldEnd >= old.sourceOutTicks - endTolerance
    const end = lasts
      ? now.sourceOutTicks + Math.max(0, oldEnd - old.sourceOutTicks)
      : Math.min(oldEnd + shift, now.sourceOutTicks)
    const latest = Math.max(now.sourceInTicks, Math.min(now.sourceOutTicks, end) - Math.min(overlay.durationTicks, 60_000))
    const start = Math.min(overlay.anchor.sourceTicks + shift, latest)
    target.anchor = { kind: 'clip', clipId, sourceTicks: ticks(start) }
    target.durationTicks = ticks(Math.max(1, end - start))
  }
  for (const { id, anchor } of Object.values(before.questions)) {
    const target = draft.questions[id]
    if (anchor.kind !== 'clip' || anchor.clipId !== clipId || !target) continue
    const atEnd = anchor.sourceTicks >= old.sourceOutTicks - endTolerance
    const source = atEnd ? now.sourceOutTicks : Math.min(anchor.sourceTicks + shift, now.sourceOutTicks)
    target.anchor = { kind: 'clip', clipId, sourceTicks: ticks(Math.max(now.sourceInTicks, source)) }
  }
}

function putImage(draft: LessonDraft, slot: Slot, asset: Asset): CommandResult {
  if (!asset.imageSize) return refuse('media.not-a-picture', { file: asset.fileName })
  const overlays = Object.values(draft.overlays).filter(({ slotId }) => slotId === slot.id)
  if (overlays.length === 0) return refuse('edit.gone', { what: 'picture' })
  for (const overlay of overlays) {
    overlay.content = { kind: 'image', assetId: asset.id }
    overlay.altText = asset.altText
  }
  return done(
    [],
    overlays.map(({ id }) => ({ kind: 'overlay', id })),
  )
}

/** Music plays from the start to the end of the lesson, over and over where it loops. */
function putMusic(draft: LessonDraft, slot: Slot, asset: Asset, context: CommandContext): CommandResult {
  const before = readDraft(draft)
  for (const { id, slotId } of Object.values(before.clips)) if (slotId === slot.id) delete draft.clips[id]
  const shipped = shippedSoundOf(asset)
  const loopTicks = shipped?.kind === 'music' ? shipped.loopTicks : (sourceLength(asset) ?? null)
  const result = addMusic.run(draft, { asset, atTicks: zeroTicks, loopTicks }, context)
  if (!result.ok) return result
  for (const item of result.value.selection ?? []) {
    const clip = item.kind === 'clip' ? draft.clips[item.id] : undefined
    if (clip) clip.slotId = slot.id
  }
  return result
}

/** The card of a slot has no use any more. */
function dropCard(draft: LessonDraft, placeholder: string | undefined): void {
  const card = placeholder as AssetId | undefined
  if (card === undefined || !draft.assets[card]) return
  if (assetReferences(readDraft(draft)).every(({ assetId }) => assetId !== card)) delete draft.assets[card]
}

/** Writes a text into every title of a slot. */
export const fillSlotText: Command<{ readonly slotId: SlotId; readonly text: string }> = {
  label: 'fill-slot',
  run(draft, { slotId, text }) {
    const slot = draft.slots[slotId]
    const overlays = Object.values(draft.overlays).filter((overlay) => overlay.slotId === slotId)
    if (!slot || overlays.length === 0) return refuse('edit.gone', { what: 'text' })
    for (const { content } of overlays) if (content.kind === 'text') content.text = text
    slot.filled = text !== slot.placeholder && text.trim() !== ''
    return done(
      [],
      overlays.map(({ id }) => ({ kind: 'overlay', id })),
    )
  },
}

/** Marks a slot as done although nothing was changed in it, or as open again. */
export const markSlot: Command<{ readonly slotId: SlotId; readonly filled: boolean }> = {
  label: 'mark-slot',
  run(draft, { slotId, filled }) {
    const slot = draft.slots[slotId]
    if (!slot) return refuse('edit.gone', { what: 'slot' })
    slot.filled = filled
    return done()
  },
}

/** Makes the lesson an ordinary one: slots and rules go, what stands in them stays. */
export const leaveTemplate: Command<null> = {
  label: 'leave-template',
  run(draft) {
    for (const table of ['clips', 'overlays', 'questions'] as const)
      for (const record of Object.values(draft[table])) if (record.slotId !== null) record.slotId = null
    draft.slots = {}
    if (draft.template) draft.template = null
    return done()
  },
}
