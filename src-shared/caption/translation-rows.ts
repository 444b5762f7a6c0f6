import type { CaptionId, CaptionTrackId } from '../project/ids.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import type { Caption } from '../project/schema/text.ts'
import { captionsInOrder, type PlacedCaption } from '../project/selectors.ts'

export type TranslationState = 'missing' | 'outdated' | 'done'

/** A caption beside its translation. */
export type TranslationRow = {
  /** Null for a caption of the other language that translates none. */
  readonly source: PlacedCaption | null
  /** Null where nothing is translated yet. */
  readonly target: PlacedCaption | null
  readonly state: TranslationState
}

/** Two captions are of one another where they share at least so much of the shorter one's time. */
const leastShare = 0.5

/**
 * The captions of a track in order, each beside what translates it in another track: by its link, or else (as in an imported file) by
 * its time. Captions that translate nothing stand between them, by time.
 */
export function translationRows(
  document: LessonDocument,
  sourceTrackId: CaptionTrackId,
  targetTrackId: CaptionTrackId,
): readonly TranslationRow[] {
  const sources = captionsInOrder(document, sourceTrackId)
  const targets = captionsInOrder(document, targetTrackId)
  const known = new Set(sources.map(({ caption }) => caption.id))
  const linked = new Map<CaptionId, PlacedCaption>()
  const loose: PlacedCaption[] = []
  for (const target of targets) {
    const { translates } = target.caption
    if (translates && known.has(translates.captionId) && !linked.has(translates.captionId))
      linked.set(translates.captionId, target)
    else loose.push(target)
  }
  const free = sources.filter(({ caption }) => !linked.has(caption.id))
  const left = loose.filter((target) => {
    const source = free.find((each) => !linked.has(each.caption.id) && isSameTime(each, target))
    if (source) linked.set(source.caption.id, target)
    return source === undefined
  })
  const rows = sources.map((source): TranslationRow => {
    const target = linked.get(source.caption.id) ?? null
    return { source, target, state: stateOf(source.caption, target?.caption ?? null) }
  })
  const others = left.map((target): TranslationRow => ({ source: null, target, state: 'done' }))
  return others.length === 0 ? rows : [...rows, ...others].toSorted((a, b) => startOf(a) - startOf(b))
}

function stateOf(source: Caption, target: Caption | null): TranslationState {
  if (source.text.trim() === '') return 'done'
  if (!target || target.text.trim() === '') return 'missing'
  return target.translates && target.translates.text !== source.text ? 'outdated' : 'done'
}

function startOf({ source, target }: TranslationRow): number {
  return (source ?? target)?.span.startTicks ?? 0
}

function isSameTime({ span: a }: PlacedCaption, { span: b }: PlacedCaption): boolean {
  const shared = Math.min(a.endTicks, b.endTicks) - Math.max(a.startTicks, b.startTicks)
  return shared > 0 && shared >= leastShare * Math.min(a.endTicks - a.startTicks, b.endTicks - b.startTicks)
}
