import type { Journey, JourneyStep, PlatformResult } from '#shared/journey/journey.ts'
import { makeDefaultJourney } from '#shared/journey/default-journey.ts'
import { findSurprises } from '#shared/journey/journey.ts'
import type { PackageStart } from '#shared/trial/package-kind.ts'
import { createCmi5Platform } from './cmi5-platform.ts'
import { Learner, StepRefusal } from './learner.ts'
import { openLessonPage, type LessonPage, type PackageTexts } from './lesson-page.ts'
import type { Platform, PlatformCall } from './platform.ts'
import { createScormPlatform, type ScormEditionName } from './scorm-platform.ts'
import { VirtualClock } from './virtual-clock.ts'
import { createWebPlatform } from './web-platform.ts'

export type HeadlessFormat = ScormEditionName | 'cmi5' | 'web'

/** Bundles of scorm-again, which run in the lesson's page as a platform's API would. */
export type ScormScripts = Readonly<Record<ScormEditionName, string>>

export type JourneyReport = {
  readonly format: HeadlessFormat
  readonly journey: string
  readonly calls: readonly PlatformCall[]
  readonly result: PlatformResult
  readonly stored: Readonly<Record<string, string>>
  /** What differs from what the journey expects. */
  readonly surprises: readonly string[]
  /** Rules of the standard that the lesson broke, and what its scripts threw. */
  readonly faults: readonly string[]
  /** The step that could not be taken, and why; null where all were. */
  readonly stopped: { readonly step: number; readonly reason: string } | null
}

type Order = {
  readonly format: HeadlessFormat
  /** What the control document says of the lesson. */
  readonly start: Pick<PackageStart, 'passMark' | 'moveOn'>
  readonly texts: PackageTexts
  /** Null for the one in which everything is answered right. */
  readonly journey: Journey | null
  readonly scripts: ScormScripts
}

/** Any day will do, as long as it is always the same. */
const startMs = Date.UTC(2026, 0, 5, 9, 0, 0)
/** A page has this long to show what a learner waits for. */
const patienceMs = 10_000

/** Goes a journey through the real page of a package, and reports what its platform was told. Throws `PageRefusal`. */
export async function runJourney({ format, start, texts, journey: asked, scripts }: Order): Promise<JourneyReport> {
  const clock = new VirtualClock(startMs)
  const localStorage = new Map<string, string>()
  const platform = makePlatform(format, { start, scripts, clock, localStorage })
  const visits = new Visits(platform, clock, texts, localStorage)
  const faults: string[] = []
  let stopped: JourneyReport['stopped'] = null
  await visits.open(true)
  const journey = asked ?? makeDefaultJourney(visits.page.lesson)
  for (const [index, step] of journey.steps.entries()) {
    try {
      await take(step, visits, clock)
    } catch (thrown) {
      if (!(thrown instanceof StepRefusal)) throw thrown
      stopped = { step: index + 1, reason: thrown.message }
      break
    }
  }
  if (visits.isOpen) await visits.close(false)
  faults.push(...platform.offences(), ...visits.errors)
  const result = platform.result()
  const surprises = stopped ? [`step ${stopped.step} could not be taken: ${stopped.reason}`] : findSurprises(journey, result)
  return { format, journey: journey.name, calls: platform.calls, result, stored: platform.stored(), surprises, faults, stopped }
}

type PlatformSetting = Pick<Order, 'start' | 'scripts'> & {
  readonly clock: VirtualClock
  readonly localStorage: Map<string, string>
}

function makePlatform(format: HeadlessFormat, { start, scripts, clock, localStorage }: PlatformSetting): Platform {
  if (format === 'web') return createWebPlatform(localStorage)
  if (format === 'cmi5') return createCmi5Platform({ ...start, clock })
  return createScormPlatform({ edition: format, script: scripts[format], passMark: start.passMark, clock })
}

/** The visits of one learner, one after the other, in one browser. */
class Visits {
  readonly errors: string[] = []
  private readonly platform: Platform
  private readonly clock: VirtualClock
  private readonly texts: PackageTexts
  private readonly localStorage: Map<string, string>
  private sessionStorage = new Map<string, string>()
  private current: { readonly page: LessonPage; readonly learner: Learner } | null = null
  private online = true

  constructor(platform: Platform, clock: VirtualClock, texts: PackageTexts, localStorage: Map<string, string>) {
    this.platform = platform
    this.clock = clock
    this.texts = texts
    this.localStorage = localStorage
  }

  get isOpen(): boolean {
    return this.current !== null
  }

  get page(): LessonPage {
    return this.here.page
  }

