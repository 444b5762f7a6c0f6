import { freshState, type LearnerState } from '#shared/quiz/learner-state.ts'
import { evaluateOutcome, passMark, scorePercent, scoreToTell } from '#shared/quiz/outcome.ts'
import type { PlayerLesson } from '#shared/quiz/player-lesson.ts'
import { formatDuration } from '#shared/quiz/scorm-2004.ts'
import { decodeState, encodeState } from '#shared/quiz/state-encoding.ts'
import {
  emptyFilmLog,
  filmActivity,
  filmCategory,
  filmContext,
  filmResult,
  isFilmSeen,
  logFilm,
  type FilmSetting,
  type FilmVerb,
} from '#shared/quiz/xapi-film.ts'
import {
  xapiAnswer,
  xapiContext,
  xapiQuestion,
  xapiScore,
  xapiVerb,
  type XapiObject,
  type XapiStatement,
  type XapiVerb,
} from '#shared/quiz/xapi.ts'
import type { Runtime } from '../runtime.ts'
import { parseLaunchData, readLaunch, type Launch, type LaunchData } from './launch.ts'
import { newUuid, openShelf } from './page-memory.ts'
import { fetchToken, openRecordStore, readSessionState, writeSessionState } from './record-store.ts'
import { StateWriter } from './state-writer.ts'
import { StatementQueue } from './statement-queue.ts'

/** The lesson opens this long after it was asked to at the latest, with or without a platform. */
const patienceMs = 4000
const firstPollMs = 2000
const longestPollMs = 30_000
const stateId = 'tidbit-lesson'
/** A record store keeps far more; a lesson stays far below. */
const stateLimit = 200_000

/** What cannot be said twice for one registration (cmi5 9.3), and was heard; and the score in per cent that was told last. */
type Told = { readonly completed: boolean; readonly passed: boolean; readonly score: number | null }
type StatementParts = {
  readonly result?: XapiObject
  readonly object?: XapiObject
  readonly film?: { readonly category: XapiObject; readonly lessonId: string; readonly extensions: XapiObject }
}
const nothingTold: Told = { completed: false, passed: false, score: null }
type Session = {
  readonly data: LaunchData
  readonly writer: StateWriter
  readonly queue: StatementQueue
  readonly isOver: boolean
}

/** Before the player has said how the film is shown. */
const unknownSetting: FilmSetting = {
  speed: 1,
  volume: 1,
  captionLanguage: null,
  captionsShown: false,
  fullScreen: false,
  screenSize: '0x0',
  filmSize: '0x0',
}

