import { completionProgress } from '#shared/quiz/outcome.ts'
import { formatDuration, toScorm2004Interaction } from '#shared/quiz/scorm-2004.ts'
import type { ScormEdition } from './scorm-edition.ts'

const completionElement = 'cmi.completion_status'
const successElement = 'cmi.success_status'

/** SCORM 2004, 4th Edition (Run-Time Environment, 2009); the 3rd has the same elements. */
export function scorm2004(language: string): ScormEdition {
  return {
    api: {
      object: 'API_1484_11',
      initialise: 'Initialize',
      get: 'GetValue',
      set: 'SetValue',
      commit: 'Commit',
      finish: 'Terminate',
      status: completionElement,
    },
    stateLimit: 64_000,
    elements: {
      mode: 'cmi.mode',
      rawScore: 'cmi.score.raw',
      state: 'cmi.suspend_data',
      location: 'cmi.location',
      exit: 'cmi.exit',
      sessionTime: 'cmi.session_time',
    },
    readStatus(get) {
      const [completion, success] = [get(completionElement), get(successElement)]
      const best = success === 'passed' ? 'passed' : completion === 'completed' ? 'completed' : 'none'
      return { isNew: completion !== 'completed' && completion !== 'incomplete', best }
    },
    firstValues: [[completionElement, 'incomplete']],
    scoreValues: (percent) => [
      ['cmi.score.min', '0'],
      ['cmi.score.max', '100'],
      ['cmi.score.raw', String(percent)],
      ['cmi.score.scaled', String(Math.round(percent * 100) / 10_000)],
    ],
    outcomeValues: (lesson, state, { completed, success }) => [
      ['cmi.progress_measure', String(completionProgress(lesson, state))],
      [completionElement, completed ? 'completed' : 'incomplete'],
      [successElement, success],
    ],
    // After a normal exit the next visit would be a new attempt, without what was reached.
    exit: () => 'suspend',
    timespan: formatDuration,
    interactionValues(question, record, circumstances) {
      const interaction = toScorm2004Interaction(question, record, { ...circumstances, language })
      return [
        ['id', interaction.id],
        ['type', interaction.type],
        ['timestamp', interaction.timestamp],
        ['description', interaction.description],
        ['weighting', interaction.weighting],
        ...interaction.correctPatterns.map((pattern, index) => [`correct_responses.${index}.pattern`, pattern] as const),
        ['learner_response', interaction.response],
        ['result', interaction.result],
        ['latency', interaction.latency],
      ]
    },
  }
}
