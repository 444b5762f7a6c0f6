import { useCallback, useMemo, useState } from 'react'
import { flushSync } from 'react-dom'
import { SearchX } from 'lucide-react'
import { useStore } from 'zustand'
import { EmptyState } from '#renderer/ui/feedback.tsx'
import { findInText, type FindOptions } from '#shared/caption/find-text.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { CaptionTrack } from '#shared/project/schema/text.ts'
import type { Ticks } from '#shared/time/ticks.ts'
import { useDocument, useEditor, useSelection, useView } from '../editor-context.tsx'
import { captionItems, type CaptionItem } from '../timeline/timeline-items.ts'
import { runCaptionAction, type CaptionCursor } from './caption-actions.ts'
import type { CaptionKeyAction } from './caption-keys.ts'
import { CaptionRow } from './caption-row.tsx'
import { keepSameItems } from './keep-same-items.ts'
import { estimatedRowPx, RowSight } from './row-sight.ts'
import { rowOffsets, rowsBetween } from './row-window.ts'
import styles from './captions.module.css'

type CaptionListProps = {
  readonly track: CaptionTrack
  /** Only captions with these words are listed, and the selected one; null for all. */
  readonly find: FindOptions | null
}

/** The captions of a track in order, edited where they stand; of a long list only what is in sight is drawn. */
export function CaptionList({ track, find }: CaptionListProps) {
  const editor = useEditor()
  const document = useDocument()
  const selected = useSelection().find((item) => item.kind === 'caption')?.id
  const placed = useMemo(() => {
    const all = captionItems(document, track.id)
    if (!find || find.find === '') return all
    return all.filter(({ id, caption }) => id === selected || findInText(caption.text, find).length > 0)
  }, [document, find, selected, track.id])
  const [kept, setKept] = useState<readonly CaptionItem[]>([])
  const items = keepSameItems(kept, placed)
  if (items !== kept) setKept(items)
  const currentId = useView(({ playheadTicks }) => captionAt(items, playheadTicks))
  const [cursor, setCursor] = useState<CaptionCursor | null>(null)
  const [sight] = useState(() => new RowSight())
  const { attach, measure, store } = sight
  const { heights, top, bottom } = useStore(store)
  const offsets = useMemo(() => rowOffsets(items, heights, estimatedRowPx), [items, heights])
  const inSight = rowsBetween(offsets, top, bottom)
  const isDrawn = ({ id }: CaptionItem, index: number): boolean =>
    (index >= inSight.from && index < inSight.to) || id === selected || id === currentId || id === cursor?.id

  const act = useCallback(
    (action: Exclude<CaptionKeyAction, 'leave'>, item: CaptionItem, at: number): boolean => {
      const now = captionItems(editor.document, track.id)
      const index = now.findIndex(({ id }) => id === item.id)
      const { changeCount } = editor.session.getSnapshot()
      const next = runCaptionAction(editor, action, { item, previous: now[index - 1], next: now[index + 1], at })
      // Now, or the next letter would be typed into the field of before.
      if (next) flushSync(() => setCursor({ ...next }))
      return next !== null || editor.session.getSnapshot().changeCount !== changeCount
    },
    [editor, track.id],
  )
  if (items.length === 0) return <EmptyState icon={SearchX} title={text.captions.find.none} body={text.captions.find.noneBody} />
  return (
    <ol ref={attach} className={styles['list']} style={{ blockSize: offsets.at(-1) }} aria-label={text.captions.listLabel}>
      {items.map(
        (item, index) =>
          isDrawn(item, index) && (
            <CaptionRow
              key={item.id}
              item={item}
              track={track}
              audience={document.settings.audience}
              index={index}
              count={items.length}
              topPx={offsets[index] ?? 0}
              selected={item.id === selected}
              current={item.id === currentId}
              cursor={cursor?.id === item.id ? cursor : null}
              onAction={act}
              measure={measure}
            />
          ),
      )}
    </ol>
  )
}

/** The caption that shows at an instant; the later one where two do. */
function captionAt(items: readonly CaptionItem[], instant: Ticks): CaptionItem['id'] | undefined {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((items[middle]?.span.startTicks ?? Infinity) <= instant) low = middle + 1
    else high = middle
  }
  const item = items[low - 1]
  return item && instant < item.span.endTicks ? item.id : undefined
}
