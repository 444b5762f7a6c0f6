import { formatTimespan, toScorm12Interaction, toScorm12Status } from '#shared/quiz/scorm-12.ts'
import { suspendDataLimit } from '#shared/quiz/state-encoding.ts'
import type { ScormEdition } from './scorm-edition.ts'

const statusElement = 'cmi.core.lesson_status'

/** SCORM 1.2 (Run-Time Environment, 2001). */
export const scorm12: ScormEdition = {
  api: {
    object: 'API',
    initialise: 'LMSInitialize',
    get: 'LMSGetValue',
    set: 'LMSSetValue',
    commit: 'LMSCommit',
    finish: 'LMSFinish',
    status: statusElement,
  },
  stateLimit: suspendDataLimit,
  elements: {
    mode: 'cmi.core.lesson_mode',
    rawScore: 'cmi.core.score.raw',
    state: 'cmi.suspend_data',
    location: 'cmi.core.lesson_location',
    exit: 'cmi.core.exit',
    sessionTime: 'cmi.core.session_time',
  },
  readStatus(get) {
    const status = get(statusElement)
    const best = status === 'passed' || status === 'completed' ? status : 'none'
    return { isNew: status === '' || status === 'not attempted', best }
  },
  firstValues: [[statusElement, 'incomplete']],
  scoreValues: (percent) => [
    ['cmi.core.score.min', '0'],
    ['cmi.core.score.max', '100'],
    ['cmi.core.score.raw', String(percent)],
  ],
  outcomeValues: (_lesson, _state, outcome) => [[statusElement, toScorm12Status(outcome)]],
  exit: (over) => (over ? '' : 'suspend'),
  timespan: formatTimespan,
  interactionValues(question, record, { answeredAt, latencyMs }) {
    const timeOfDay = [answeredAt.getHours(), answeredAt.getMinutes(), answeredAt.getSeconds()] as const
    const interaction = toScorm12Interaction(question, record, { timeOfDay, latencyMs })
    return [
      ['id', interaction.id],
      ['type', interaction.type],
      ['time', interaction.time],
      ['weighting', interaction.weighting],
      ...interaction.correctPatterns.map((pattern, index) => [`correct_responses.${index}.pattern`, pattern] as const),
      ['student_response', interaction.response],
      ['result', interaction.result],
      ['latency', interaction.latency],
    ]
  },
}
