/* oxlint-disable jsx-a11y/prefer-tag-over-role -- no native tag lays its parts out along a timeline */
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { useKeepFocus } from '#renderer/ui/keep-focus.ts'
import type { SelectedItem } from '#shared/edit/selection.ts'
import { ticksPerSecond, type Ticks } from '#shared/time/ticks.ts'
import { useEditor, useSelection } from '../editor-context.tsx'
import type { EditorView } from '../lesson-editor.ts'
import { toPixels } from './geometry.ts'
import styles from './timeline.module.css'

type ListProps = {
  readonly label: string
  readonly kind: 'clips' | 'captions' | 'questions' | 'track'
  readonly items: readonly SelectedItem[]
  readonly children: ReactNode
}

/** A lane is a list to a screen reader: one tab stop, up and down move within it (left and right belong to the playhead). */
export function LaneList({ label, kind, items, children }: ListProps) {
  const editor = useEditor()
  const selection = useSelection()
  const lane = useRef<HTMLDivElement>(null)
  const selectedId = selection[0]?.id
  // The focus goes along with the selection (a split selects the right half), so that keys act on what is shown as chosen.
  useEffect(() => {
    const focused = lane.current?.contains(document.activeElement) ? document.activeElement : null
    if (!focused || focused.getAttribute('data-item') === selectedId || selectedId === undefined) return
    lane.current?.querySelector<HTMLElement>(`[data-item="${selectedId}"]`)?.focus()
  }, [selectedId])
  useKeepFocus(lane, { parts: '[role="option"]', last: () => lane.current })
  const step = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    if (event.key === 'Enter') {
      event.preventDefault()
      editor.requestFocus('inspector')
      return
    }
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (by === 0) return
    event.preventDefault()
    const at = items.findIndex((item) => item.id === selection[0]?.id)
    const next = items[at < 0 ? 0 : Math.max(0, Math.min(items.length - 1, at + by))]
    if (next) editor.select([next])
  }
  if (items.length === 0) {
    return (
      <div ref={lane} className={styles['lane']} data-kind={kind} role="group" aria-label={label} tabIndex={-1}>
        {children}
      </div>
    )
  }
  return (
    <div ref={lane} className={styles['lane']} data-kind={kind} role="listbox" aria-label={label} tabIndex={-1} onKeyDown={step}>
      {children}
    </div>
  )
}

/** Where an instant is drawn, in CSS pixels, also while the start of a clip before it is trimmed. */
export function leftPx(startTicks: Ticks, scale: number, shift: EditorView['shift']): number {
  const byTicks = shift && startTicks >= shift.fromTicks ? shift.byTicks : 0
  return toPixels(startTicks, scale) + (byTicks / ticksPerSecond) * scale
}

/** Which of the drawn items the tab key reaches: the selected one, otherwise the first. */
export function tabStop(drawn: readonly { readonly id: string }[], selectedId: string | undefined): string | undefined {
  return drawn.some((item) => item.id === selectedId) ? selectedId : drawn[0]?.id
}
