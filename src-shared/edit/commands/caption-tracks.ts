import { castDraft } from 'immer'
import { importParts } from '../../caption/import-parts.ts'
import type { ImportedCue } from '../../caption/imported-captions.ts'
import { createCaptionTrack } from '../../project/defaults.ts'
import type { CaptionId, CaptionTrackId, ClipId } from '../../project/ids.ts'
import { captionStretch, placeInClip, placeOverCuts } from '../../project/place-caption.ts'
import type { LessonDocument } from '../../project/schema/document.ts'
import type { Anchor } from '../../project/schema/time.ts'
import type { CaptionStyle, CaptionTrack } from '../../project/schema/text.ts'
import { anchorAt, anchorToTimeline, deriveTimeline } from '../../project/timeline.ts'
import { fromSpeed } from '../../time/rational.ts'
import { clampTicks, ticks, zeroTicks, type Ticks } from '../../time/ticks.ts'
import { done, refuse, type Command, type CommandContext, type LessonDraft } from '../command.ts'
import { readDraft } from '../places.ts'

/** A cue as a caption file or a recogniser gives it; offsets of words count from its start. */
export type CueToImport = ImportedCue

export type ImportCaptionsArgs = {
  /** The track whose captions are replaced, or what to make a new one from. */
  readonly track: CaptionTrackId | { readonly language: string; readonly kind: CaptionTrack['kind']; readonly label?: string }
  readonly cues: readonly CueToImport[]
  /** Cue times count from the lesson's start, or from the start of this clip's media. */
  readonly clipId?: ClipId
}

/** Adds an empty caption track behind the others. */
export const addCaptionTrack: Command<{
  readonly language: string
  readonly kind: CaptionTrack['kind']
  readonly label?: string
}> = {
  label: 'add-caption-track',
  run(draft, args, context) {
    makeTrack(draft, args, context)
    return done()
  },
}

/** Deletes a track with its captions. */
export const deleteCaptionTrack: Command<{ readonly captionTrackId: CaptionTrackId }> = {
  label: 'delete-caption-track',
  run(draft, { captionTrackId }) {
    if (!draft.captionTracks[captionTrackId]) return refuse('edit.gone', { what: 'caption track' })
    clearTrack(draft, captionTrackId)
    delete draft.captionTracks[captionTrackId]
    return done()
  },
}

/** Replaces the captions of a track, or makes a track of them. Cues that start after the lesson's end are left out; all of them are refused. */
export const importCaptions: Command<ImportCaptionsArgs> = {
  label: 'import-captions',
  run(draft, { track, cues, clipId }, context) {
    const trackId = typeof track === 'string' ? track : makeTrack(draft, track, context)
    if (!draft.captionTracks[trackId]) return refuse('edit.gone', { what: 'caption track' })
    const before = readDraft(draft)
    if (clipId !== undefined && !before.clips[clipId]) return refuse('edit.gone', { what: 'clip' })
    clearTrack(draft, trackId)
    let placed = 0
    let leftOut = 0
    for (const cue of cues) {
      if (cue.text.trim() === '') continue
      const inClip = clipId === undefined ? null : placeInClip(before, clipId, cue)
      const places = clipId === undefined ? placeOverCuts(before, cue) : inClip ? [inClip] : []
      if (places.length === 0) leftOut += 1
      placed += places.length
      for (const part of importParts(before, cue, places)) {
        const id = context.newId() as CaptionId
        const words = clipId === undefined ? part.words : (cue.words ?? [])
        const { speaker = '', placement } = cue
        const extras = { speaker, done: false, ...(placement && { placement }) }
        draft.captions[id] = castDraft({ id, captionTrackId: trackId, ...part, words, ...extras })
      }
    }
    if (placed === 0 && leftOut > 0) return refuse('edit.cues-outside', {})
    return done(leftOut > 0 ? [{ code: 'cues-outside-lesson', params: { count: leftOut } }] : [])
  },
}

/** Changes the look of all captions of a track. */
export const setCaptionStyle: Command<{
  readonly captionTrackId: CaptionTrackId
  readonly changes: Partial<Omit<CaptionStyle, 'text'>> & { readonly text?: Partial<CaptionStyle['text']> }
}> = {
  label: 'set-caption-style',
  run(draft, { captionTrackId, changes }) {
    const track = draft.captionTracks[captionTrackId]
    if (!track) return refuse('edit.gone', { what: 'caption track' })
    const { text, ...others } = changes
    Object.assign(track.style, others)
    if (text) Object.assign(track.style.text, text)
    return done()
  },
}

