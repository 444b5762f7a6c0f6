import { isGraded } from './grade.ts'
import type { QuestionRecord } from './learner-state.ts'
import type { Score } from './outcome.ts'
import type { ReportedItem } from './player-lesson.ts'
import { reportedKinds } from './reported-answer.ts'
import { formatDuration, writeAnswer, writeRightAnswers } from './scorm-2004.ts'

/** Who learns, and what the platform wants in every context: handed on as they came. */
export type XapiObject = Readonly<Record<string, unknown>>

/** An xAPI 1.0.3 statement. */
export type XapiStatement = {
  readonly id: string
  readonly actor: XapiObject
  readonly verb: { readonly id: string; readonly display: Readonly<Record<string, string>> }
  readonly object: XapiObject
  readonly result?: XapiObject
  readonly context: XapiObject
  /** ISO 8601, UTC. */
  readonly timestamp: string
}

/** The verbs of cmi5 that a lesson says (cmi5 9.3), those for a question and for a score without a verdict, and those for its film. */
export const xapiVerbs = [
  'initialized',
  'completed',
  'passed',
  'failed',
  'terminated',
  'answered',
  'scored',
  'played',
  'paused',
  'seeked',
  'interacted',
] as const
export type XapiVerb = (typeof xapiVerbs)[number]

const filmOnly: ReadonlySet<XapiVerb> = new Set(['played', 'paused', 'seeked'])

export const xapiVerb = (verb: XapiVerb): XapiStatement['verb'] => ({
  id: filmOnly.has(verb) ? `https://w3id.org/xapi/video/verbs/${verb}` : `http://adlnet.gov/expapi/verbs/${verb}`,
  display: { en: verb },
})

const categories = {
  cmi5: { id: 'https://w3id.org/xapi/cmi5/context/categories/cmi5' },
  moveOn: { id: 'https://w3id.org/xapi/cmi5/context/categories/moveon' },
} as const
const masteryExtension = 'https://w3id.org/xapi/cmi5/context/extensions/masteryscore'

type ContextParts = {
  readonly registration: string
  readonly verb: XapiVerb
  /** 0 to 1, where the platform set one. */
  readonly masteryScore: number | null
  /** Of a statement about the film of a lesson, which is no business of cmi5. */
  readonly film?: { readonly category: XapiObject; readonly lessonId: string; readonly extensions: XapiObject }
}

/**
 * The context of a statement: all of the platform's template, and what marks it as one that cmi5 defines (9.6). `answered` is of
 * our own and must not carry that mark, as must none that tells of the score so far or of the film.
 */
export function xapiContext(template: XapiObject, { registration, verb, masteryScore, film }: ContextParts): XapiObject {
  const activities = asObject(template['contextActivities'])
  const given = Array.isArray(activities['category']) ? (activities['category'] as readonly unknown[]) : []
  const isMoveOn = verb === 'completed' || verb === 'passed' || verb === 'failed'
  const isDefined = film === undefined && verb !== 'answered' && verb !== 'scored'
  const defined = isDefined ? [categories.cmi5, ...(isMoveOn ? [categories.moveOn] : [])] : []
  const own = film ? [film.category] : defined
  const isJudged = verb === 'passed' || verb === 'failed'
  const parent = Array.isArray(activities['parent']) ? (activities['parent'] as readonly unknown[]) : []
  const extensions = {
    ...asObject(template['extensions']),
    ...film?.extensions,
    ...(isJudged && masteryScore !== null ? { [masteryExtension]: masteryScore } : {}),
  }
  const category = [...given, ...own]
  return {
    ...template,
    registration,
    contextActivities: {
      ...activities,
      ...(film ? { parent: [...parent, { objectType: 'Activity', id: film.lessonId }] } : {}),
      ...(category.length > 0 ? { category } : {}),
    },
    ...(Object.keys(extensions).length > 0 ? { extensions } : {}),
  }
}

function asObject(value: unknown): XapiObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as XapiObject) : {}
}

/** A score as the share of all points, 0 to 1 with four decimals, rounded down as everywhere, and in points where they are whole: cmi5 (9.5.1) wants integers. */
export function xapiScore({ earned, possible }: Score): XapiObject {
  const scaled = Math.floor((earned / possible) * 10_000 + 1e-6) / 10_000
  return Number.isInteger(earned) && Number.isInteger(possible) ? { scaled, raw: earned, min: 0, max: possible } : { scaled }
}

type Asked = {
  /** IRI of the lesson. */
  readonly activityId: string
  /** BCP 47. */
  readonly language: string
}

/** The question as an interaction activity (xAPI 1.0.3, part 2, 2.4.4.1: interaction activities). */
export function xapiQuestion(question: ReportedItem, { activityId, language }: Asked): XapiObject {
  const type = reportedKinds[question.type]
  const correctPatterns = writeRightAnswers(question)
  const inLanguage = (text: string) => ({ [language]: text })
  const items = question.choices.map(({ code, text }) => ({ id: code, description: inLanguage(text) }))
  const partners = question.choices.map(({ code, match }) => ({ id: code, description: inLanguage(match) }))
  return {
    objectType: 'Activity',
    id: `${activityId}/question/${encodeURIComponent(question.id)}`,
    definition: {
      type: 'http://adlnet.gov/expapi/activities/cmi.interaction',
      name: inLanguage(question.prompt),
      description: inLanguage(question.prompt),
      interactionType: type,
      ...(correctPatterns.length > 0 ? { correctResponsesPattern: correctPatterns } : {}),
      ...(type === 'choice' || type === 'sequencing' ? { choices: items } : {}),
      ...(type === 'matching' ? { source: items, target: partners } : {}),
      ...(type === 'performance' ? { steps: items } : {}),
    },
  }
}

/** What the learner answered; nothing is right or wrong in a poll or a reflection. */
export function xapiAnswer(question: ReportedItem, record: QuestionRecord, latencyMs: number): XapiObject {
  const score = question.scored && question.points > 0 ? xapiScore({ earned: record.earned, possible: question.points }) : null
  return {
    response: writeAnswer(question, record),
    completion: true,
    duration: formatDuration(latencyMs),
    ...(isGraded(question) ? { success: record.correct } : {}),
    ...(score && (isGraded(question) || question.type === 'self-assessment') ? { score } : {}),
  }
}
