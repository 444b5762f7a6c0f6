import { createStore, type StoreApi } from 'zustand/vanilla'
import { call, followJob } from '#renderer/ipc/client.ts'
import type { JobId } from '#shared/ipc/areas/jobs.ts'
import { mostPictures } from '#shared/ipc/areas/split.ts'
import type { ProjectId } from '#shared/ipc/areas/library.ts'
import type { Result } from '#shared/base/result.ts'
import { AppError, toErrorData, type ErrorData } from '#shared/messages/app-error.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import { addCut, joinParts, moveCut, nameParts, partTitles, type Part } from '#shared/split/parts.ts'
import { proposeCuts, usualWish } from '#shared/split/propose-cuts.ts'
import type { SplitAnalysis, SplitBasis } from '#shared/split/split-analysis.ts'
import { addTicks, secondsToTicks, type Ticks } from '#shared/time/ticks.ts'

export type SplitState = {
  /** Null while nothing is looked at. */
  readonly running: { readonly scenes: boolean; readonly fraction: number } | null
  readonly analysis: SplitAnalysis | null
  readonly by: SplitBasis
  readonly targetSeconds: number
  readonly parts: readonly Part[]
  /** Addresses of the pictures on which parts begin, by instant; those that are there yet. */
  readonly pictures: Readonly<Record<Ticks, string>>
  readonly creating: boolean
  readonly error: ErrorData | null
}

type Target = {
  readonly projectId: ProjectId
  readonly asset: Asset
  /** What the lesson itself marks on the recording. */
  readonly markers: SplitAnalysis['markers']
  readonly tellError: (error: ErrorData) => void
}

const pictureDelayMs = 250

const first: SplitState = {
  running: null,
  analysis: null,
  by: 'silence',
  targetSeconds: 45,
  parts: [],
  pictures: {},
  creating: false,
  error: null,
}

/** A recording on its way to becoming lessons: what was found in it, and the parts as they stand. */
export class SplitWork {
  readonly store: StoreApi<SplitState> = createStore<SplitState>(() => first)
  readonly #target: Target
  #jobId: JobId | null = null
  #closed = false
  #asking: ReturnType<typeof setTimeout> | null = null

  constructor(target: Target) {
    this.#target = target
    this.store.subscribe((now, before) => {
      if (now.parts !== before.parts) this.#askSoon()
    })
  }

