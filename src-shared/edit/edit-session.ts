import { applyPatches, enablePatches, produceWithPatches, type Patch } from 'immer'
import { err, ok, type Result } from '../base/result.ts'
import type { ErrorData } from '../messages/app-error.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import { findDefect } from './check-edit.ts'
import { refuse, type Command, type CommandContext, type CommandOutcome } from './command.ts'
import { emptyHistory, historyLimit, parseHistory, serialiseHistory, type History, type HistoryEntry } from './history.ts'
import type { EditLabel } from './labels.ts'
import { refuseLocked } from './locked-tracks.ts'
import type { Notice } from './notices.ts'
import { changesNothing, compactPatches, joinPatches } from './patches.ts'
import { keepExisting, type Selection } from './selection.ts'

enablePatches()

/** What a window shows; the same object until something changes, as `useSyncExternalStore` wants it. */
export type EditSnapshot = {
  readonly document: LessonDocument
  readonly selection: Selection
  /** Counts changes of the document, undo and redo among them; a drag that is under way counts, too. */
  readonly changeCount: number
  readonly undoLabel: EditLabel | null
  readonly redoLabel: EditLabel | null
  readonly dragging: boolean
}

export type EditResult = Result<{ readonly notices: readonly Notice[] }, ErrorData>

export type RunOptions = {
  /** Runs with one key that follow each other make one step: typing in a field, repeated arrow keys. */
  readonly mergeKey?: string
}

type Applied = { readonly document: LessonDocument; readonly entry: HistoryEntry; readonly outcome: CommandOutcome }

type Drag = {
  readonly label: EditLabel
  readonly run: (base: LessonDocument, selection: Selection) => Result<Applied, ErrorData>
  readonly applied: Applied | null
}

/**
 * The one writer of a lesson while it is open: runs commands, checks every result, and keeps the steps back and forth.
 * Pure but for its own state; ids come from `context`.
 */
export class EditSession {
  readonly #context: CommandContext
  readonly #listeners = new Set<() => void>()
  #base: LessonDocument
  #selection: Selection = []
  #history: History = emptyHistory
  #mergeKey: string | null = null
  #drag: Drag | 'begun' | null = null
  /** Ids handed out in the drag under way: every update takes the same ones again, so that views keep their keys. */
  #dragIds: string[] = []
  #snapshot: EditSnapshot

  constructor(document: LessonDocument, context: CommandContext) {
    this.#context = context
    this.#base = document
    this.#snapshot = this.#makeSnapshot(0)
  }

  /** Bound, for `useSyncExternalStore(session.subscribe, session.getSnapshot)`. */
  readonly getSnapshot = (): EditSnapshot => this.#snapshot

