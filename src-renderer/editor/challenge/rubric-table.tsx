import { useEffect, useRef, type KeyboardEvent } from 'react'
import { ArrowDown, ArrowUp, Ellipsis, Plus, Trash2 } from 'lucide-react'
import { announce } from '#renderer/ui/announcer.tsx'
import { Button } from '#renderer/ui/button.tsx'
import { NumberField, TextField } from '#renderer/ui/fields.tsx'
import labelled from '#renderer/ui/labelled.module.css'
import { Menu, type MenuEntry } from '#renderer/ui/overlays.tsx'
import { mostPoints } from '#shared/challenge/problems.ts'
import {
  addCriterion,
  addLevel,
  moveItem,
  removeCriterion,
  removeLevel,
  setCriterion,
  setLevel,
  type Criterion,
  type Level,
  type Rubric,
} from '#shared/challenge/rubric.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import styles from './challenge.module.css'

const words = text.challenge.rubric
/** Points that the levels of a first criterion earn. */
const firstPoints = [1, 2, 4] as const
const firstLevels: readonly Level[] = words.firstLevels.map((label, index) => ({
  label,
  description: '',
  points: firstPoints[index] ?? 0,
}))

type Props = {
  readonly rubric: Rubric
  /** `field` is null for a change that is a step to undo of its own. */
  readonly onChange: (rubric: Rubric, field: string | null) => void
}

/** What is judged, in levels that earn points; every cell is written in place, and every row moved and removed by keys. */
export function RubricTable({ rubric, onChange }: Props) {
  const table = useRef<HTMLTableElement>(null)
  /** Holds the button of an empty rubric. */
  const start = useRef<HTMLDivElement>(null)
  const wanted = useRef<string | null>(null)
  const give = (): void => {
    if (wanted.current === null) return
    const field =
      table.current?.querySelector<HTMLElement>(`[data-cell="${wanted.current}"] input`) ?? start.current?.querySelector('button')
    if (!field) return
    wanted.current = null
    field.focus()
  }
  useEffect(give)
  const focus = (cell: string): void => {
    wanted.current = cell
  }
  const add = (): void => {
    focus(`${rubric.length}`)
    onChange(addCriterion(rubric, firstLevels), null)
  }
  if (rubric.length === 0)
    return (
      <>
        <p className={styles['hint']}>{words.empty}</p>
        <div ref={start}>
          <Button icon={Plus} onPress={add}>
            {words.start}
          </Button>
        </div>
      </>
    )
  return (
    <>
      <table ref={table} className={styles['rubric']} aria-label={words.caption}>
        <thead>
          <tr>
            <th scope="col">{words.level}</th>
            <th scope="col">{words.points}</th>
            <th scope="col">
              <span className={labelled['hidden']}>{words.more}</span>
            </th>
          </tr>
        </thead>
        {rubric.map((criterion, index) => (
          <CriterionRows
            // oxlint-disable-next-line react/no-array-index-key -- a criterion has no identity but its place
            key={index}
            index={index}
            count={rubric.length}
            criterion={criterion}
            onFocus={(cell) => {
              focus(cell)
              give()
            }}
            onChange={(changes, field) =>
              onChange(setCriterion(rubric, index, changes), field === null ? null : `rubric:${index}:${field}`)
            }
            onLevels={(levels, cell) => {
              focus(cell)
              onChange(setCriterion(rubric, index, { levels }), null)
            }}
            onMove={(to) => {
              const moved = moveItem(rubric, index, to)
              if (moved === rubric) return
              focus(`${to}`)
              onChange(moved, null)
              announce(text.challenge.moved(to + 1, rubric.length))
            }}
            onRemove={() => {
              focus(`${Math.max(0, index - 1)}`)
              onChange(removeCriterion(rubric, index), null)
            }}
          />
        ))}
      </table>
      <div className={styles['rubricFoot']}>
        <Button variant="quiet" icon={Plus} onPress={add}>
          {words.addCriterion}
        </Button>
        <span className={styles['hint']}>{words.most(mostPoints({ rubric }))}</span>
      </div>
      <p className={styles['hint']}>{words.keys}</p>
    </>
  )
}

type CriterionProps = {
  readonly index: number
  readonly count: number
  readonly criterion: Criterion
  readonly onFocus: (cell: string) => void
  readonly onChange: (changes: Partial<Criterion>, field: string | null) => void
  /** Another number or order of levels; then the cursor goes to that cell. */
  readonly onLevels: (levels: readonly Level[], cell: string) => void
  readonly onMove: (to: number) => void
  readonly onRemove: () => void
}

