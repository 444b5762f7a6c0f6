import type { CaptionId } from '../project/ids.ts'
import type { TranslationRow } from './translation-rows.ts'
import type { ImportedCue } from './imported-captions.ts'

/** A text and its translation as a file brings them. */
export type TranslatedUnit = { readonly id: string; readonly source: string; readonly target: string }

/** A translation for a caption of the lesson; `sourceText` is what the translator saw. */
export type TranslationEntry = {
  readonly sourceId: CaptionId
  readonly sourceText: string
  readonly text: string
}

export type MatchedTranslation = {
  readonly entries: readonly TranslationEntry[]
  /** Translations of captions that the lesson does not have. */
  readonly unmatched: readonly string[]
  /** How many of the captions have other words now than the translator saw. */
  readonly changedCount: number
}

/** Finds the captions of translated units: by id, or else by their words where only one caption has those. */
export function matchUnits(rows: readonly TranslationRow[], units: readonly TranslatedUnit[]): MatchedTranslation {
  const sources = rows.flatMap(({ source }) => (source ? [source.caption] : []))
  const byId = new Map<string, (typeof sources)[number]>(sources.map((caption) => [caption.id, caption]))
  const byText = Map.groupBy(sources, ({ text }) => sameWords(text))
  const entries = new Map<CaptionId, TranslationEntry>()
  const unmatched: string[] = []
  let changedCount = 0
  for (const { id, source, target } of units) {
    if (target.trim() === '') continue
    const alike = byText.get(sameWords(source)) ?? []
    const caption = byId.get(id) ?? (alike.length === 1 ? alike[0] : undefined)
    if (!caption) {
      unmatched.push(target)
      continue
    }
    // Spaces and line ends are the tools', not the translator's.
    const isSame = sameWords(source) === sameWords(caption.text)
    if (!isSame) changedCount += 1
    entries.set(caption.id, { sourceId: caption.id, sourceText: isSame ? caption.text : source, text: target.trim() })
  }
  return { entries: [...entries.values()], unmatched, changedCount }
}

/** Finds the captions of translated subtitles: one by one where there are as many, or else by their times. */
export function matchCues(rows: readonly TranslationRow[], cues: readonly ImportedCue[]): MatchedTranslation {
  const sources = rows.flatMap(({ source }) => (source ? [source] : []))
  const texts = new Map<CaptionId, string[]>()
  const unmatched: string[] = []
  cues.forEach((cue, index) => {
    const found = sources.length === cues.length ? sources[index] : nearest(sources, cue)
    if (!found) return void unmatched.push(cue.text)
    texts.set(found.caption.id, [...(texts.get(found.caption.id) ?? []), cue.text.trim()])
  })
  const entries = sources.flatMap(({ caption }): readonly TranslationEntry[] => {
    const found = texts.get(caption.id)
    return found ? [{ sourceId: caption.id, sourceText: caption.text, text: found.join(' ') }] : []
  })
  return { entries, unmatched, changedCount: 0 }
}

type Source = NonNullable<TranslationRow['source']>

/** The caption with which a cue shares most of its time. */
function nearest(sources: readonly Source[], cue: ImportedCue): Source | null {
  let best: { readonly source: Source; readonly shared: number } | null = null
  for (const source of sources) {
    const shared = Math.min(source.span.endTicks, cue.endTicks) - Math.max(source.span.startTicks, cue.startTicks)
    if (shared > 0 && shared > (best?.shared ?? 0)) best = { source, shared }
  }
  return best?.source ?? null
}

function sameWords(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim()
}
