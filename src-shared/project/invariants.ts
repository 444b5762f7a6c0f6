import { ticks, type Ticks } from '../time/ticks.ts'
import { eachAssetReference } from './asset-references.ts'
import type { ClipId } from './ids.ts'
import type { Asset } from './schema/asset.ts'
import type { Clip } from './schema/clip.ts'
import { tableNames, type LessonDocument } from './schema/document.ts'
import type { Anchor } from './schema/time.ts'
import { anchorToTimeline, deriveTimeline } from './timeline.ts'

/** A broken rule, with the path of the record that breaks it. Empty means the document is sound. */
export type Violation = { readonly path: string; readonly rule: string }

/**
 * Checks what the schema cannot: references, places and the order of the tables. Pure, linear but for one sort a track.
 * `sound` is a document without a violation that this one was made from: records that are the same there are looked at again
 * only where what they name may have changed. The result is the same without it.
 */
export function checkInvariants(document: LessonDocument, sound: LessonDocument | null = null): readonly Violation[] {
  return [
    ...checkKeys(document),
    ...checkReferences(document, sound),
    ...checkMainTrack(document, sound),
    ...checkClips(document, sound),
    ...checkTransitions(document),
    ...checkAnchored(document, sound),
    ...checkQuestions(document),
    ...checkOverlap(document),
  ]
}

type TableName = (typeof tableNames)[number]
type RecordOf<T extends TableName> = LessonDocument[T] extends Readonly<Record<string, infer R>> ? R : never

/** The records of a table that may be wrong: all of them where a table that they name records of is another one than in `sound`. */
function suspects<T extends TableName>(
  document: LessonDocument,
  sound: LessonDocument | null,
  table: T,
  named: readonly TableName[],
): readonly RecordOf<T>[] {
  const records = document[table] as Readonly<Record<string, RecordOf<T>>>
  if (!sound || named.some((name) => document[name] !== sound[name])) return Object.values(records)
  const before = sound[table] as Readonly<Record<string, RecordOf<T>>>
  if (records === before) return []
  const changed: RecordOf<T>[] = []
  for (const id in records) {
    const record = records[id]
    if (record && record !== before[id]) changed.push(record)
  }
  return changed
}

/** `sound` where every clip that was there still is, with the same media and as far on or off the main track as it was. */
function soundAnchors(document: LessonDocument, sound: LessonDocument | null): LessonDocument | null {
  if (!sound || document.clips === sound.clips) return sound
  for (const id in sound.clips) {
    const [before, now] = [sound.clips[id as ClipId], document.clips[id as ClipId]]
    if (before === now) continue
    if (!before || !now || before.assetId !== now.assetId || (before.anchor === null) !== (now.anchor === null)) return null
  }
  return sound
}

/** Tables whose keys are right. Documents are never written to, so a table that is in the next one, too, need not be read again. */
const wellKeyed = new WeakSet<object>()

function checkKeys(document: LessonDocument): Violation[] {
  const violations: Violation[] = []
  for (const table of tableNames) {
    const records: Readonly<Record<string, { readonly id: string }>> = document[table]
    if (wellKeyed.has(records)) continue
    const before = violations.length
    for (const key in records)
      if (records[key]?.id !== key) violations.push({ path: `${table}.${key}`, rule: 'is stored under another id' })
    if (violations.length === before && Object.isFrozen(records)) wellKeyed.add(records)
  }
  return violations
}

type Belonging = Pick<Clip, 'slotId'> & Partial<Pick<Clip, 'groupId'>>

