import { useRef } from 'react'
import { CircleAlert, CircleCheck, CircleDashed, CircleMinus, RotateCw, TriangleAlert } from 'lucide-react'
import type { Icon } from '#renderer/ui/icon.ts'
import type { DraftRow } from '#shared/ipc/areas/batch-draft.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Typing } from './move-by-key.ts'
import styles from './grid.module.css'

const words = text.batchDraft.table

type RowProps = {
  readonly row: DraftRow
  readonly names: readonly string[]
  readonly index: number
  readonly topPx: number
  /** Cells of it that were written over. */
  readonly edits: Readonly<Record<string, string>> | undefined
  readonly isLeftOut: boolean
  readonly isChosen: boolean
  /** The cell of this row that the keyboard is at; null where it is in another row. */
  readonly column: number | null
  readonly typing: Typing | null
  readonly onInclude: (included: boolean) => void
  readonly onEnd: (written: string | null, move: 'stay' | 'down' | 'next' | 'before') => void
  readonly onLeave: (written: string) => void
}

/** One row: whether it is made, its cells, and what happens to it. */
export function GridRow({ row, names, index, topPx, edits, isLeftOut, isChosen, column, typing, ...on }: RowProps) {
  const { line, values } = row
  const mark = (at: number) => ({
    'data-current': column === at ? true : undefined,
    'data-row': index,
    'data-column': at,
    tabIndex: column === at ? 0 : -1,
  })
  return (
    <tr
      aria-rowindex={index + 2}
      aria-selected={isChosen}
      className={styles['row']}
      data-state={isLeftOut ? 'left-out' : row.state}
      data-odd={index % 2 === 1 || undefined}
      style={{ transform: `translateY(${topPx}px)` }}
    >
      <td className={styles['include']}>
        <input
          type="checkbox"
          aria-label={words.include(line)}
          checked={!isLeftOut}
          {...mark(0)}
          onChange={(event) => on.onInclude(event.currentTarget.checked)}
        />
      </td>
      <th scope="row" className={styles['line']}>
        {line}
      </th>
      {names.map((name, at) => {
        const isOwn = edits !== undefined && Object.hasOwn(edits, name)
        const shown = isOwn ? (edits[name] ?? '') : (values[at] ?? '')
        if (typing?.name === name)
          return (
            <td key={name} className={styles['typing']}>
              <CellField
                label={words.edit(name === 'clip' ? words.clip : name, line)}
                value={typing.begun ?? shown}
                selected={typing.begun === null}
                onEnd={on.onEnd}
                onLeave={on.onLeave}
              />
            </td>
          )
        return (
          <td
            key={name}
            className={styles['cell']}
            data-own={isOwn || undefined}
            data-empty={shown === '' || undefined}
            title={shown}
            {...mark(at + 1)}
          >
            <span className={styles['text']}>{shown === '' ? words.emptyCell : shown}</span>
            {isOwn && <span className={styles['hidden']}>, {words.edited}</span>}
          </td>
        )
      })}
      <td className={styles['outcome']} {...mark(names.length + 1)}>
        <Outcome row={row} isLeftOut={isLeftOut} />
      </td>
    </tr>
  )
}

const stateIcons: Readonly<Record<DraftRow['state'], Icon>> = {
  make: CircleDashed,
  again: RotateCw,
  unchanged: CircleCheck,
  refused: CircleAlert,
  'left-out': CircleMinus,
}

function Outcome({ row: { state, errors, warnings }, isLeftOut }: { readonly row: DraftRow; readonly isLeftOut: boolean }) {
  const shown = isLeftOut ? 'left-out' : state
  const sentences = shown === 'left-out' ? [] : [...errors, ...warnings]
  const [first] = sentences
  const isWarned = shown !== 'refused' && warnings.length > 0
  const Sign = isWarned ? TriangleAlert : stateIcons[shown]
  return (
    <>
      <Sign size={16} className={styles['sign']} data-warned={isWarned || undefined} aria-hidden />
      <span className={styles['sentence']} title={sentences.join('\n')}>
        {first === undefined || isWarned ? words.states[shown] : first}
        {isWarned && `. ${first ?? ''}`}
        {sentences.length > 1 && ` (${words.more(sentences.length - 1)})`}
      </span>
    </>
  )
}

type FieldProps = {
  readonly label: string
  readonly value: string
  readonly selected: boolean
  readonly onEnd: RowProps['onEnd']
  readonly onLeave: RowProps['onLeave']
}

function CellField({ label, value, selected, onEnd, onLeave }: FieldProps) {
  const ended = useRef(false)
  const end: FieldProps['onEnd'] = (written, move) => {
    ended.current = true
    onEnd(written, move)
  }
  return (
    <input
      aria-label={label}
      className={styles['field']}
      defaultValue={value}
      spellCheck={false}
      ref={(input) => {
        if (!input || document.activeElement === input) return
        input.focus()
        if (selected) input.select()
        else input.setSelectionRange(value.length, value.length)
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        event.stopPropagation()
        const written = event.currentTarget.value
        if (event.key === 'Enter') end(written, 'down')
        else if (event.key === 'Tab') end(written, event.shiftKey ? 'before' : 'next')
        else if (event.key === 'Escape') end(null, 'stay')
        else return
        event.preventDefault()
      }}
      onBlur={(event) => {
        if (!ended.current) onLeave(event.currentTarget.value)
      }}
    />
  )
}