  /** Looks through the recording; a film's scenes only where they are asked for, because that takes long. */
  async analyse(scenes: boolean): Promise<void> {
    const { projectId, asset, markers } = this.#target
    this.store.setState({ running: { scenes, fraction: 0 }, error: null })
    try {
      const { jobId } = await call('split.analyse', { projectId, assetId: asset.id, scenes })
      this.#jobId = jobId
      if (this.#closed) return this.close()
      const job = await followJob(jobId, ({ fraction }) => this.store.setState({ running: { scenes, fraction: fraction ?? 0 } }))
      this.#jobId = null
      if (job.state === 'cancelled') return this.store.setState({ running: null })
      if (job.result?.kind !== 'split') throw job.error ? new AppError(job.error) : new Error('The analysis gave no result')
      const { analysis } = job.result
      const all = [...analysis.markers, ...markers].toSorted((a, b) => a.atTicks - b.atTicks)
      this.store.setState({ running: null, analysis: { ...analysis, markers: all } })
      this.#propose()
    } catch (thrown) {
      this.store.setState({ running: null, error: toErrorData(thrown) })
    }
  }

  /** Another choice while scenes are looked for gives up the search. */
  choose(by: SplitBasis): void {
    this.store.setState({ by })
    const { analysis, running } = this.store.getState()
    if (by === 'scene' && analysis?.scenes === null && !running) return void this.analyse(true)
    if (by !== 'scene' && running) this.#cancel()
    this.#propose()
  }

  aim(targetSeconds: number): void {
    this.store.setState({ targetSeconds })
    this.#propose()
  }

  moveCut(index: number, to: Ticks): void {
    this.#take((parts, { frameRate }) => moveCut(parts, index, to, frameRate))
  }

  addCut(at: Ticks): void {
    this.#take((parts, { frameRate }) => addCut(parts, at, frameRate))
  }

  /** In the pause nearest to its middle, or there where it has none. */
  divide(index: number): void {
    const { parts, analysis } = this.store.getState()
    const part = parts[index]
    if (!part || !analysis) return
    const middle = (part.startTicks + part.endTicks) / 2
    const pauses = analysis.silences.map(({ startTicks, endTicks }) => (startTicks + endTicks) / 2)
    const room = (part.endTicks - part.startTicks) / 4
    const [nearest] = pauses
      .filter((pause) => Math.abs(pause - middle) < room)
      .toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle))
    this.addCut(Math.round(nearest ?? middle) as Ticks)
  }

  join(index: number): void {
    this.store.setState(({ parts }) => ({ parts: joinParts(parts, index) }))
  }

  name(index: number, title: string): void {
    this.store.setState(({ parts }) => ({ parts: nameParts(parts, index, title) }))
  }

  /** How many lessons were made; null where that failed, which the state tells. */
  async create(): Promise<number | null> {
    const { projectId, asset } = this.#target
    const { parts } = this.store.getState()
    const titles = this.titles(parts)
    this.store.setState({ creating: true, error: null })
    try {
      const named = parts.map((part, index) => ({ ...part, title: (titles[index] ?? '').slice(0, 200) }))
      const { projectIds } = await call('split.create', { projectId, assetId: asset.id, parts: named })
      return projectIds.length
    } catch (thrown) {
      this.store.setState({ creating: false, error: toErrorData(thrown) })
      return null
    }
  }

  titles(parts: readonly Part[]): readonly string[] {
    return partTitles(parts, this.#target.asset.fileName.replace(/\.[^.]+$/, ''))
  }

  /** Ends what runs. */
  close(): void {
    this.#closed = true
    this.#cancel()
    if (this.#asking !== null) clearTimeout(this.#asking)
    for (const url of Object.values(this.store.getState().pictures)) URL.revokeObjectURL(url)
  }

  /** Not at every step of a drag. */
  #askSoon(): void {
    if (this.#asking !== null) clearTimeout(this.#asking)
    this.#asking = setTimeout(() => void this.#askPictures(), pictureDelayMs)
  }

  /** Has the pictures made on which parts begin, a few at a time. Without them the film of the recording still shows. */
  async #askPictures(): Promise<void> {
    const { parts, pictures } = this.store.getState()
    const instants = parts.map(({ startTicks }) => startTicks).filter((at) => pictures[at] === undefined)
    if (this.#closed || instants.length === 0) return
    const asked = instants.slice(0, mostPictures)
    try {
      const { projectId, asset } = this.#target
      const answer = await call('split.pictures', { projectId, assetId: asset.id, instants: asked })
      if (this.#closed) return
      const made = answer.pictures.map((data, index) => {
        const picture = new Blob([Uint8Array.from(data)], { type: 'image/jpeg' })
        return [asked[index], URL.createObjectURL(picture)] as const
      })
      this.store.setState((now) => ({ pictures: { ...now.pictures, ...Object.fromEntries(made) } }))
      this.#askSoon()
    } catch (thrown) {
      if (!this.#closed) this.#target.tellError(toErrorData(thrown))
    }
  }

  #cancel(): void {
    if (this.#jobId === null) return
    call('jobs.cancel', { jobId: this.#jobId }).catch((thrown: unknown) => this.#target.tellError(toErrorData(thrown)))
  }

  #propose(): void {
    const { analysis, by, targetSeconds } = this.store.getState()
    if (!analysis) return
    const targetTicks = secondsToTicks(targetSeconds)
    this.store.setState({ parts: proposeCuts(analysis, { ...usualWish, by, targetTicks }) })
  }

  /** What is refused (too near another cut) leaves the parts as they are. */
  #take(change: (parts: readonly Part[], analysis: SplitAnalysis) => Result<readonly Part[], ErrorData>): void {
    const { parts, analysis } = this.store.getState()
    if (!analysis) return
    const result = change(parts, analysis)
    if (result.ok) this.store.setState({ parts: result.value })
  }
}

/** How far a key moves a cut: a picture, or with Shift a second. */
export function steppedCut(at: Ticks, key: string, large: boolean, { frameRate }: SplitAnalysis): Ticks | null {
  const step = large ? secondsToTicks(1) : secondsToTicks(frameRate.den / frameRate.num)
  if (key === 'ArrowLeft') return addTicks(at, -step as Ticks)
  if (key === 'ArrowRight') return addTicks(at, step)
  return null
}