/** What names an asset, a group, a slot or the model clip; tracks and anchors are checked with the records that have them. */
function checkReferences(document: LessonDocument, sound: LessonDocument | null): Violation[] {
  const violations: Violation[] = []
  const named = ['assets', 'groups', 'slots'] as const
  const records = {
    clips: suspects(document, sound, 'clips', named),
    overlays: suspects(document, sound, 'overlays', named),
    questions: suspects(document, sound, 'questions', named),
  }
  eachAssetReference({ ...records, brandKit: document.brandKit }, (assetId, path) => {
    if (!document.assets[assetId]) violations.push({ path: path(), rule: 'names an asset that does not exist' })
  })
  const check = (path: string, { groupId, slotId }: Belonging): void => {
    if (groupId && !document.groups[groupId]) violations.push({ path, rule: 'names a group that does not exist' })
    if (slotId && !document.slots[slotId]) violations.push({ path, rule: 'names a slot that does not exist' })
  }
  for (const table of ['clips', 'overlays', 'questions'] as const) {
    const belonging: readonly (Belonging & { readonly id: string })[] = records[table]
    for (const record of belonging) if (record.groupId || record.slotId) check(`${table}.${record.id}`, record)
  }
  const model = document.challenge?.modelClipId
  if (model && !document.clips[model]) violations.push({ path: 'challenge', rule: 'names a clip that does not exist' })
  return violations
}

function checkMainTrack(document: LessonDocument, sound: LessonDocument | null): Violation[] {
  const violations: Violation[] = []
  const seen = new Set<string>()
  document.mainTrack.forEach((item, index) => {
    const key = item.kind === 'clip' ? item.clipId : item.id
    if (seen.has(key)) violations.push({ path: `mainTrack.${index}`, rule: 'stands twice on the main track' })
    seen.add(key)
    if (item.kind === 'clip' && !document.clips[item.clipId])
      violations.push({ path: `mainTrack.${index}`, rule: 'names a clip that does not exist' })
  })
  // Which clips are named there is as important as the clips themselves.
  const known = sound?.mainTrack === document.mainTrack ? sound : null
  for (const clip of suspects(document, known, 'clips', ['tracks'])) {
    const onMain = document.tracks[clip.trackId]?.band === 'main'
    if (onMain !== seen.has(clip.id))
      violations.push({ path: `clips.${clip.id}`, rule: 'and the main track disagree about where it stands' })
    if (onMain !== (clip.anchor === null))
      violations.push({ path: `clips.${clip.id}`, rule: 'has an anchor if and only if it is off the main track' })
  }
  return violations
}

function checkClips(document: LessonDocument, sound: LessonDocument | null): Violation[] {
  const violations: Violation[] = []
  for (const clip of suspects(document, sound, 'clips', ['assets', 'tracks'])) {
    const refuse = (rule: string): void => void violations.push({ path: `clips.${clip.id}`, rule })
    const asset = document.assets[clip.assetId]
    if (!document.tracks[clip.trackId]) refuse('names a track that does not exist')
    if (clip.sourceOutTicks <= clip.sourceInTicks) refuse('ends before it starts')
    const length = asset ? sourceLength(asset) : null
    if (length !== null && clip.sourceOutTicks > length) refuse('plays past the end of its asset')
  }
  return violations
}

/** Ticks of an asset's own time, or null for an image, which lasts as long as one likes. */
export function sourceLength(asset: Asset): Ticks | null {
  return asset.interpretation?.durationTicks ?? null
}

function checkTransitions(document: LessonDocument): Violation[] {
  const { mainClipIds, mainIndexes } = deriveTimeline(document)
  return Object.values(document.transitions).flatMap((transition) => {
    const left = mainIndexes.get(transition.leftClipId)
    const neighbours = left !== undefined && mainClipIds[left + 1] === transition.rightClipId
    return neighbours ? [] : [{ path: `transitions.${transition.id}`, rule: 'is not between two neighbours' }]
  })
}