  get learner(): Learner {
    return this.here.learner
  }

  async open(isNew: boolean): Promise<void> {
    if (this.current) throw new StepRefusal('The lesson is open already.')
    if (isNew) this.sessionStorage = new Map()
    const page = await openLessonPage({
      texts: this.texts,
      clock: this.clock,
      query: this.platform.launch(isNew),
      localStorage: this.localStorage,
      sessionStorage: this.sessionStorage,
      network: (call) => this.platform.network(call),
      isOnline: () => this.online,
      prepare: (window) => this.platform.prepare(window),
    })
    this.current = { page, learner: new Learner(page) }
    // Until the player has heard from its platform.
    await this.clock.pass(1000)
  }

  async close(abruptly: boolean): Promise<void> {
    const { page } = this.here
    page.close(abruptly)
    this.errors.push(...page.errors)
    this.current = null
    // Some time goes by until the next visit.
    await this.clock.pass(60_000)
  }

  setOnline(online: boolean): void {
    this.online = online
    this.platform.setOnline(online)
    this.current?.page.tellNetwork(online)
  }

  private get here(): { readonly page: LessonPage; readonly learner: Learner } {
    if (!this.current) throw new StepRefusal('The lesson is not open; a step “return” opens it again.')
    return this.current
  }
}

async function take(step: JourneyStep, visits: Visits, clock: VirtualClock): Promise<void> {
  switch (step.do) {
    case 'leave':
    case 'close':
      return visits.close(step.do === 'close')
    case 'return':
      return visits.open(step.launch !== 'same')
    case 'lose-network':
    case 'regain-network':
      visits.setOnline(step.do === 'regain-network')
      return clock.pass(step.do === 'regain-network' ? patienceMs : 0)
    case 'watch':
      return watch(step, visits, clock)
    case 'answer':
      return answer(step, visits.learner, clock)
    default:
      takeAtOnce(step, visits.learner)
      return clock.pass(50)
  }
}

type ImmediateStep = Exclude<
  JourneyStep,
  { do: 'leave' | 'close' | 'return' | 'lose-network' | 'regain-network' | 'watch' | 'answer' }
>

function takeAtOnce(step: ImmediateStep, learner: Learner): void {
  switch (step.do) {
    case 'play':
      return learner.play()
    case 'pause':
      return learner.pause()
    case 'seek':
      return learner.seek(step.to)
    case 'speed':
      return learner.setSpeed(step.rate)
    case 'continue':
      return learner.submit()
    case 'retry':
    case 'skip':
      return learner.pressAside(step.do)
    case 'rewatch':
      return learner.rewatch()
    case 'open-question':
      return learner.openOffered()
    case 'assess':
      return learner.assess(step.levels)
    case 'new-round':
    case 'replay':
      return learner.pressOnResult(step.do)
  }
}

async function watch(step: Extract<JourneyStep, { do: 'watch' }>, { page, learner }: Visits, clock: VirtualClock): Promise<void> {
  const { film, lesson, window } = page
  if (learner.openQuestion || learner.hasResult) return
  if (!film.isPlaying()) throw new StepRefusal('The lesson does not play.')
  const rate = window.document.querySelector('video')?.playbackRate ?? 1
  const leftMs = lesson.durationMs - film.positionMs()
  const wantedMs =
    step.to === undefined ? (step.for === undefined ? leftMs : step.for * 1000) : step.to * 1000 - film.positionMs()
  const durationMs = Math.max(0, Math.min(leftMs, wantedMs)) / rate
  const isStopped = (): boolean => learner.openQuestion !== null || learner.hasResult || !film.isPlaying()
  await clock.pass(durationMs, isStopped)
  // The last word of a film comes a moment after its last picture.
  if (wantedMs >= leftMs) await clock.pass(patienceMs, isStopped)
  // A question that the learner reaches stands there from now on.
  await clock.pass(0)
}

const thinkingMs = 4000

async function answer(step: Extract<JourneyStep, { do: 'answer' }>, learner: Learner, clock: VirtualClock): Promise<void> {
  const open = learner.openQuestion
  if (step.question !== undefined && open?.id !== step.question)
    throw new StepRefusal(`The question “${step.question}” should be open, but ${open ? `“${open.id}” is` : 'none is'}.`)
  await clock.pass(thinkingMs)
  learner.fillIn(step.with)
  if (step.twice) learner.submitTwice()
  else learner.submit()
  await clock.pass(50)
  const next = step.next ?? 'continue'
  if (next === 'continue') learner.submit()
  if (next === 'retry') learner.pressAside('retry')
  await clock.pass(50)
}
