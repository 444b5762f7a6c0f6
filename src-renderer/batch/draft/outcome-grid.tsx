import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { DraftRow } from '#shared/ipc/areas/batch-draft.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { namesToMap } from '#shared/recipe/mapping.ts'
import type { Recipe } from '#shared/recipe/recipe-schema.ts'
import type { DraftSession } from './draft-session.ts'
import { GridRow } from './grid-row.tsx'
import { moveByKey, type Place, type Typing } from './move-by-key.ts'
import styles from './grid.module.css'

const words = text.batchDraft.table

/** CSS pixels; two lines of what happens to a row. */
const rowPx = 44
/** Drawn beyond the edges, so that quick scrolling shows no gaps. */
const beyondRows = 12

type GridProps = {
  readonly session: DraftSession
  readonly recipe: Recipe
  readonly rows: readonly DraftRow[]
  readonly line: number | null
  readonly onLine: (line: number) => void
}

/** The rows as a sheet: cells are gone through with the arrow keys and edited in place; of a long one only what is in sight is drawn. */
export function OutcomeGrid({ session, recipe, rows, line, onLine }: GridProps) {
  const names = useMemo(() => namesToMap(recipe), [recipe])
  const decisions = useStore(session.state, (state) => state.decisions)
  const scroller = useRef<HTMLDivElement>(null)
  const [sight, setSight] = useState({ from: 0, to: 40 })
  const [place, setPlace] = useState<Place>({ row: 0, column: 1 })
  const [typing, setTyping] = useState<Typing | null>(null)
  /** Only what the user moved to takes the focus. */
  const wantsFocus = useRef(false)
  const lastColumn = names.length + 1
  const current: Place = { row: Math.min(place.row, rows.length - 1), column: Math.min(place.column, lastColumn) }

  const look = useCallback((): void => {
    const element = scroller.current
    if (!element) return
    const from = Math.max(0, Math.floor(element.scrollTop / rowPx) - beyondRows)
    const to = Math.ceil((element.scrollTop + element.clientHeight) / rowPx) + beyondRows
    setSight((before) => (before.from === from && before.to === to ? before : { from, to }))
  }, [])
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return undefined
    const resized = new ResizeObserver(look)
    resized.observe(element)
    return () => resized.disconnect()
  }, [look])
  useLayoutEffect(() => {
    if (!wantsFocus.current) return
    wantsFocus.current = false
    const cell = scroller.current?.querySelector<HTMLElement>('[data-current]')
    cell?.focus({ preventScroll: true })
    cell?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  })

  const goTo = (next: Place): void => {
    wantsFocus.current = true
    setPlace(next)
    const row = rows[next.row]
    if (row) onLine(row.line)
    bringIntoSight(scroller.current, next.row)
    look()
  }
  const begin = (next: Place, begun: string | null): void => {
    const row = rows[next.row]
    const name = names[next.column - 1]
    if (row && name !== undefined) setTyping({ line: row.line, name, begun })
  }
  /** Goes by its line: rows may have come into the list, or gone, while one wrote. */
  const stopTyping = (written: string | null): Place => {
    const index = rows.findIndex((each) => each.line === typing?.line)
    const row = rows[index]
    if (typing && row && written !== null) session.writeCell(row, typing.name, written)
    setTyping(null)
    return row ? { row: index, column: current.column } : current
  }
  const end = (written: string | null, move: 'stay' | 'down' | 'next' | 'before'): void => {
    const { row: at, column } = stopTyping(written)
    if (move === 'down') goTo({ row: Math.min(rows.length - 1, at + 1), column })
    else if (move === 'next') goTo({ row: at, column: Math.min(names.length, column + 1) })
    else if (move === 'before') goTo({ row: at, column: Math.max(1, column - 1) })
    else goTo({ row: at, column })
  }
  /** The field lost the focus to something else: what was written counts. */
  const leave = (written: string): void => void stopTyping(written)
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (typing) return
    const isCell = current.column >= 1 && current.column <= names.length
    const pageRows = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowPx) / rowPx) - 2)
    const next = moveByKey(event, current, { rows: rows.length, columns: lastColumn + 1, pageRows })
    if (next) goTo(next)
    else if (isCell && (event.key === 'Enter' || event.key === 'F2')) begin(current, null)
    else if (isCell && (event.key === 'Delete' || event.key === 'Backspace')) {
      const [row, name] = [rows[current.row], names[current.column - 1]]
      if (row && name !== undefined) session.writeCell(row, name, '')
    } else if (isCell && event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey)
      begin(current, event.key)
    else return
    event.preventDefault()
  }
  const left = useMemo(() => new Set(decisions.leftOut), [decisions.leftOut])
  // Not by repeat(), which knows no zero.
  const cells = names.map((_, index) => (index === 0 ? 'minmax(180px, 1.2fr)' : 'minmax(130px, 1fr)'))
  const template = ['48px 52px', ...cells, 'minmax(240px, 1.6fr)'].join(' ')
  return (
    <div ref={scroller} className={styles['scroller']} onScroll={look}>
      <table
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- a grid of ARIA is a table whose cells take the focus
        role="grid"
        tabIndex={-1}
        aria-label={words.label}
        aria-rowcount={rows.length + 1}
        className={styles['grid']}
        style={{ '--columns': template } as React.CSSProperties}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          const pressed = placeOf(event.target)
          if (pressed) goTo(pressed)
        }}
        onDoubleClick={(event) => {
          const pressed = placeOf(event.target)
          if (pressed) begin(pressed, null)
        }}
      >
        <thead>
          <tr aria-rowindex={1} className={styles['head']}>
            <th scope="col">{words.includeHeading}</th>
            <th scope="col">{words.line}</th>
            {names.map((name) => (
              <th key={name} scope="col">
                {name === 'clip' ? words.clip : name}
              </th>
            ))}
            <th scope="col">{words.outcome}</th>
          </tr>
        </thead>
        <tbody className={styles['rows']} style={{ blockSize: rows.length * rowPx }}>
          {rows.map(
            (row, index) =>
              ((index >= sight.from && index < sight.to) || index === current.row) && (
                <GridRow
                  key={row.line}
                  row={row}
                  names={names}
                  index={index}
                  topPx={index * rowPx}
                  edits={decisions.edits[String(row.line)]}
                  isLeftOut={left.has(row.line)}
                  isChosen={row.line === line}
                  column={index === current.row ? current.column : null}
                  typing={typing?.line === row.line ? typing : null}
                  onInclude={(included) => session.include([row.line], included)}
                  onEnd={end}
                  onLeave={leave}
                />
              ),
          )}
        </tbody>
      </table>
    </div>
  )
}

/** The cell that was pressed; null outside of all, and in one that is written in. */
function placeOf(target: EventTarget): Place | null {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-column]') : null
  const { row, column } = cell?.dataset ?? {}
  return row === undefined || column === undefined ? null : { row: Number(row), column: Number(column) }
}

/** The head of the grid stays above what scrolls. */
const headPx = 36

function bringIntoSight(scroller: HTMLElement | null, row: number): void {
  if (!scroller) return
  const top = row * rowPx
  const room = scroller.clientHeight - headPx
  if (top < scroller.scrollTop) scroller.scrollTop = top
  else if (top + rowPx > scroller.scrollTop + room) scroller.scrollTop = top + rowPx - room
}
