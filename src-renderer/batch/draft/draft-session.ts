import { createStore, type StoreApi } from 'zustand/vanilla'
import type { BatchStart } from '#renderer/batch-on-its-way.ts'
import { call, grantDroppedFiles } from '#renderer/ipc/client.ts'
import type { BatchMakerKind, DraftId, DraftInputInfo, DraftRow } from '#shared/ipc/areas/batch-draft.ts'
import { toErrorData, type ErrorData } from '#shared/messages/app-error.ts'
import { guessMapping, namesToMap, type Mapping } from '#shared/recipe/mapping.ts'
import type { Recipe } from '#shared/recipe/recipe-schema.ts'
import { emptyDecisions, includeLines, isSameCell, writeCell, type Decisions } from './decisions.ts'

export type DraftState = {
  readonly recipe: Recipe | null
  readonly input: DraftInputInfo | null
  /** Where the results go, where the user has chosen that. */
  readonly outFolderName: string | null
  readonly madeBy: BatchMakerKind
  /** Of a folder: whether clips that come later are made, too. */
  readonly watches: boolean
  readonly mapping: Mapping
  /** The columns are as they were chosen for such a sheet before. */
  readonly mappingKept: boolean
  readonly decisions: Decisions
  readonly canUndo: boolean
  readonly canRedo: boolean
  /** Null before the first check. */
  readonly rows: readonly DraftRow[] | null
  readonly checking: boolean
  readonly error: ErrorData | null
  readonly starting: boolean
}

const beginning: DraftState = {
  recipe: null,
  input: null,
  outFolderName: null,
  madeBy: 'here',
  watches: false,
  mapping: {},
  mappingKept: false,
  decisions: emptyDecisions,
  canUndo: false,
  canRedo: false,
  rows: null,
  checking: false,
  error: null,
  starting: false,
}

/** The user is still typing. */
const checkDelayMs = 150
const mostSteps = 200

/** A batch on its way, from which steps and clips to what would come of each; main looks, the window decides. */
export class DraftSession {
  readonly state: StoreApi<DraftState>
  readonly #draftId: Promise<DraftId>
  readonly #start: BatchStart
  #handedOver = false
  #past: readonly Decisions[] = []
  #future: readonly Decisions[] = []
  #version: number | null = null
  #timer: ReturnType<typeof setTimeout> | null = null
  #newest = 0
  #fresh = false

  constructor(start: BatchStart) {
    const { recipe, projectId } = start
    this.#start = start
    this.state = createStore<DraftState>(() => ({ ...beginning, recipe }))
    this.#draftId = call('batchDraft.open', { projectId }).then(({ draftId }) => draftId)
    this.#draftId.catch((thrown: unknown) => this.state.setState({ error: toErrorData(thrown) }))
  }

  /** Whether anything was chosen that is not in the queue yet. */
  get hasWork(): boolean {
    const { recipe, input, outFolderName } = this.state.getState()
    return !this.#handedOver && (input !== null || outFolderName !== null || recipe !== this.#start.recipe)
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#newest += 1
    this.#draftId.then((draftId) => call('batchDraft.close', { draftId })).catch(() => undefined)
  }

