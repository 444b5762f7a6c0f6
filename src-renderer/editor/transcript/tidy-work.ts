import { createStore, type StoreApi } from 'zustand/vanilla'
import { waveformFormat, type WaveformPeaks } from '#shared/ipc/waveform-file.ts'
import { cutStretches } from '#shared/edit/commands/cut-stretches.ts'
import { isSameCut, listRemoved, type RemovedStretch } from '#shared/edit/removed-stretch.ts'
import { savedTicks, usualLevelDb, usualTidyWish, type TidyFind, type TidyWish } from '#shared/edit/tidy-speech.ts'
import { joinStretches } from '#shared/edit/cut-plan.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import { deriveTimeline, type Span } from '#shared/project/timeline.ts'
import { isHeard } from '#shared/render-plan/compile-audio.ts'
import { findPauses, findQuiet, type Pause } from '#shared/speech/find-silences.ts'
import type { LessonEditor } from '../lesson-editor.ts'

/** A stretch that was cut out in this session, to be put back by itself. */
export type CutOut = { readonly id: string; readonly find: TidyFind; readonly removed: RemovedStretch }

export type TidyState = {
  readonly wish: TidyWish
  readonly levelDb: number
  /** Finds that are not to be cut out, by `findKey`. */
  readonly left: ReadonlySet<string>
  readonly cutOut: readonly CutOut[]
}

/** As long as the lesson is open: what was cut out can be put back while its panel was closed meanwhile. */
const works = new WeakMap<LessonEditor, StoreApi<TidyState>>()

export function tidyOf(editor: LessonEditor): StoreApi<TidyState> {
  const known = works.get(editor)
  if (known) return known
  const store = createStore<TidyState>(() => ({ wish: usualTidyWish, levelDb: usualLevelDb, left: new Set(), cutOut: [] }))
  works.set(editor, store)
  return store
}

/** The same for a find as long as the lesson before it stays as it is. */
export function findKey({ kind, span }: TidyFind): string {
  return `${kind}:${span.startTicks}-${span.endTicks}`
}

/** Cuts out what was found in one step. Says how much shorter the lesson is now; null where it was refused. */
export function cutOutFinds(editor: LessonEditor, finds: readonly TidyFind[]): number | null {
  const before = editor.document
  const spans = joinStretches(
    before,
    finds.map(({ span }) => span),
  )
  const removed = listRemoved(before, spans)
  if (!editor.run(cutStretches, { stretches: spans })) return null
  const cutOut = finds.flatMap((find): readonly CutOut[] => {
    const record = removed[spans.findIndex(({ startTicks }) => startTicks === find.span.startTicks)]
    return record ? [{ id: crypto.randomUUID(), find, removed: record }] : []
  })
  // One that was undone and is made again is listed once.
  const isNew = (old: CutOut): boolean => cutOut.every(({ removed: made }) => !isSameCut(made, old.removed))
  tidyOf(editor).setState((state) => ({ left: new Set(), cutOut: [...state.cutOut.filter(isNew), ...cutOut] }))
  return savedTicks(spans.map((span) => ({ span })))
}

/** Where nothing is heard in the clips of the main track; `waveforms` by asset. */
export function pausesOf(
  document: LessonDocument,
  waveforms: ReadonlyMap<Asset['id'], WaveformPeaks>,
  levelDb: number,
): readonly Pause[] {
  const { tracks, assets } = document
  const solo = Object.values(tracks).some((track) => track.solo)
  const { clipSpans } = deriveTimeline(document)
  const voices: Span[] = []
  const heard = Object.values(document.clips).flatMap((clip) => {
    const track = tracks[clip.trackId]
    const waveform = waveforms.get(clip.assetId)
    if (!track || !isHeard(clip, track, solo)) return []
    if (clip.anchor !== null) {
      const span = clipSpans.get(clip.id)
      const speaks = track.role === 'voice' || track.band === 'picture-in-picture'
      if (span && speaks && assets[clip.assetId]?.interpretation?.audio) voices.push(span)
      return []
    }
    return waveform ? [{ clip, quiet: quietOf(waveform, levelDb) }] : []
  })
  return findPauses(document, heard, voices)
}

const quiets = new WeakMap<WaveformPeaks, Map<number, readonly Span[]>>()

function quietOf(waveform: WaveformPeaks, levelDb: number): readonly Span[] {
  const byLevel = quiets.get(waveform) ?? new Map<number, readonly Span[]>()
  quiets.set(waveform, byLevel)
  const known = byLevel.get(levelDb)
  if (known) return known
  const { count, peaks, peaksPerSecond } = waveform
  const levels = Uint8Array.from({ length: count }, (_, peak) => peaks[peak * waveformFormat.bytesPerPeak + 2] ?? 0)
  const quiet = findQuiet({ levels, levelsPerSecond: peaksPerSecond }, levelDb)
  byLevel.set(levelDb, quiet)
  return quiet
}