  /** Bound. Returns what ends the subscription. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Runs a command as one step. A refused one changes nothing. During a drag it goes underneath the drag. */
  run<Args>(command: Command<Args>, args: Args, options: RunOptions = {}): EditResult {
    const result = this.#apply(this.#base, this.#selection, command, args, this.#context)
    if (!result.ok) return result
    const { document, entry, outcome } = result.value
    if (document !== this.#base) this.#record(entry, options.mergeKey ?? null)
    this.#base = document
    this.#selection = entry.selectionAfter
    this.#repeatDrag()
    this.#publish()
    return ok({ notices: outcome.notices })
  }

  /** Not a step; undo brings back the selection that the undone step began with. */
  select(selection: Selection): void {
    this.#selection = keepExisting(selection, this.#snapshot.document)
    this.#mergeKey = null
    this.#publish()
  }

  /** Starts a drag: the updates that follow are computed from the document as it is now. Commits one left open. */
  beginDrag(): void {
    if (this.#drag) this.commitDrag()
    this.#drag = 'begun'
    this.#dragIds = []
    this.#publish()
  }

  /** Shows the command applied to the document the drag began with. A refused update keeps the last good one. */
  updateDrag<Args>(command: Command<Args>, args: Args): EditResult {
    if (!this.#drag) this.beginDrag()
    const run: Drag['run'] = (base, selection) => this.#apply(base, selection, command, args, this.#dragContext())
    const result = run(this.#base, this.#selection)
    if (!result.ok) return result
    this.#drag = { label: command.label, run, applied: result.value }
    this.#publish()
    return ok({ notices: result.value.outcome.notices })
  }

  /** Makes what the drag shows one step; none where it changed nothing. */
  commitDrag(): EditResult {
    const drag = this.#drag
    this.#drag = null
    const applied = drag && drag !== 'begun' ? drag.applied : null
    if (applied && applied.document !== this.#base) {
      this.#record(applied.entry, null)
      this.#base = applied.document
      this.#selection = applied.entry.selectionAfter
    }
    this.#publish()
    return ok({ notices: applied?.outcome.notices ?? [] })
  }

  /** Forgets the drag; the document is what it was before. */
  cancelDrag(): void {
    if (!this.#drag) return
    this.#drag = null
    this.#publish()
  }

  /** One step back; during a drag it only cancels the drag. Says whether something changed. */
  undo(): boolean {
    if (this.#drag) {
      this.cancelDrag()
      return true
    }
    return this.travel(-1) !== 0
  }

  /** One step forth. Says whether something changed. */
  redo(): boolean {
    return this.#drag ? false : this.travel(1) !== 0
  }

  /** What can be taken back, oldest first, and what can be done again, in the order in which that happens. */
  listSteps(): { readonly done: readonly EditLabel[]; readonly undone: readonly EditLabel[] } {
    return { done: labelsOf(this.#history.undo), undone: labelsOf(this.#history.redo).toReversed() }
  }

  /** Goes that many steps back (below zero) or forth in one go, and says how many it went. A drag under way is forgotten. */
  travel(steps: number): number {
    this.cancelDrag()
    const direction = steps < 0 ? 'undo' : 'redo'
    let gone = 0
    while (gone < Math.abs(steps) && this.#step(direction)) gone += 1
    if (steps !== 0) this.#publish()
    return steps < 0 ? -gone : gone
  }

  /** The history as text for the autosave transaction that stores the document under `revision`; at most 32 MB. */
  serialiseHistory(revision: number): string {
    return serialiseHistory(this.#history, revision)
  }

  /** Takes up a stored history. Where it does not belong to this document it is left out, and the notice says so. */
  restoreHistory(text: string, revision: number): readonly Notice[] {
    const history = parseHistory(text, revision)
    if (!history) return [{ code: 'history-dropped', params: {} }]
    this.#history = history
    this.#mergeKey = null
    this.#publish()
    return []
  }

  #apply<Args>(
    base: LessonDocument,
    selection: Selection,
    command: Command<Args>,
    args: Args,
    context: CommandContext,
  ): Result<Applied, ErrorData> {
    let result: Result<CommandOutcome, ErrorData> | null = null
    const [next, patches, inverse] = produceWithPatches(base, (draft) => {
      result = command.run(draft, args, context)
    })
    const outcome = result as Result<CommandOutcome, ErrorData> | null
    if (!outcome) return refuse('internal', { detail: `${command.label} gave no result` })
    if (!outcome.ok) return err(outcome.error)
    const document = patches.length === 0 ? base : next
    const locked = refuseLocked(base, document, patches)
    if (locked) return locked
    const defect = document === base ? null : findDefect(base, document, patches)
    if (defect !== null) return refuse('edit.unsound', { detail: defect })
    const entry: HistoryEntry = {
      label: command.label,
      patches: compactPatches(patches, base, document),
      inverse: compactPatches(inverse, document, base),
      selectionBefore: selection,
      selectionAfter: keepExisting(outcome.value.selection ?? selection, document),
    }
    return ok({ document, entry, outcome: outcome.value })
  }

  #record(entry: HistoryEntry, mergeKey: string | null): void {
    const last = this.#history.undo.at(-1)
    const merges = mergeKey !== null && mergeKey === this.#mergeKey && last !== undefined && this.#history.redo.length === 0
    const added = merges ? mergeEntries(last, entry) : entry
    const rest = merges ? this.#history.undo.slice(0, -1) : this.#history.undo
    // What was typed and taken back again is no step.
    const isNothing = merges && changesNothing(added.patches, added.inverse)
    this.#history = { undo: isNothing ? rest : [...rest, added].slice(-historyLimit), redo: [] }
    this.#mergeKey = isNothing ? null : mergeKey
  }

  #step(direction: 'undo' | 'redo'): boolean {
    const entry = this.#history[direction].at(-1)
    if (!entry) return false
    const patches = direction === 'undo' ? entry.inverse : entry.patches
    const document = tryPatches(this.#base, patches)
    if (!document) {
      // Only a damaged stored history gets here; the document stays as it is.
      this.#history = emptyHistory
      return false
    }
    const rest = this.#history[direction].slice(0, -1)
    this.#history =
      direction === 'undo'
        ? { undo: rest, redo: [...this.#history.redo, entry] }
        : { undo: [...this.#history.undo, entry], redo: rest }
    this.#mergeKey = null
    this.#base = document
    this.#selection = keepExisting(direction === 'undo' ? entry.selectionBefore : entry.selectionAfter, document)
    return true
  }

  #repeatDrag(): void {
    if (!this.#drag || this.#drag === 'begun') return
    const again = this.#drag.run(this.#base, this.#selection)
    this.#drag = { ...this.#drag, applied: again.ok ? again.value : null }
  }

  #dragContext(): CommandContext {
    let taken = 0
    return {
      newId: () => {
        const id = this.#dragIds[taken] ?? this.#context.newId()
        this.#dragIds[taken] = id
        taken += 1
        return id
      },
    }
  }

  #makeSnapshot(changeCount: number): EditSnapshot {
    const drag = this.#drag && this.#drag !== 'begun' ? this.#drag : null
    return {
      document: drag?.applied?.document ?? this.#base,
      selection: drag?.applied?.entry.selectionAfter ?? this.#selection,
      changeCount,
      undoLabel: this.#drag ? (drag?.label ?? null) : (this.#history.undo.at(-1)?.label ?? null),
      redoLabel: this.#drag ? null : (this.#history.redo.at(-1)?.label ?? null),
      dragging: this.#drag !== null,
    }
  }

  #publish(): void {
    const { document, changeCount } = this.#snapshot
    const next = this.#makeSnapshot(changeCount)
    this.#snapshot = next.document === document ? next : { ...next, changeCount: changeCount + 1 }
    for (const listener of this.#listeners) listener()
  }
}

function labelsOf(entries: readonly HistoryEntry[]): EditLabel[] {
  return entries.map(({ label }) => label)
}

function mergeEntries(earlier: HistoryEntry, later: HistoryEntry): HistoryEntry {
  return {
    label: later.label,
    patches: joinPatches(earlier.patches, later.patches),
    inverse: joinPatches(later.inverse, earlier.inverse),
    selectionBefore: earlier.selectionBefore,
    selectionAfter: later.selectionAfter,
  }
}

/** Null where the patches do not fit the document or leave it unsound. */
function tryPatches(document: LessonDocument, patches: readonly Patch[]): LessonDocument | null {
  try {
    const next = applyPatches(document, patches)
    return findDefect(document, next, patches) === null ? next : null
  } catch {
    return null
  }
}
