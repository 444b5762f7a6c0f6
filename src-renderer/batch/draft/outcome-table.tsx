import { useMemo, useState } from 'react'
import { RefreshCw, SearchCheck } from 'lucide-react'
import { useStore } from 'zustand'
import { Announcement } from '#renderer/ui/announcer.tsx'
import { IconButton } from '#renderer/ui/button.tsx'
import { Checkbox } from '#renderer/ui/choices.tsx'
import { EmptyState } from '#renderer/ui/feedback.tsx'
import type { DraftRow } from '#shared/ipc/areas/batch-draft.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Recipe } from '#shared/recipe/recipe-schema.ts'
import { countRows } from './count-rows.ts'
import type { DraftSession } from './draft-session.ts'
import { OutcomeGrid } from './outcome-grid.tsx'
import styles from './draft.module.css'

const words = text.batchDraft.table

type TableProps = {
  readonly session: DraftSession
  readonly recipe: Recipe
  readonly rows: readonly DraftRow[]
  /** The row that is looked at; null for none. */
  readonly line: number | null
  readonly onLine: (line: number) => void
}

/** What would come of every row, with its counts and the choice of what is listed. */
export function OutcomeTable({ session, recipe, rows, line, onLine }: TableProps) {
  const checking = useStore(session.state, (state) => state.checking)
  const [onlyProblems, setOnlyProblems] = useState(false)
  // Rows that are being mended stay in the list until it is made anew.
  const [listed, setListed] = useState<ReadonlySet<number>>(new Set())
  const counts = useMemo(() => countRows(rows), [rows])
  const shown = onlyProblems ? rows.filter((row) => listed.has(row.line) || hasProblem(row)) : rows
  const choose = (only: boolean): void => {
    setListed(new Set(only ? rows.filter(hasProblem).map((row) => row.line) : []))
    setOnlyProblems(only)
  }
  const summary = words.counts(counts)
  return (
    <>
      <div className={styles['tools']}>
        <p className={styles['counts']}>{summary}</p>
        <span className={styles['muted']}>{checking ? words.checking : ''}</span>
        <span className={styles['spring']} />
        <Checkbox label={words.onlyProblems} checked={onlyProblems} onChange={choose} />
        <IconButton icon={RefreshCw} label={words.refresh} onPress={() => session.refresh()} />
      </div>
      {shown.length === 0 ? (
        <EmptyState icon={SearchCheck} heading="h2" title={words.noProblems} body={words.noProblemsBody} />
      ) : (
        <OutcomeGrid session={session} recipe={recipe} rows={shown} line={line} onLine={onLine} />
      )}
      <p className={styles['hint']}>{words.hint}</p>
      <Announcement message={checking ? '' : summary} />
    </>
  )
}

const hasProblem = ({ state, warnings }: DraftRow): boolean =>
  state === 'refused' || (state !== 'left-out' && warnings.length > 0)