function checkAnchored(document: LessonDocument, sound: LessonDocument | null): Violation[] {
  const violations: Violation[] = []
  const known = soundAnchors(document, sound)
  const check = (table: string, id: string, anchor: Anchor): void => {
    if (anchor.kind === 'timeline') return
    const clip = document.clips[anchor.clipId]
    if (!clip) return void violations.push({ path: `${table}.${id}`, rule: 'is anchored to a clip that does not exist' })
    const asset = document.assets[clip.assetId]
    const length = asset ? sourceLength(asset) : null
    if (length !== null && anchor.sourceTicks > length)
      violations.push({ path: `${table}.${id}`, rule: 'is anchored past the end of its asset' })
  }
  for (const caption of suspects(document, known, 'captions', ['assets', 'captionTracks'])) {
    check('captions', caption.id, caption.anchor)
    if (!document.captionTracks[caption.captionTrackId]) {
      violations.push({ path: `captions.${caption.id}`, rule: 'names a caption track that does not exist' })
    }
  }
  for (const overlay of suspects(document, known, 'overlays', ['assets', 'tracks'])) {
    check('overlays', overlay.id, overlay.anchor)
    if (document.tracks[overlay.trackId]?.band !== 'overlays')
      violations.push({ path: `overlays.${overlay.id}`, rule: 'is not on an overlay track' })
  }
  for (const marker of suspects(document, known, 'markers', ['assets'])) check('markers', marker.id, marker.anchor)
  for (const section of suspects(document, known, 'sections', ['assets'])) check('sections', section.id, section.anchor)
  for (const clip of suspects(document, known, 'clips', ['assets'])) {
    if (!clip.anchor) continue
    check('clips', clip.id, clip.anchor)
    const host = clip.anchor.kind === 'clip' ? document.clips[clip.anchor.clipId] : null
    if (host && host.anchor !== null)
      violations.push({ path: `clips.${clip.id}`, rule: 'is anchored to a clip off the main track' })
  }
  return violations
}

/** Unlike a caption, which may wait in a trimmed-away part, a question always shows: scores depend on it. */
function checkQuestions(document: LessonDocument): Violation[] {
  const { durationTicks } = deriveTimeline(document)
  return Object.values(document.questions).flatMap((question) => {
    const path = `questions.${question.id}`
    const violations: Violation[] = []
    const { anchor } = question
    if (anchor.kind === 'clip') {
      const clip = document.clips[anchor.clipId]
      if (!clip) violations.push({ path, rule: 'is anchored to a clip that does not exist' })
      else if (!isInside(clip, anchor.sourceTicks)) violations.push({ path, rule: 'is anchored outside its clip' })
    }
    const at = anchorToTimeline(anchor, document)
    if (at < 0 || at > durationTicks) violations.push({ path, rule: 'stands outside the lesson' })
    const codes = question.choices.map((choice) => choice.code)
    if (new Set(codes).size !== codes.length) violations.push({ path, rule: 'has two choices with one code' })
    if (codes.some((code) => question.retiredCodes.includes(code)))
      violations.push({ path, rule: 'reuses the code of a deleted choice' })
    const { correctTicks, incorrectTicks } = question.branch
    if ([correctTicks, incorrectTicks].some((target) => target !== null && (target < 0 || target > durationTicks)))
      violations.push({ path, rule: 'leads outside the lesson' })
    if (question.pause !== (question.showTicks === null))
      violations.push({ path, rule: 'has a length if and only if it does not pause' })
    return violations
  })
}

/** Closed at the end: a question may stand at the very end of its clip. */
function isInside(clip: Clip, sourceTicks: Ticks): boolean {
  return sourceTicks >= clip.sourceInTicks && sourceTicks <= clip.sourceOutTicks
}

function checkOverlap(document: LessonDocument): Violation[] {
  const { clipSpans } = deriveTimeline(document)
  const byTrack = Map.groupBy(
    Object.values(document.clips).filter((clip) => clip.anchor !== null),
    (clip) => clip.trackId,
  )
  return [...byTrack.values()].flatMap((clips) => {
    const spans = clips
      .map((clip) => ({ id: clip.id, span: clipSpans.get(clip.id) ?? { startTicks: ticks(0), endTicks: ticks(0) } }))
      .toSorted((a, b) => a.span.startTicks - b.span.startTicks)
    return spans.flatMap((entry, index) => {
      const previous = spans[index - 1]
      return previous && previous.span.endTicks > entry.span.startTicks
        ? [{ path: `clips.${entry.id}`, rule: 'overlaps its neighbour on the track' }]
        : []
    })
  })
}
