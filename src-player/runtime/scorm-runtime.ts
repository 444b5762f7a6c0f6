import { freshState, type LearnerState } from '#shared/quiz/learner-state.ts'
import { evaluateOutcome, scoreToTell } from '#shared/quiz/outcome.ts'
import type { PlayerLesson } from '#shared/quiz/player-lesson.ts'
import { decodeState, encodeState } from '#shared/quiz/state-encoding.ts'
import type { Runtime } from './runtime.ts'
import { findScormApi, type ScormApi } from './scorm-api.ts'
import type { ScormEdition, ScormValues } from './scorm-edition.ts'

/** The lesson opens this long after it was asked to at the latest, with or without a platform. */
const patienceMs = 1500
const pollMs = 250
/** Some platforms build their API only after the page: keep looking while the learner watches. */
const lateLimitMs = 60_000

/** One visit to a SCORM platform. */
export function createScormRuntime(edition: ScormEdition, lesson: PlayerLesson, page: Window = window): Runtime {
  const { elements } = edition
  const startedMs = Date.now()
  let api: ScormApi | null = null
  let finished = false
  let readOnly = false
  let storedScore = 0
  let pending: LearnerState | null = null
  let waiting: ScormValues[] = []
  let interactionIndex = 0
  const sent = new Map<string, string>()

  const set = (name: string, value: string) => {
    if (!api || finished || readOnly || sent.get(name) === value) return
    if (api.set(name, value)) sent.set(name, value)
  }
  const setAll = (values: ScormValues) => {
    for (const [name, value] of values) set(name, value)
  }

  const open = (): LearnerState | null => {
    const found = findScormApi(page, edition.api)
    if (!found?.initialise()) return null
    api = found
    const mode = found.get(elements.mode)
    readOnly = mode === 'browse' || mode === 'review'
    storedScore = Number(found.get(elements.rawScore)) || 0
    const remembered = readState(edition, found, lesson)
    const counted = found.get('cmi.interactions._count')
    interactionIndex = /^\d+$/.test(counted) ? Number(counted) : remembered.reportedAnswers
    const { isNew, best } = edition.readStatus(found.get)
    if (isNew) setAll(edition.firstValues)
    else for (const [name] of edition.firstValues) sent.set(name, found.get(name))
    // Also who leaves before the first picture comes back later.
    if (best === 'none') set(elements.exit, edition.exit(false))
    if (isNew && !readOnly) found.commit()
    return remembered
  }

  const sendState = () => {
    if (!pending) return
    const outcome = evaluateOutcome(lesson, pending)
    set(elements.state, encodeState(lesson, pending, edition.stateLimit))
    set(elements.location, String(Math.round(pending.positionMs / 100) / 10))
    const percent = scoreToTell(lesson, pending, storedScore)
    if (percent !== null) {
      setAll(edition.scoreValues(percent))
      storedScore = percent
    }
    setAll(edition.outcomeValues(lesson, pending, outcome))
    const over = outcome.success === 'passed' || (outcome.completed && outcome.success === 'unknown')
    set(elements.exit, edition.exit(over))
  }

  const sendInteractions = () => {
    if (!api || finished) return
    for (const values of waiting) {
      const prefix = `cmi.interactions.${interactionIndex}`
      interactionIndex += 1
      setAll(values.map(([name, value]) => [`${prefix}.${name}`, value]))
    }
    waiting = []
  }

  const commit = () => {
    if (!api || finished || readOnly) return
    sendInteractions()
    sendState()
    set(elements.sessionTime, edition.timespan(Date.now() - startedMs))
    api.commit()
  }

  return {
    stateLimit: edition.stateLimit,
    connect: async (onLate) => {
      for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += pollMs) {
        const remembered = open()
        if (api) return remembered
        await new Promise((resolve) => setTimeout(resolve, pollMs))
      }
      const timer = setInterval(() => {
        const remembered = open()
        if (api) onLate(remembered)
        if (api || finished || Date.now() - startedMs > lateLimitMs) clearInterval(timer)
      }, pollMs)
      return null
    },
    isConnected: () => api !== null,
    save: (state) => {
      pending = state
    },
    report: (question, record, latencyMs) => {
      waiting.push(edition.interactionValues(question, record, { answeredAt: new Date(), latencyMs }))
    },
    film: () => undefined,
    commit,
    returnAddress: () => null,
    finish: () => {
      if (finished) return
      commit()
      finished = true
      api?.finish()
    },
  }
}

/** What the platform says about the status counts beside the state: it may have lost one of them. */
function readState({ elements, readStatus }: ScormEdition, api: ScormApi, lesson: PlayerLesson): LearnerState {
  const stored = api.get(elements.state)
  const state = stored === '' ? freshState : decodeState(lesson, stored)
  const told = readStatus(api.get).best
  const best = told === 'passed' || state.best === 'passed' ? 'passed' : told === 'completed' ? told : state.best
  const location = Number(api.get(elements.location)) * 1000
  const known = state.positionMs === 0 && location > 0 && location <= lesson.durationMs
  return { ...state, best, positionMs: known ? location : state.positionMs }
}