/** Deletes all captions of a track; the track and its look stay. */
export const clearCaptions: Command<{ readonly captionTrackId: CaptionTrackId }> = {
  label: 'clear-captions',
  run(draft, { captionTrackId }) {
    if (!draft.captionTracks[captionTrackId]) return refuse('edit.gone', { what: 'caption track' })
    clearTrack(draft, captionTrackId)
    return done()
  },
}

/** Changes what language a track is in, what it is for, its name or its lock. */
export const setCaptionTrack: Command<{
  readonly captionTrackId: CaptionTrackId
  readonly changes: Partial<Pick<CaptionTrack, 'language' | 'kind' | 'label' | 'locked'>>
}> = {
  label: 'set-caption-track',
  run(draft, { captionTrackId, changes }) {
    const track = draft.captionTracks[captionTrackId]
    if (!track) return refuse('edit.gone', { what: 'caption track' })
    Object.assign(track, changes)
    return done()
  },
}

/**
 * Moves every caption of a track earlier (negative) or later on the timeline; those hidden by a trim move in their media.
 * With `fromTicks`, only those that start there or later.
 */
export const shiftCaptions: Command<{
  readonly captionTrackId: CaptionTrackId
  readonly deltaTicks: Ticks
  readonly fromTicks?: Ticks
}> = {
  label: 'shift-captions',
  run(draft, { captionTrackId, deltaTicks, fromTicks }) {
    const before = readDraft(draft)
    if (!before.captionTracks[captionTrackId]) return refuse('edit.gone', { what: 'caption track' })
    for (const caption of Object.values(before.captions)) {
      const target = draft.captions[caption.id]
      if (fromTicks !== undefined && captionStretch(before, caption).startTicks < fromTicks) continue
      if (caption.captionTrackId === captionTrackId && target) target.anchor = shiftAnchor(before, caption.anchor, deltaTicks)
    }
    return done()
  },
}

function shiftAnchor(document: LessonDocument, anchor: Anchor, deltaTicks: Ticks): Anchor {
  const { durationTicks, clipSpans } = deriveTimeline(document)
  const clip = anchor.kind === 'clip' ? document.clips[anchor.clipId] : null
  const span = anchor.kind === 'clip' ? clipSpans.get(anchor.clipId) : null
  const latest = ticks(Math.max(0, durationTicks - 1))
  if (anchor.kind === 'timeline') return anchorAt(document, clampTicks(ticks(anchor.ticks + deltaTicks), zeroTicks, latest))
  if (!clip || !span) return anchor
  const isPlayed = anchor.sourceTicks >= clip.sourceInTicks && anchor.sourceTicks < clip.sourceOutTicks
  if (isPlayed) {
    const wanted = clampTicks(ticks(anchorToTimeline(anchor, document) + deltaTicks), zeroTicks, latest)
    if (wanted < span.startTicks || wanted >= span.endTicks) return anchorAt(document, wanted)
  }
  const step = fromSpeed(deltaTicks, clip.speed) * (clip.reversed ? -1 : 1)
  const length = document.assets[clip.assetId]?.interpretation?.durationTicks ?? clip.sourceOutTicks
  const moved = clampTicks(ticks(anchor.sourceTicks + step), zeroTicks, length)
  // Never out of view at the very start, nor into view from a trimmed-away part by rounding.
  return { ...anchor, sourceTicks: isPlayed ? clampTicks(moved, clip.sourceInTicks, clip.sourceOutTicks) : moved }
}

function makeTrack(
  draft: LessonDraft,
  { language, kind, label = '' }: { readonly language: string; readonly kind: CaptionTrack['kind']; readonly label?: string },
  context: CommandContext,
): CaptionTrackId {
  const id = context.newId() as CaptionTrackId
  const order = Math.max(-1, ...Object.values(draft.captionTracks).map((track) => track.order)) + 1
  draft.captionTracks[id] = castDraft({
    ...createCaptionTrack(id, language, readDraft(draft).brandKit?.captionStyle),
    kind,
    label,
    order,
  })
  return id
}

function clearTrack(draft: LessonDraft, captionTrackId: CaptionTrackId): void {
  for (const caption of Object.values(readDraft(draft).captions))
    if (caption.captionTrackId === captionTrackId) delete draft.captions[caption.id]
}
