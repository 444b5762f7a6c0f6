import { assetReferences } from '../project/asset-references.ts'
import type { LessonId, SlotId } from '../project/ids.ts'
import { sameWindow } from '../project/same-window.ts'
import { questionsInOrder } from '../project/selectors.ts'
import type { Clip } from '../project/schema/clip.ts'
import type { Asset } from '../project/schema/asset.ts'
import type { LessonDocument, Slot, Template } from '../project/schema/document.ts'
import type { Anchor } from '../project/schema/time.ts'
import { anchorToTimeline, clipDurationTicks, deriveTimeline } from '../project/timeline.ts'
import { ticks } from '../time/ticks.ts'
import { contentOfSlot } from './judge-template.ts'

/** A part of a lesson that can become a slot of a template. */
export type SlotCandidate = {
  /** The record it is, for instance `clips.abc`. */
  readonly key: string
  readonly kind: Slot['kind']
  /** What stands there now, to tell it from the others. */
  readonly shown: string
  readonly startTicks: number
}

type Table = 'clips' | 'overlays' | 'questions'
type Choice = { readonly key: string; readonly name: string; readonly hint: string; readonly required: boolean }

/** What can become a slot: clips, titles, pictures, questions and music, in the order in which they come. Pure. */
export function listCandidates(document: LessonDocument): readonly SlotCandidate[] {
  const { clipSpans } = deriveTimeline(document)
  const clips = Object.values(document.clips).flatMap((clip): SlotCandidate[] => {
    const track = document.tracks[clip.trackId]
    const isMusic = track?.band === 'audio' && track.role === 'music'
    if (!track || (track.band === 'audio' && !isMusic)) return []
    const shown = clip.label || document.assets[clip.assetId]?.fileName || ''
    const startTicks = clipSpans.get(clip.id)?.startTicks ?? 0
    return [{ key: `clips.${clip.id}`, kind: isMusic ? 'music' : 'clip', shown, startTicks }]
  })
  const overlays = Object.values(document.overlays).flatMap(({ id, content, anchor, altText }): SlotCandidate[] => {
    const startTicks = anchorToTimeline(anchor, document)
    if (content.kind === 'text') return [{ key: `overlays.${id}`, kind: 'text', shown: content.text, startTicks }]
    if (content.kind !== 'image') return []
    const shown = altText || document.assets[content.assetId]?.fileName || ''
    return [{ key: `overlays.${id}`, kind: 'image', shown, startTicks }]
  })
  const questions = questionsInOrder(document).map(({ question, atTicks }): SlotCandidate => ({
    key: `questions.${question.id}`,
    kind: 'question',
    shown: question.prompt,
    startTicks: atTicks,
  }))
  const rank = { clip: 0, text: 1, image: 2, question: 3, music: 4 } as const
  return [...clips, ...overlays, ...questions].toSorted((a, b) => a.startTicks - b.startTicks || rank[a.kind] - rank[b.kind])
}

type NewTemplate = {
  readonly id: LessonId
  readonly template: Template
  readonly choices: readonly Choice[]
  /** The picture that stands in for clips and pictures that become slots. */
  readonly card: Asset
  readonly newId: () => string
}

/**
 * The lesson as a template: the chosen parts become slots, clips and pictures among them give way to a card, so that nobody's
 * recording travels with a template. Captions of such clips go. Pure but for `newId`.
 */
export function makeTemplate(lesson: LessonDocument, { id, template, choices, card, newId }: NewTemplate): LessonDocument {
  const clips = { ...lesson.clips }
  const overlays = { ...lesson.overlays }
  const questions = { ...lesson.questions }
  const tables = { clips, overlays, questions } as Record<Table, Record<string, { slotId: SlotId | null }>>
  for (const table of Object.values(tables))
    for (const [key, record] of Object.entries(table)) if (record.slotId !== null) table[key] = { ...record, slotId: null }
  const slots: Record<string, Slot> = {}
  const emptied = new Set<string>()
  const candidates = new Map(listCandidates(lesson).map((candidate) => [candidate.key, candidate]))
  for (const { key, name, hint, required } of choices) {
    const kind = candidates.get(key)?.kind
    const [table, recordId] = key.split('.', 2) as [Table, string]
    const record = tables[table]?.[recordId]
    if (!kind || !record) continue
    const slotId = newId() as SlotId
    tables[table][recordId] = { ...record, slotId }
    const clip = table === 'clips' ? lesson.clips[recordId as keyof typeof lesson.clips] : undefined
    const maxTicks = kind === 'clip' && clip ? ticks(clipDurationTicks(clip, lesson.settings.frameRate) * 2) : null
    slots[slotId] = { id: slotId, kind, name, hint, required, filled: false, minTicks: null, maxTicks }
    if (kind === 'clip' && clip) {
      emptied.add(clip.id)
      clips[clip.id] = { ...emptyClip(clip, card, lesson), slotId }
    }
    const overlay = overlays[recordId as keyof typeof overlays]
    if (kind === 'image' && overlay)
      overlays[overlay.id] = { ...overlay, slotId, altText: '', content: { kind: 'image', assetId: card.id } }
  }
  const captions = Object.fromEntries(
    Object.entries(lesson.captions).filter(([, { anchor }]) => anchor.kind !== 'clip' || !emptied.has(anchor.clipId)),
  )
  const { clipSpans } = deriveTimeline(lesson)
  // At the speed of the card, what hangs on it stays at its instant.
  const settled = moveAnchors({ ...lesson, id, template, clips, overlays, questions, captions, slots }, (anchor) => {
    const span = anchor.kind === 'clip' && emptied.has(anchor.clipId) ? clipSpans.get(anchor.clipId) : undefined
    const clip = anchor.kind === 'clip' ? lesson.clips[anchor.clipId] : undefined
    if (anchor.kind !== 'clip' || !span || !clip || isPlain(clip)) return anchor
    const into = Math.max(0, anchorToTimeline(anchor, lesson) - span.startTicks)
    return { ...anchor, sourceTicks: ticks(clip.sourceInTicks + into) }
  })
  const made = withoutVoices(settled)
  return withPlaceholders(dropUnusedAssets({ ...made, assets: { ...lesson.assets, [card.id]: card } }))
}

