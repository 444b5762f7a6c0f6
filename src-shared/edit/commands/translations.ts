import { castDraft } from 'immer'
import type { TranslationEntry } from '../../caption/match-translation.ts'
import { translationRows, type TranslationRow } from '../../caption/translation-rows.ts'
import { createCaptionTrack } from '../../project/defaults.ts'
import type { CaptionId, CaptionTrackId } from '../../project/ids.ts'
import { placeOverCuts } from '../../project/place-caption.ts'
import type { LessonDocument } from '../../project/schema/document.ts'
import { visibleSpan } from '../../project/timeline.ts'
import { done, refuse, type Command, type CommandContext, type LessonDraft } from '../command.ts'
import { readDraft } from '../places.ts'

type Tracks = { readonly sourceTrackId: CaptionTrackId; readonly targetTrackId: CaptionTrackId }

/** Adds an empty track of subtitles that look like the captions they will translate. */
export const startTranslation: Command<{ readonly sourceTrackId: CaptionTrackId; readonly language: string }> = {
  label: 'start-translation',
  run(draft, { sourceTrackId, language }, context) {
    const before = readDraft(draft)
    const source = before.captionTracks[sourceTrackId]
    if (!source) return refuse('edit.gone', { what: 'caption track' })
    const id = context.newId() as CaptionTrackId
    const order = Math.max(...Object.values(before.captionTracks).map((track) => track.order)) + 1
    const track = { ...createCaptionTrack(id, language), kind: 'subtitles' as const, order, style: source.style }
    draft.captionTracks[id] = castDraft(track)
    return done()
  },
}

/** Writes the translation of a caption, which shows as long as that does; no words take it away. */
export const setTranslation: Command<Tracks & { readonly sourceId: CaptionId; readonly text: string }> = {
  label: 'translate-caption',
  run(draft, { sourceTrackId, targetTrackId, sourceId, text }, context) {
    const before = readDraft(draft)
    if (!before.captionTracks[targetTrackId]) return refuse('edit.gone', { what: 'caption track' })
    const row = translationRows(before, sourceTrackId, targetTrackId).find(({ source }) => source?.caption.id === sourceId)
    if (!row?.source) return refuse('edit.gone', { what: 'caption' })
    writeRow(draft, before, targetTrackId, row, { sourceId, sourceText: row.source.caption.text, text }, context)
    return done()
  },
}

/** Says that a translation is right although the words it translates have changed. */
export const confirmTranslation: Command<Tracks & { readonly sourceId: CaptionId }> = {
  label: 'confirm-translation',
  run(draft, { targetTrackId, sourceId }) {
    const before = readDraft(draft)
    const source = before.captions[sourceId]
    if (!source) return refuse('edit.gone', { what: 'caption' })
    for (const caption of Object.values(before.captions)) {
      const target = draft.captions[caption.id]
      if (caption.captionTrackId === targetTrackId && caption.translates?.captionId === sourceId && target)
        target.translates = { captionId: sourceId, text: source.text }
    }
    return done()
  },
}

/** Writes many translations at once, as a file brings them; others stay. */
export const importTranslations: Command<Tracks & { readonly entries: readonly TranslationEntry[] }> = {
  label: 'import-translation',
  run(draft, { sourceTrackId, targetTrackId, entries }, context) {
    const before = readDraft(draft)
    if (!before.captionTracks[targetTrackId]) return refuse('edit.gone', { what: 'caption track' })
    const rows = new Map(translationRows(before, sourceTrackId, targetTrackId).map((row) => [row.source?.caption.id, row]))
    for (const entry of entries) {
      const row = rows.get(entry.sourceId)
      if (row?.source) writeRow(draft, before, targetTrackId, row, entry, context)
    }
    return done()
  },
}

/** Gives every translation the time at which its original shows. */
export const followOriginals: Command<Tracks> = {
  label: 'follow-originals',
  run(draft, { sourceTrackId, targetTrackId }, context) {
    const before = readDraft(draft)
    for (const row of translationRows(before, sourceTrackId, targetTrackId)) {
      if (!row.source || !row.target) continue
      const { caption } = row.target
      const sourceText = caption.translates?.text ?? row.source.caption.text
      removeParts(draft, before, targetTrackId, row)
      writeNew(draft, before, targetTrackId, row, { sourceId: row.source.caption.id, sourceText, text: caption.text }, context)
    }
    return done()
  },
}

function writeRow(
  draft: LessonDraft,
  before: LessonDocument,
  targetTrackId: CaptionTrackId,
  row: TranslationRow,
  entry: TranslationEntry,
  context: CommandContext,
): void {
  if (entry.text.trim() === '') return removeParts(draft, before, targetTrackId, row)
  const parts = partsOf(before, targetTrackId, row)
  // Parts that a cut made later hold half of the words each.
  if (new Set(parts.map((id) => before.captions[id]?.text)).size !== 1) {
    removeParts(draft, before, targetTrackId, row)
    return writeNew(draft, before, targetTrackId, row, entry, context)
  }
  for (const id of parts) {
    const target = draft.captions[id]
    if (!target) continue
    if (target.text !== entry.text) target.words = []
    target.text = entry.text
    // They count letters of the text before.
    delete target.marks
    delete target.emphasis
    target.translates = { captionId: entry.sourceId, text: entry.sourceText }
  }
}

function writeNew(
  draft: LessonDraft,
  before: LessonDocument,
  captionTrackId: CaptionTrackId,
  { source }: TranslationRow,
  { sourceId, sourceText, text }: TranslationEntry,
  context: CommandContext,
): void {
  if (!source) return
  const { speaker, placement } = source.caption
  for (const place of placeOverCuts(before, source.span)) {
    const id = context.newId() as CaptionId
    draft.captions[id] = castDraft({
      id,
      captionTrackId,
      ...place,
      text,
      words: [],
      speaker,
      done: true,
      ...(placement && { placement }),
      translates: { captionId: sourceId, text: sourceText },
    })
  }
}

function removeParts(draft: LessonDraft, before: LessonDocument, targetTrackId: CaptionTrackId, row: TranslationRow): void {
  for (const id of partsOf(before, targetTrackId, row)) delete draft.captions[id]
}

/** The translation's caption, and where cuts parted it, its other parts. */
function partsOf(
  before: LessonDocument,
  targetTrackId: CaptionTrackId,
  { source, target }: TranslationRow,
): readonly CaptionId[] {
  if (!target) return []
  const { startTicks, endTicks } = target.span
  const parts = Object.values(before.captions).filter(({ captionTrackId, translates, anchor, durationTicks }) => {
    if (captionTrackId !== targetTrackId || !translates || translates.captionId !== source?.caption.id) return false
    const span = visibleSpan(before, anchor, durationTicks)
    return span !== null && span.startTicks >= startTicks && span.startTicks < endTicks
  })
  return [...new Set([target.caption.id, ...parts.map(({ id }) => id)])]
}
