import { rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { AppError, appError } from '#shared/messages/app-error.ts'
import { batchText } from '#shared/messages/ui/batch.ts'
import type { Recipe } from '#shared/recipe/recipe-schema.ts'
import { chooseModel } from '#shared/speech/choose-model.ts'
import type { BatchProgress } from '../../core/batch/batch-progress.ts'
import { batchPlaces } from '../../core/batch/batch-places.ts'
import { openNodeWorkers } from '../../core/batch/batch-worker.ts'
import { chooseJobs, measureMachine } from '../../core/batch/choose-jobs.ts'
import { dryRun, type DryRow } from '../../core/batch/dry-run.ts'
import { findClips, type FoundClip } from '../../core/batch/inputs/find-clips.ts'
import { readRows, rowsOfClips, type BatchRows } from '../../core/batch/inputs/read-rows.ts'
import { watchClips } from '../../core/batch/inputs/watch-clips.ts'
import { loadRecipe } from '../../core/batch/load-recipe.ts'
import { createFileFinder } from '../../core/batch/inputs/file-finder.ts'
import { planBatch, type PlannedItem } from '../../core/batch/plan-batch.ts'
import { countOutcomes, toJsonReport, type BatchReport, type ReportedItem } from '../../core/batch/report/report.ts'
import { writeReports } from '../../core/batch/report/write-reports.ts'
import { runRecipe } from '../../core/batch/run-recipe.ts'
import { createSharedFacts, type SharedFacts } from '../../core/batch/shared-facts.ts'
import { usuallyHandedOut } from '../../core/batch-workers/job-messages.ts'
import { openStore } from '../../core/batch-workers/open-store.ts'
import { readQueueAddress } from '../../core/batch-workers/queue-address.ts'
import { runRemotely } from '../../core/batch-workers/run-remotely.ts'
import { openSubmitter } from '../../core/batch-workers/submit-items.ts'
import { speechModelFolder } from '../../core/files/user-data-folder.ts'
import { makeWorkFolder } from '../../core/files/work-folder.ts'
import { createSpeechModels } from '../../core/speech/speech-models.ts'
import type { BatchInvocation } from '../arguments/batch.ts'
import type { OrderOf } from '../arguments/words.ts'
import { CannotBegin } from '../cannot-begin.ts'
import type { Judgement } from '../report.ts'
import { playerFolder, type Session } from '../session.ts'
import { readVersion } from '../version.ts'

type Order = OrderOf<BatchInvocation>

/** One recipe over many clips; failed where one of them failed. Throws `CannotBegin`, `file.*`, `workers.*`, `cancelled`. */
export async function runBatchCommand(order: Order, session: Session): Promise<Judgement> {
  const { signal, media, progress } = session
  const recipeFile = path.resolve(order.recipe)
  const outFolder = path.resolve(order.out)
  const { recipe, read } = await readOrder(order, signal).catch((thrown: unknown) => {
    throw thrown instanceof AppError && thrown.code !== 'cancelled' ? new CannotBegin(thrown) : thrown
  })
  const version = await readVersion()
  const models = createSpeechModels({ folder: speechModelFolder(), media })
  const folders: string[] = []
  async function tidyUp(): Promise<void> {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
  }
  const newFacts = (): SharedFacts =>
    createSharedFacts(async () => {
      const folder = await makeWorkFolder(tmpdir(), 'lesson')
      folders.push(folder)
      return folder
    })
  let shared = newFacts()
  async function plan({ rows }: BatchRows): Promise<readonly PlannedItem[]> {
    // Of a folder that is watched for days, an intro or a template may change between two looks.
    await tidyUp()
    shared = newFacts()
    return planBatch(
      { recipe, recipeFile, rows, outFolder, today: new Date().toISOString().slice(0, 10) },
      {
        chooseModel: async (language) => chooseModel(await models.list(), language)?.modelId ?? null,
        loadTemplate: (source) => shared.template(source, media, signal),
      },
      createFileFinder({ confined: false }),
    )
  }
  try {
    const items = await plan(read)
    if (order.dryRun) return tellPlan(await dryRun(items, { outFolder, version, signal }), recipe, read, order.json)
    const wantedJobs = order.jobs ?? (order.shared ? usuallyHandedOut : chooseJobs(measureMachine()))
    const jobs = order.watch ? wantedJobs : Math.min(wantedJobs, Math.max(1, items.length))
    const tell = (state: BatchProgress): void => progress.update({ stage: describeProgress(state), fraction: state.fraction })
    const maker = await openMaker(order, jobs, session, { shared: () => shared, models, version })
    try {
      const make = ({ remarks }: BatchRows, planned: readonly PlannedItem[]): Promise<BatchReport> =>
        maker.make({ recipeName: recipe.name, items: planned, outFolder, remarks, version }, { signal, tell })
      if (!order.watch) return await tellReport(await make(read, items), order, outFolder, session)
      return await watchFolder({ order, outFolder, recipe }, session, {
        plan,
        make: (come) => make({ rows: [], remarks: [] }, come),
      })
    } finally {
      await maker.close()
    }
  } finally {
    await models.close()
    await tidyUp()
  }
}

/** The recipe, and what it is to be done to. Throws `file.*`, `recipe.*`, `batch.*`, `cancelled`. */
async function readOrder(order: Order, signal: AbortSignal): Promise<{ readonly recipe: Recipe; readonly read: BatchRows }> {
  const recipe = await loadRecipe(path.resolve(order.recipe), signal)
  if (order.watch) await requireFolder(order.input)
  const places = { recipe, outFolder: path.resolve(order.out) }
  return { recipe, read: order.watch ? { rows: [], remarks: [] } : await readRows(order.input, places, signal) }
}

/** Workers that are there are known by then. */
const patienceForWorkersMs = 3_000

type Run = Parameters<typeof runRecipe>
type Maker = { make(order: Run[0], context: Run[2]): Promise<BatchReport>; close(): Promise<void> }
type MakerServices = Pick<Run[1], 'models'> & {
  /** Of the last plan. */
  readonly shared: () => SharedFacts
  readonly version: string
}

/** What makes the lessons: this computer, or whoever takes them from a queue. Throws `workers.*`. */
async function openMaker(order: Order, jobs: number, session: Session, services: MakerServices): Promise<Maker> {
  const { progress } = session
  if (order.shared === null) {
    const { shared, models } = services
    const more = openNodeWorkers(jobs - 1)
    const all = {
      ...{ workers: [session, ...more.workers], models, playerFolder, workFolder: tmpdir() },
      log: (thrown: unknown) => progress.warn(String(thrown)),
    }
    return { make: (run, context) => runRecipe(run, { ...all, shared: shared() }, context), close: () => more.close() }
  }
  const address = readQueueAddress(order.shared.queue, process.env['TIDBIT_QUEUE_PASSWORD'])
  const store = await openStore(order.shared.store, process.env)
  const submitter = await openSubmitter({ address, store, version: services.version })
  progress.note(batchText.handedOut(address.label))
  // A queue that cannot tell is told of elsewhere.
  const looking = setTimeout(() => {
    const hint = (some: boolean): void => void (some || progress.note(batchText.noWorker(address.label, services.version)))
    submitter.hasWorkers().then(hint, () => undefined)
  }, patienceForWorkersMs)
  return {
    make: (run, context) => runRemotely({ ...run, atOnce: jobs }, submitter, context),
    close: () => {
      clearTimeout(looking)
      return submitter.close()
    },
  }
}

/** Throws `batch.watch-needs-folder`. */
async function requireFolder(input: string): Promise<void> {
  const facts = await stat(path.resolve(input)).catch(() => null)
  if (!facts?.isDirectory()) throw appError('batch.watch-needs-folder', { input })
}

type WatchWork = {
  readonly plan: (rows: BatchRows) => Promise<readonly PlannedItem[]>
  readonly make: (items: readonly PlannedItem[]) => Promise<BatchReport>
}

type Watched = { readonly order: Order; readonly outFolder: string; readonly recipe: Recipe }

/** Makes what comes into a folder until it is stopped, which is no failure; the report always tells of all. */
async function watchFolder(
  { order, outFolder, recipe }: Watched,
  session: Session,
  { plan, make }: WatchWork,
): Promise<Judgement> {
  const { signal, progress } = session
  const { input } = order
  const watch = watchClips(() => findClips(input, outFolder, signal))
  const seen = new Map<string, FoundClip>()
  const known = new Map<string, ReportedItem>()
  let last: Judgement = { text: '', failed: false }
  progress.note(batchText.watching(input))
  for (;;) {
    const clips = await watch.next(signal)
    if (clips === null) return last
    for (const clip of clips) seen.set(clip.key, clip)
    // Planned with those that came before, so that numbers go on and no name is given twice.
    const planned = await plan({ rows: await rowsOfClips([...seen.values()], input, recipe), remarks: [] })
    const come = new Set(clips.map(({ key }) => key))
    const report = await make(planned.filter(({ key }) => come.has(key)))
    for (const item of report.items) if (item.outcome !== 'waiting') known.set(item.key, item)
    last = await tellReport({ ...report, items: [...known.values()] }, order, outFolder, session)
    // What waits for a full disk would not be looked at again before it changes.
    if (report.stopped !== null) return last
    if (!signal.aborted) progress.note(`${batchText.summary(countOutcomes(report))}.`)
  }
}

function describeProgress({ total, done, failed, secondsLeft }: BatchProgress): string {
  const troubles = failed === 0 ? '' : `, ${failed} failed`
  const left = secondsLeft === null || secondsLeft === 0 ? '' : `, ${describeSeconds(secondsLeft)} left`
  return `${done} of ${total} made${troubles}${left}`
}

/** In steps: where progress is lines, each is one. */
function describeSeconds(seconds: number): string {
  return seconds < 55 ? `about ${Math.ceil(seconds / 15) * 15} s` : `about ${Math.max(1, Math.round(seconds / 60))} min`
}

async function tellReport(report: BatchReport, order: Order, outFolder: string, session: Session): Promise<Judgement> {
  session.progress.end()
  const counts = countOutcomes(report)
  const failed = report.items.filter(({ outcome }) => outcome === 'failed')
  // Before the report, for which a full disk has no room.
  for (const { name, reason } of failed) session.progress.warn(`${name}: ${reason}`)
  if (report.stopped !== null) session.progress.warn(report.stopped)
  const pageFile = order.report === null ? batchPlaces(outFolder).report : path.resolve(order.report)
  const files = await writeReports(report, { outFolder, pageFile })
  if (session.signal.aborted && !order.watch) throw appError('cancelled', {})
  const text = order.json
    ? `${JSON.stringify(toJsonReport(report), null, 2)}\n`
    : `${batchText.summary(counts)}.\n${files.map((file) => `${path.relative('', file)}\n`).join('')}`
  return { text, failed: failed.length > 0 || report.stopped !== null }
}

function tellPlan(rows: readonly DryRow[], recipe: Recipe, { remarks }: BatchRows, json: boolean): Judgement {
  const refused = rows.filter(({ state }) => state === 'refused').length
  const unchanged = rows.filter(({ state }) => state === 'unchanged').length
  const failed = refused > 0
  if (json) return { text: `${JSON.stringify({ recipe: recipe.name, remarks, rows }, null, 2)}\n`, failed }
  const summary = batchText.plan.summary(rows.length - refused - unchanged, unchanged, refused)
  return { text: [...remarks, ...rows.flatMap(describeRow), `${summary}.`, ''].join('\n'), failed }
}

function describeRow({ name, state, errors, warnings, outputs }: DryRow): readonly string[] {
  const made = state === 'refused' ? '' : `  →  ${outputs.join(', ')}`
  return [
    `${name}: ${batchText.plan[state]}${made}`,
    ...errors.map((error) => `  ERROR    ${error}`),
    ...warnings.map((warning) => `  WARNING  ${warning}`),
  ]
}