/** Whether a clip plays its media as it is. */
const isPlain = ({ speed, reversed, freezeTicks }: Clip): boolean => speed.num === speed.den && !reversed && freezeTicks === null

/** The card for as long as the clip lasted, without what was done to its picture and sound. */
function emptyClip(clip: Clip, card: Asset, { settings, assets }: LessonDocument): Clip {
  const { crop } = clip.picture
  const old = assets[clip.assetId]
  const length = clipDurationTicks(clip, settings.frameRate)
  const speed = { num: 1, den: 1 }
  return {
    ...clip,
    assetId: card.id,
    ...(isPlain(clip) ? {} : { speed, reversed: false, freezeTicks: null, sourceOutTicks: ticks(clip.sourceInTicks + length) }),
    // A window that the clip plays in keeps its shape.
    picture: {
      ...clip.picture,
      crop: crop && old ? sameWindow(crop, old, card) : null,
      followKeyframes: [],
      blurs: [],
      chromaKey: null,
      look: null,
    },
    label: '',
    altText: '',
  }
}

/** Without voice-overs and sound that was detached from a clip, which speak of one lesson and of one person. */
function withoutVoices(document: LessonDocument): LessonDocument {
  const voices = Object.values(document.clips).filter(({ trackId }) => {
    const track = document.tracks[trackId]
    return track?.band === 'audio' && track.role === 'voice'
  })
  if (voices.length === 0) return document
  const gone = new Set(voices.map(({ id }) => id))
  const hangsOnVoice = (anchor: Anchor): boolean => anchor.kind === 'clip' && gone.has(anchor.clipId)
  // Detaching its sound had muted the clip.
  const detached = new Set(voices.flatMap(({ anchor }) => (anchor?.kind === 'clip' ? [anchor.clipId] : [])))
  const clips = Object.values(document.clips).flatMap((clip) => {
    if (gone.has(clip.id)) return []
    const isHeardAgain = clip.slotId !== null && detached.has(clip.id)
    return [isHeardAgain ? { ...clip, sound: { ...clip.sound, muted: false } } : clip]
  })
  const moved = moveAnchors(document, (anchor) =>
    hangsOnVoice(anchor) ? { kind: 'timeline', ticks: anchorToTimeline(anchor, document) } : anchor,
  )
  const captions = Object.values(document.captions).filter(({ anchor }) => !hangsOnVoice(anchor))
  return { ...moved, clips: byId(clips), captions: byId(captions) }
}

type Anchored = { readonly id: string; readonly anchor: Anchor }

const byId = <Item extends { readonly id: string }>(items: readonly Item[]) =>
  Object.fromEntries(items.map((item) => [item.id, item]))

function moveAnchors(document: LessonDocument, move: (anchor: Anchor) => Anchor): LessonDocument {
  const moveAll = <Item extends Anchored>(table: Readonly<Record<string, Item>>) =>
    byId(Object.values(table).map((item) => ({ ...item, anchor: move(item.anchor) })))
  return {
    ...document,
    clips: byId(Object.values(document.clips).map((clip) => (clip.anchor ? { ...clip, anchor: move(clip.anchor) } : clip))),
    overlays: moveAll(document.overlays),
    questions: moveAll(document.questions),
    markers: moveAll(document.markers),
    sections: moveAll(document.sections),
  }
}

function withPlaceholders(document: LessonDocument): LessonDocument {
  const slots = Object.fromEntries(
    Object.entries(document.slots).map(([key, slot]) => {
      const placeholder = contentOfSlot(document, slot)
      return [key, placeholder === null ? slot : { ...slot, placeholder }]
    }),
  )
  return { ...document, slots }
}

function dropUnusedAssets(document: LessonDocument): LessonDocument {
  const used = new Set<string>(assetReferences(document).map(({ assetId }) => assetId))
  return { ...document, assets: Object.fromEntries(Object.entries(document.assets).filter(([id]) => used.has(id))) }
}

/** A fresh lesson out of a template's document: its own id and title, every slot open. Pure. */
export function startLesson(template: LessonDocument, id: LessonId, title: string, language: string): LessonDocument {
  const slots = Object.fromEntries(Object.entries(template.slots).map(([key, slot]) => [key, { ...slot, filled: false }]))
  return { ...template, id, slots, metadata: { ...template.metadata, title, language } }
}