function CriterionRows({ index, count, criterion, onFocus, onChange, onLevels, onMove, onRemove }: CriterionProps) {
  const name = criterion.title.trim() || words.criterion(index + 1)
  const { levels } = criterion
  const insert = (at: number): void => onLevels(addLevel(criterion, at), `${index}-${at}`)
  const entries: MenuEntry[] = [
    { id: 'level', label: words.addLevel, icon: Plus, onAction: () => insert(levels.length) },
    ...(index > 0 ? [{ id: 'up', label: words.moveUp, icon: ArrowUp, onAction: () => onMove(index - 1) }] : []),
    ...(index < count - 1 ? [{ id: 'down', label: words.moveDown, icon: ArrowDown, onAction: () => onMove(index + 1) }] : []),
    { id: 'remove', label: words.remove, icon: Trash2, danger: true, onAction: onRemove },
  ]
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={2} data-cell={index}>
          <TextField
            label={words.criterion(index + 1)}
            labelHidden
            placeholder={words.criterionPlaceholder}
            value={criterion.title}
            onChange={(title) => onChange({ title }, 'title')}
            onKeyDown={(event) =>
              handleRowKey(event, {
                onEnter: () => onFocus(`${index}-0`),
                onMove: (by) => onMove(index + by),
                onRemove: null,
              })
            }
          />
        </th>
        <td className={styles['menuCell']}>
          <Menu label={words.moreAbout(name)} icon={Ellipsis} entries={entries} />
        </td>
      </tr>
      {levels.map((level, at) => (
        <LevelRow
          // oxlint-disable-next-line react/no-array-index-key -- a level has no identity but its place
          key={at}
          name={name}
          cell={`${index}-${at}`}
          number={at + 1}
          count={levels.length}
          level={level}
          onChange={(changes) => onChange({ levels: setLevel(criterion, at, changes) }, `${at}:${Object.keys(changes).join()}`)}
          onEnter={() => {
            if (at + 1 < levels.length) onFocus(`${index}-${at + 1}`)
            else if (level.label !== '') insert(at + 1)
          }}
          onMove={(by) => {
            const moved = moveItem(levels, at, at + by)
            if (moved === levels) return
            onLevels(moved, `${index}-${at + by}`)
            announce(text.challenge.moved(at + by + 1, levels.length))
          }}
          onRemove={levels.length > 1 ? () => onLevels(removeLevel(criterion, at), `${index}-${Math.max(0, at - 1)}`) : null}
        />
      ))}
    </tbody>
  )
}

type LevelProps = {
  readonly name: string
  readonly cell: string
  readonly number: number
  readonly count: number
  readonly level: Level
  readonly onChange: (changes: Partial<Level>) => void
  readonly onEnter: () => void
  readonly onMove: (by: -1 | 1) => void
  /** Null for the last one that is left. */
  readonly onRemove: (() => void) | null
}

function LevelRow({ name, cell, number, count, level, onChange, onEnter, onMove, onRemove }: LevelProps) {
  const entries: MenuEntry[] = [
    ...(number > 1 ? [{ id: 'up', label: words.moveUp, icon: ArrowUp, onAction: () => onMove(-1) }] : []),
    ...(number < count ? [{ id: 'down', label: words.moveDown, icon: ArrowDown, onAction: () => onMove(1) }] : []),
    ...(onRemove ? [{ id: 'remove', label: words.remove, icon: Trash2, danger: true, onAction: onRemove }] : []),
  ]
  return (
    <>
      <tr>
        <td data-cell={cell} className={styles['level']}>
          <TextField
            label={words.label(number, name)}
            labelHidden
            placeholder={words.labelPlaceholder}
            value={level.label}
            onChange={(label) => onChange({ label })}
            onKeyDown={(event) => handleRowKey(event, { onEnter, onMove, onRemove: level.label === '' ? onRemove : null })}
          />
        </td>
        <td className={styles['pointsCell']}>
          <NumberField
            label={words.pointsOf(number, name)}
            labelHidden
            value={level.points}
            unit={words.unit}
            min={0}
            max={1000}
            onChange={(points) => onChange({ points })}
          />
        </td>
        <td className={styles['menuCell']}>
          {entries.length > 0 && <Menu label={words.moreAboutLevel(number, name)} icon={Ellipsis} entries={entries} />}
        </td>
      </tr>
      <tr>
        <td colSpan={3} className={styles['level']}>
          <TextField
            label={words.description(number, name)}
            labelHidden
            lines={1}
            placeholder={words.descriptionPlaceholder}
            value={level.description}
            onChange={(description) => onChange({ description })}
          />
        </td>
      </tr>
    </>
  )
}

type RowKeys = {
  readonly onEnter: () => void
  readonly onMove: (by: -1 | 1) => void
  /** For Backspace in an empty row; null leaves the key alone. */
  readonly onRemove: (() => void) | null
}

function handleRowKey(event: KeyboardEvent, { onEnter, onMove, onRemove }: RowKeys): void {
  if (event.nativeEvent.isComposing) return
  const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
  if (event.key === 'Enter') {
    event.preventDefault()
    onEnter()
  } else if (event.key === 'Backspace' && onRemove) {
    event.preventDefault()
    onRemove()
  } else if (by !== 0 && event.altKey) {
    event.preventDefault()
    onMove(by)
  }
}