  async chooseRecipe(): Promise<void> {
    const { chosen } = await call('batchDraft.chooseRecipe', { draftId: await this.#draftId })
    if (chosen) await this.#take({ recipe: chosen.recipe })
  }

  async changeRecipe(recipe: Recipe): Promise<void> {
    await this.#take({ recipe })
  }

  async chooseInput(kind: DraftInputInfo['kind']): Promise<void> {
    const { input } = await call('batchDraft.chooseInput', { draftId: await this.#draftId, kind })
    if (input) await this.#takeInput(input)
  }

  async takeDropped(files: readonly File[]): Promise<void> {
    const grants = await grantDroppedFiles(files)
    // A picture that was dragged out of a page is no file of this computer.
    if (grants.length === 0) return
    const grantIds = grants.map(({ grantId }) => grantId)
    const { input } = await call('batchDraft.takeDropped', { draftId: await this.#draftId, grantIds })
    await this.#takeInput(input)
  }

  async chooseFolder(): Promise<void> {
    const { name } = await call('batchDraft.chooseFolder', { draftId: await this.#draftId })
    if (name !== null) await this.#take({ outFolderName: name })
  }

  chooseMaker(madeBy: BatchMakerKind): void {
    this.state.setState({ madeBy })
  }

  setWatching(watches: boolean): void {
    this.state.setState({ watches })
  }

  mapColumn(name: string, column: string | null): void {
    this.state.setState(({ mapping }) => ({ mapping: { ...mapping, [name]: column }, mappingKept: false }))
    this.#checkSoon(0)
  }

  /** Writes over a cell; the text that it shows anyway changes nothing. */
  writeCell(row: DraftRow, name: string, text: string): void {
    const { decisions, recipe } = this.state.getState()
    if (!recipe) return
    const shown = this.cellOf(row, name)
    if (isSameCell(shown, text)) return
    this.#decide(writeCell(decisions, row.line, name, text))
  }

  include(lines: readonly number[], included: boolean): void {
    this.#decide(includeLines(this.state.getState().decisions, lines, included))
  }

  /** What a cell shows. */
  cellOf({ line, values }: DraftRow, name: string): string {
    const { decisions, recipe } = this.state.getState()
    const own = decisions.edits[String(line)]
    if (own && Object.hasOwn(own, name)) return own[name] ?? ''
    return recipe ? (values[namesToMap(recipe).indexOf(name)] ?? '') : ''
  }

  undo(): void {
    const before = this.#past.at(-1)
    if (!before) return
    this.#future = [this.state.getState().decisions, ...this.#future]
    this.#past = this.#past.slice(0, -1)
    this.#show(before)
  }

  redo(): void {
    const [next, ...more] = this.#future
    if (!next) return
    this.#past = [...this.#past, this.state.getState().decisions]
    this.#future = more
    this.#show(next)
  }

  /** Looks for files anew. */
  refresh(): void {
    this.#fresh = true
    this.#checkSoon(0)
  }

  /** What main is asked with; null before there are steps and clips. */
  async order() {
    const { recipe, input, mapping, decisions } = this.state.getState()
    if (!recipe || !input) return null
    const wish = { recipe, mapping, edits: decisions.edits, leftOut: decisions.leftOut }
    return { draftId: await this.#draftId, wish }
  }

  /** Hands over to the queue what can be made; false where there is nothing yet. */
  async start(): Promise<boolean> {
    const order = await this.order()
    if (!order || this.state.getState().starting) return false
    this.state.setState({ starting: true })
    try {
      const { madeBy, watches } = this.state.getState()
      await call('batchDraft.start', { ...order, madeBy, watches })
      this.#handedOver = true
      return true
    } finally {
      this.state.setState({ starting: false })
    }
  }

  async stopPreview(): Promise<void> {
    await call('batchDraft.stopPreview', { draftId: await this.#draftId })
  }

  async #takeInput(input: DraftInputInfo): Promise<void> {
    this.#forgetDecisions()
    await this.#take({ input, rows: null, mapping: {} })
  }

  async #take(changes: Partial<DraftState>): Promise<void> {
    this.state.setState({ ...changes, error: null })
    await this.#mapColumns()
    this.#version = null
    this.#checkSoon(0)
  }

  /** Columns for the names that have none: of last time, or those that are called so. What the user chose stays. */
  async #mapColumns(): Promise<void> {
    const { recipe, input } = this.state.getState()
    if (!recipe || !input) return
    if (input.kind !== 'sheet') {
      const empty = Object.fromEntries(namesToMap(recipe).map((name) => [name, name === 'clip' ? 'clip' : null]))
      this.state.setState({ mapping: empty, mappingKept: false })
      return
    }
    const draftId = await this.#draftId
    const { mapping: kept } = await call('batchDraft.keptMapping', { draftId, recipe })
    const guessed: Mapping = kept ?? guessMapping(recipe, input.columns)
    const before = this.state.getState().mapping
    const names = namesToMap(recipe)
    const pairs = names.flatMap((name): readonly (readonly [string, string | null])[] => {
      if (Object.hasOwn(before, name)) return [[name, before[name] ?? null]]
      return Object.hasOwn(guessed, name) ? [[name, guessed[name] ?? null]] : []
    })
    this.state.setState({ mapping: Object.fromEntries(pairs), mappingKept: kept !== null })
  }

  #decide(next: Decisions): void {
    this.#past = [...this.#past, this.state.getState().decisions].slice(-mostSteps)
    this.#future = []
    this.#show(next)
  }

  #show(decisions: Decisions): void {
    this.state.setState({ decisions, canUndo: this.#past.length > 0, canRedo: this.#future.length > 0 })
    this.#checkSoon(checkDelayMs)
  }

  #forgetDecisions(): void {
    this.#past = []
    this.#future = []
    this.state.setState({ decisions: emptyDecisions, canUndo: false, canRedo: false })
  }

  #checkSoon(delayMs: number): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    const { recipe, input } = this.state.getState()
    if (!recipe || !input) return
    this.state.setState({ checking: true })
    this.#timer = setTimeout(() => void this.#check(), delayMs)
  }

  async #check(): Promise<void> {
    this.#newest += 1
    const own = this.#newest
    const fresh = this.#fresh
    this.#fresh = false
    try {
      const order = await this.order()
      if (!order) return
      const { version, isWhole, rows } = await call('batchDraft.check', { ...order, since: this.#version, fresh })
      // One that a newer check outran has told main what this window never got.
      if (own !== this.#newest) {
        this.#version = null
        return
      }
      this.#version = version
      const before = this.state.getState().rows ?? []
      const changed = new Map(rows.map((row) => [row.line, row]))
      const next = isWhole ? rows : rows.length === 0 ? before : before.map((row) => changed.get(row.line) ?? row)
      this.state.setState({ rows: next, checking: false, error: null })
    } catch (thrown) {
      const error = toErrorData(thrown)
      if (own !== this.#newest || error.code === 'cancelled') return
      this.#version = null
      this.state.setState({ checking: false, error })
    }
  }
}