/** One session of a cmi5 assignable unit. */
export function createCmi5Runtime(lesson: PlayerLesson, page: Window = window): Runtime {
  const launch = readLaunch(page.location.search)
  let startedMs = Date.now()
  let session: Session | null = null
  let finished = false
  let pending: LearnerState | null = null
  let token: string | null = null
  let lastMs = 0
  /** Answers of before the platform was there. */
  let early: ((to: Session) => void)[] = []
  let told: Told = nothingTold
  const said = new Set<XapiVerb>()
  let filmLog = emptyFilmLog
  const filmSaid = new Set<FilmVerb>()
  let filmMs = 0
  let filmSetting = unknownSetting
  const filmSessionId = newUuid()

  const push = (at: Launch, to: Session, verb: XapiVerb, parts: StatementParts): void => {
    const { contextTemplate, masteryScore } = to.data
    const { film, result } = parts
    if (to.isOver) return
    to.queue.push({
      id: newUuid(),
      actor: at.actor,
      verb: xapiVerb(verb),
      object: parts.object ?? { objectType: 'Activity', id: at.activityId },
      ...(result ? { result } : {}),
      context: xapiContext(contextTemplate, { registration: at.registration, verb, masteryScore, ...(film ? { film } : {}) }),
      timestamp: nextTimestamp(),
    })
  }

  const say = (verb: XapiVerb, result?: XapiObject, object?: XapiObject): void => {
    if (!session || !launch) return
    said.add(verb)
    push(launch, session, verb, { ...(result && { result }), ...(object && { object }) })
  }

  /** The film has statements of its own (xAPI Video Profile 1.0.3), which begin with its first picture. */
  const sayOfFilm = (verb: FilmVerb, fromMs = filmMs): void => {
    if (!session?.data.isNormal || !launch) return
    filmSaid.add(verb)
    const { durationMs } = lesson
    const result = filmResult(verb, { log: filmLog, durationMs, atMs: filmMs, fromMs, spentMs: Date.now() - startedMs })
    const extensions = filmContext(lesson, filmSessionId, filmSetting)
    push(launch, session, verb, {
      object: filmActivity(lesson, launch.activityId),
      ...(result && { result }),
      film: { category: filmCategory, lessonId: launch.activityId, extensions },
    })
  }

  /** Their order is told by their times (cmi5 9.3), also where the clock is set back. */
  const nextTimestamp = (): string => {
    lastMs = Math.max(Date.now(), lastMs + 1)
    return new Date(lastMs).toISOString()
  }

  const open = async (at: Launch): Promise<LearnerState | null> => {
    token ??= await fetchToken(at)
    if (token === null) return null
    const store = openRecordStore(at, token)
    const given = await store.readState('LMS.LaunchData')
    const data = given.kind === 'ok' ? parseLaunchData(given.text) : null
    const kept = await store.readState(stateId)
    // What cannot be read must not be written over.
    if (!data || kept.kind === 'unreachable' || finished) return null
    // Every unit has to ask (cmi5 11); this player keeps the learner's own settings.
    await store.readPreferences()
    const remembered = parseState(lesson, kept.kind === 'ok' ? kept.text : '')
    told = remembered.told
    const writer = new StateWriter((json, leaving) => store.writeState(stateId, json, leaving))
    const stage = readSessionState(at)
    // After its last word a session may say no more (cmi5 9.3.8): what a page that is loaded again learns is told at the next launch.
    const isOver = stage === 'terminated'
    session = { data, writer, queue: new StatementQueue(store, openShelf(page, at), noteAccepted), isOver }
    startedMs = Date.now()
    if (stage === null) say('initialized')
    if (!isOver) writeSessionState(at, 'initialized')
    for (const answer of early) answer(session)
    early = []
    pending ??= remembered.state
    judge(false)
    return remembered.state
  }

  const noteAccepted = ({ verb, object }: XapiStatement): void => {
    // The film is completed, too, and is not the lesson.
    const heard = (name: XapiVerb): boolean => verb.id === xapiVerb(name).id && object['id'] === launch?.activityId
    told = { ...told, completed: told.completed || heard('completed'), passed: told.passed || heard('passed') }
    if (heard('completed') || heard('passed')) writeState(false)
  }

  const writeState = (leaving: boolean): void => {
    if (!session?.data.isNormal || !pending) return
    const state = encodeState(lesson, pending, stateLimit)
    session.writer.write(JSON.stringify({ state, told }), leaving)
  }

  const duration = (): string => formatDuration(Date.now() - startedMs)

  /** A session says one of passed and failed, once: whether it failed is certain only when it ends. */
  const judge = (leaving: boolean): void => {
    if (!session?.data.isNormal || session.isOver || !pending) return
    const { rule, state } = applyMark(lesson, session.data, pending)
    const { completed, score, success } = evaluateOutcome(rule, state)
    if (completed && !told.completed && !said.has('completed')) say('completed', { completion: true, duration: duration() })
    const percent = scoreToTell(rule, pending.best === 'passed' && told.passed ? pending : state, told.score ?? 0)
    // A pass of an earlier round stays one, and a lower score must not be told with it (cmi5 9.3.4).
    const shown = score && percent !== null && scorePercent(score) === percent ? { score: xapiScore(score) } : {}
    const tellVerdict = (verb: 'passed' | 'failed'): void => {
      say(verb, { ...shown, duration: duration(), success: verb === 'passed' })
      if (percent !== null) told = { ...told, score: percent }
    }
    const isOpen = !told.passed && !said.has('passed')
    if (isOpen && success === 'passed') tellVerdict('passed')
    else if (isOpen && success === 'failed' && leaving) tellVerdict('failed')
    if (percent === null || percent === told.score || !shown.score) return
    say('scored', shown)
    told = { ...told, score: percent }
  }

  return {
    stateLimit,
    connect: async (onLate) => {
      if (!launch) return null
      page.addEventListener('online', () => void session?.queue.flush())
      const opening = keepOpening(
        () => open(launch),
        () => finished,
      )
      let isLate = false
      const patience = new Promise<null>((resolve) => setTimeout(() => resolve(null), patienceMs))
      void opening.then((remembered) => {
        if (isLate && remembered) onLate(remembered)
      })
      const remembered = await Promise.race([opening, patience])
      isLate = remembered === null
      return remembered
    },
    // Also after its last word: what is learned then is kept, and told at the next launch.
    isConnected: () => session !== null,
    save: (state) => {
      pending = state
    },
    report: (question, record, latencyMs) => {
      if (!launch) return
      const asked = { activityId: launch.activityId, language: lesson.language }
      const tell = ({ data }: Session): void => {
        if (data.isNormal) say('answered', xapiAnswer(question, record, latencyMs), xapiQuestion(question, asked))
      }
      if (session) tell(session)
      else early.push(tell)
    },
    film: (event, setting) => {
      if (finished) return
      filmSetting = setting
      const before = filmLog
      filmLog = logFilm(filmLog, event)
      filmMs = event.kind === 'seeked' ? event.toMs : event.atMs
      if (!session || (event.kind === 'paused' && before.sinceMs === null)) return
      // What is set before the film begins is told with its beginning.
      if (event.kind === 'interacted' && !filmSaid.has('initialized')) return
      if (!filmSaid.has('initialized')) sayOfFilm('initialized')
      sayOfFilm(event.kind, event.kind === 'seeked' ? event.fromMs : undefined)
      if (!filmSaid.has('completed') && isFilmSeen(lesson, filmLog)) sayOfFilm('completed')
    },
    commit: () => {
      if (finished) return
      judge(false)
      writeState(false)
    },
    returnAddress: () => session?.data.returnUrl ?? null,
    finish: () => {
      if (finished) return
      judge(true)
      // What is on its way counts as told: where it does not arrive, neither does this, and the next launch says it.
      told = { ...told, completed: told.completed || said.has('completed'), passed: told.passed || said.has('passed') }
      writeState(true)
      if (filmSaid.has('initialized')) sayOfFilm('terminated')
      say('terminated', { duration: duration() })
      if (session && launch) writeSessionState(launch, 'terminated')
      finished = true
      session?.queue.sendLast()
    },
  }
}

