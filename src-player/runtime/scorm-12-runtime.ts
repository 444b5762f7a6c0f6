import { freshState, type LearnerState } from '#shared/quiz/learner-state.ts'
import { evaluateOutcome, passMark, scoredQuestions, scorePercent, type Outcome } from '#shared/quiz/outcome.ts'
import type { PlayerLesson } from '#shared/quiz/player-lesson.ts'
import { formatTimespan, toScorm12Interaction, toScorm12Status, type Scorm12Interaction } from '#shared/quiz/scorm-12.ts'
import { decodeState, encodeState, suspendDataLimit } from '#shared/quiz/state-encoding.ts'
import type { Runtime } from './runtime.ts'
import { findScorm12Api, type Scorm12Api } from './scorm-12-api.ts'

/** The lesson opens this long after it was asked to at the latest, with or without a platform. */
const patienceMs = 1500
const pollMs = 250
/** Some platforms build their API only after the page: keep looking while the learner watches. */
const lateLimitMs = 60_000

/** One visit to a SCORM 1.2 platform. */
export function createScorm12Runtime(lesson: PlayerLesson, page: Window = window): Runtime {
  const startedMs = Date.now()
  let api: Scorm12Api | null = null
  let finished = false
  let readOnly = false
  let storedScore = 0
  let pending: LearnerState | null = null
  let waiting: Scorm12Interaction[] = []
  let interactionIndex = 0
  const sent = new Map<string, string>()

  const set = (name: string, value: string) => {
    if (!api || finished || readOnly || sent.get(name) === value) return
    if (api.set(name, value)) sent.set(name, value)
  }

  const open = (): LearnerState | null => {
    const found = findScorm12Api(page)
    if (!found?.initialise()) return null
    api = found
    const mode = found.get('cmi.core.lesson_mode')
    readOnly = mode === 'browse' || mode === 'review'
    storedScore = Number(found.get('cmi.core.score.raw')) || 0
    const remembered = readState(found, lesson)
    const counted = found.get('cmi.interactions._count')
    interactionIndex = /^\d+$/.test(counted) ? Number(counted) : remembered.reportedAnswers
    const status = found.get('cmi.core.lesson_status')
    const isNew = status === '' || status === 'not attempted'
    if (isNew) set('cmi.core.lesson_status', 'incomplete')
    else sent.set('cmi.core.lesson_status', status)
    // Also who leaves before the first picture comes back later.
    if (status !== 'passed' && status !== 'completed') set('cmi.core.exit', 'suspend')
    if (isNew && !readOnly) found.commit()
    return remembered
  }

  const sendState = () => {
    if (!pending) return
    const outcome = evaluateOutcome(lesson, pending)
    set('cmi.suspend_data', encodeState(lesson, pending))
    set('cmi.core.lesson_location', String(Math.round(pending.positionMs / 100) / 10))
    sendScore(pending, outcome)
    set('cmi.core.lesson_status', toScorm12Status(outcome))
    const over = outcome.success === 'passed' || (outcome.completed && outcome.success === 'unknown')
    set('cmi.core.exit', over ? '' : 'suspend')
  }

  /**
   * Platforms turn a score below the mastery score into `failed` at every finish, also of a visit that is only
   * interrupted, and some then start afresh: with a pass mark the score waits until success is decided. Once passed it
   * never falls: it would turn the pass into a failure. A visit after the end that answers only part of the questions
   * does not lower the score of the earlier one.
   */
  const sendScore = (state: LearnerState, { score, success }: Outcome) => {
    const mark = passMark(lesson)
    if (!score || (mark !== null && success === 'unknown')) return
    const percent = scorePercent(score)
    if (mark !== null && success === 'passed' && percent < Math.max(mark, storedScore)) return
    const complete = scoredQuestions(lesson).every((question) => state.questions[question.id]?.record)
    if (!complete && percent < storedScore) return
    set('cmi.core.score.min', '0')
    set('cmi.core.score.max', '100')
    set('cmi.core.score.raw', String(percent))
    storedScore = percent
  }

  const sendInteractions = () => {
    if (!api || finished) return
    for (const interaction of waiting) {
      const prefix = `cmi.interactions.${interactionIndex}`
      interactionIndex += 1
      set(`${prefix}.id`, interaction.id)
      set(`${prefix}.type`, interaction.type)
      set(`${prefix}.time`, interaction.time)
      set(`${prefix}.weighting`, interaction.weighting)
      interaction.correctPatterns.forEach((pattern, index) => set(`${prefix}.correct_responses.${index}.pattern`, pattern))
      set(`${prefix}.student_response`, interaction.response)
      set(`${prefix}.result`, interaction.result)
      set(`${prefix}.latency`, interaction.latency)
    }
    waiting = []
  }

  const commit = () => {
    if (!api || finished || readOnly) return
    sendInteractions()
    sendState()
    set('cmi.core.session_time', formatTimespan(Date.now() - startedMs))
    api.commit()
  }

  return {
    stateLimit: suspendDataLimit,
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
      const now = new Date()
      const timeOfDay = [now.getHours(), now.getMinutes(), now.getSeconds()] as const
      waiting.push(toScorm12Interaction(question, record, { timeOfDay, latencyMs }))
    },
    commit,
    finish: () => {
      if (finished) return
      commit()
      finished = true
      api?.finish()
    },
  }
}

/** What the platform says about the status counts beside the suspend data: it may have lost one of them. */
function readState(api: Scorm12Api, lesson: PlayerLesson): LearnerState {
  const stored = api.get('cmi.suspend_data')
  const state = stored === '' ? freshState : decodeState(lesson, stored)
  const status = api.get('cmi.core.lesson_status')
  const best = status === 'passed' || state.best === 'passed' ? 'passed' : status === 'completed' ? 'completed' : state.best
  const location = Number(api.get('cmi.core.lesson_location')) * 1000
  const known = state.positionMs === 0 && location > 0 && location <= lesson.durationMs
  return { ...state, best, positionMs: known ? location : state.positionMs }
}
