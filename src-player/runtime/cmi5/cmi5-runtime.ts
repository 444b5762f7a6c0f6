import { freshState, type LearnerState } from '#shared/quiz/learner-state.ts'
import { evaluateOutcome, passMark, type Outcome } from '#shared/quiz/outcome.ts'
import type { PlayerLesson } from '#shared/quiz/player-lesson.ts'
import { formatDuration } from '#shared/quiz/scorm-2004.ts'
import { decodeState, encodeState } from '#shared/quiz/state-encoding.ts'
import { xapiAnswer, xapiContext, xapiQuestion, xapiScore, xapiVerb, type XapiObject, type XapiVerb } from '#shared/quiz/xapi.ts'
import type { Runtime } from '../runtime.ts'
import { parseLaunchData, readLaunch, type Launch, type LaunchData } from './launch.ts'
import { fetchToken, openRecordStore } from './record-store.ts'
import { StateWriter } from './state-writer.ts'
import { StatementQueue, type Shelf } from './statement-queue.ts'

/** The lesson opens this long after it was asked to at the latest, with or without a platform. */
const patienceMs = 4000
const firstPollMs = 2000
const longestPollMs = 30_000
const stateId = 'tidbit-lesson'
/** A record store keeps far more; a lesson stays far below. */
const stateLimit = 200_000

/** What cannot be said twice for one registration (cmi5 9.3), and was heard. */
type Told = { readonly completed: boolean; readonly passed: boolean }
type Session = { readonly data: LaunchData; readonly writer: StateWriter; readonly queue: StatementQueue }

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
  let told: Told = { completed: false, passed: false }
  const said = new Set<XapiVerb>()

  const say = (verb: XapiVerb, result?: XapiObject, object?: XapiObject): void => {
    if (!session || !launch) return
    said.add(verb)
    const { contextTemplate, masteryScore } = session.data
    session.queue.push({
      id: newUuid(),
      actor: launch.actor,
      verb: xapiVerb(verb),
      object: object ?? { objectType: 'Activity', id: launch.activityId },
      ...(result === undefined ? {} : { result }),
      context: xapiContext(contextTemplate, { registration: launch.registration, verb, masteryScore }),
      timestamp: nextTimestamp(),
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
    session = { data, writer, queue: new StatementQueue(store, openShelf(page, at), noteAccepted) }
    startedMs = Date.now()
    say('initialized')
    for (const answer of early) answer(session)
    early = []
    return remembered.state
  }

  const noteAccepted = ({ verb }: { readonly verb: { readonly id: string } }): void => {
    const heard = (name: XapiVerb): boolean => verb.id === xapiVerb(name).id
    told = { completed: told.completed || heard('completed'), passed: told.passed || heard('passed') }
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
    if (!session?.data.isNormal || !pending) return
    const outcome = judgeBy(lesson, session.data, pending)
    if (outcome.completed && !told.completed && !said.has('completed'))
      say('completed', { completion: true, duration: duration() })
    if (!outcome.score) return
    const { masteryScore } = session.data
    const score = xapiScore(outcome.score)
    const isBelow = masteryScore !== null && Number(score['scaled']) < masteryScore
    // What was passed once stays passed; a lower score of a later round must not be told with it (cmi5 9.3.4).
    const result = { ...(outcome.success === 'passed' && isBelow ? {} : { score }), duration: duration() }
    if (outcome.success === 'passed' && !told.passed && !said.has('passed')) say('passed', { ...result, success: true })
    if (leaving && outcome.success === 'failed' && !told.passed && !said.has('passed'))
      say('failed', { ...result, success: false })
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
    isConnected: () => session !== null,
    save: (state) => {
      pending = state
    },
    report: (question, record, latencyMs) => {
      if (!launch) return
      const asked = { activityId: launch.activityId, language: lesson.language }
      const tell = ({ data }: Session): void => {
        if (data.isNormal)
          say('answered', xapiAnswer(question, record, latencyMs, lesson.language), xapiQuestion(question, asked))
      }
      if (session) tell(session)
      else early.push(tell)
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
      writeState(true)
      say('terminated', { duration: duration() })
      finished = true
      session?.queue.sendLast()
    },
  }
}

/** The platform may have set another pass mark than the lesson was exported with: its own counts for what it is told. */
function judgeBy(lesson: PlayerLesson, { masteryScore }: LaunchData, state: LearnerState): Outcome {
  const mark = passMark(lesson)
  if (masteryScore === null || mark === null || Math.abs(masteryScore * 100 - mark) < 0.005) return evaluateOutcome(lesson, state)
  const completion = { ...lesson.completion, minScorePercent: masteryScore * 100 }
  return evaluateOutcome({ ...lesson, completion }, { ...state, best: 'none' })
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
  const nothing = { state: freshState, told: { completed: false, passed: false } }
  try {
    const kept: unknown = JSON.parse(text)
    if (typeof kept !== 'object' || kept === null) return nothing
    const { state, told } = kept as { readonly state?: unknown; readonly told?: Partial<Told> }
    const heard = { completed: told?.completed === true, passed: told?.passed === true }
    return { state: typeof state === 'string' ? decodeState(lesson, state) : freshState, told: heard }
  } catch {
    return nothing
  }
}

function openShelf(page: Window, { registration, activityId }: Launch): Shelf {
  const key = `tidbit-cmi5:${registration}:${activityId}`
  return {
    read: () => {
      try {
        return page.localStorage.getItem(key)
      } catch {
        return null
      }
    },
    write: (value) => {
      try {
        if (value === '[]') page.localStorage.removeItem(key)
        else page.localStorage.setItem(key, value)
      } catch (error) {
        // Without storage a statement waits as long as its page.
        void error
      }
    },
  }
}

/** Version 4; `crypto.randomUUID` is missing in older browsers and on plain http. */
function newUuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = Array.from(bytes, (byte, index) => {
    const value = index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte
    return value.toString(16).padStart(2, '0')
  })
  return [4, 2, 2, 2, 6].map((length) => hex.splice(0, length).join('')).join('-')
}