/** The platform may have set another pass mark than the lesson was exported with: its own counts for what it is told. */
function applyMark(
  lesson: PlayerLesson,
  { masteryScore }: LaunchData,
  state: LearnerState,
): { readonly rule: PlayerLesson; readonly state: LearnerState } {
  const mark = passMark(lesson)
  if (masteryScore === null || mark === null || Math.abs(masteryScore * 100 - mark) < 0.005) return { rule: lesson, state }
  const completion = { ...lesson.completion, minScorePercent: masteryScore * 100 }
  return { rule: { ...lesson, completion }, state: { ...state, best: 'none' } }
}

/** Tries until it works or the page is left. */
async function keepOpening(open: () => Promise<LearnerState | null>, isOver: () => boolean): Promise<LearnerState | null> {
  for (let pollMs = firstPollMs; !isOver(); pollMs = Math.min(longestPollMs, pollMs * 1.5)) {
    const remembered = await open()
    if (remembered) return remembered
    await new Promise((resolve) => setTimeout(resolve, pollMs))
  }
  return null
}

function parseState(lesson: PlayerLesson, text: string): { readonly state: LearnerState; readonly told: Told } {
  const nothing = { state: freshState, told: nothingTold }
  try {
    const kept: unknown = JSON.parse(text)
    if (typeof kept !== 'object' || kept === null) return nothing
    const { state, told } = kept as { readonly state?: unknown; readonly told?: Partial<Told> }
    const score = typeof told?.score === 'number' ? told.score : null
    const heard = { completed: told?.completed === true, passed: told?.passed === true, score }
    return { state: typeof state === 'string' ? decodeState(lesson, state) : freshState, told: heard }
  } catch {
    return nothing
  }
}
