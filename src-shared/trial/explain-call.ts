import { tryCallText as words } from '../messages/ui/try.ts'

/** A call of a lesson on the API of SCORM 1.2 or 2004, and what it got. */
export type ExplainedCall = {
  readonly method: string
  readonly args: readonly string[]
  readonly result: string
  readonly errorCode: string
  readonly errorText: string
}

export type CallMeaning = {
  /** `ask`: the lesson only wanted to know. */
  readonly kind: 'tell' | 'ask' | 'session' | 'refused'
  readonly sentence: string
}

/** What a call means; `values` are those that were set before it. */
export function explainCall(call: ExplainedCall, values: Readonly<Record<string, string>>): CallMeaning {
  const method = call.method.replace(/^LMS/, '')
  const [name = '', value = ''] = call.args
  const isRefused = call.result === 'false'
  const sentence = explainMethod(method, name, value, call, values)
  if (isRefused) return { kind: 'refused', sentence: words.refused(sentence, call.errorText) }
  return { kind: method === 'GetValue' ? 'ask' : method === 'SetValue' ? 'tell' : 'session', sentence }
}

function explainMethod(
  method: string,
  name: string,
  value: string,
  { result, method: whole }: ExplainedCall,
  values: Readonly<Record<string, string>>,
): string {
  switch (method) {
    case 'Initialize':
      return words.opened
    case 'Finish':
    case 'Terminate':
      return words.closed
    case 'Commit':
      return words.saved
    case 'GetValue':
      return words.asked(shortName(name), shorten(result))
    case 'SetValue':
      return words.told(explainValue(name, value, values))
    default:
      return words.other(whole, shorten(result))
  }
}

const shortName = (name: string): string => name.replace(/^cmi\.(core\.)?/, '').replaceAll('_', ' ')

const shorten = (value: string): string => (value.length > 80 ? `${value.slice(0, 77)}…` : value)

/** Strangers may send the names that every object has. */
const known = (sentences: Readonly<Record<string, string>>, value: string): string | undefined =>
  Object.hasOwn(sentences, value) ? sentences[value] : undefined

const statusNames = ['lesson_status', 'completion_status', 'success_status']

function explainValue(name: string, value: string, values: Readonly<Record<string, string>>): string {
  const part = name.replace(/^cmi\.(core\.)?/, '')
  if (statusNames.includes(part)) return known(words.status, value) ?? words.other(shortName(name), value)
  const answer = /^interactions\.\d+\.(.+)$/.exec(part)?.[1]
  if (answer !== undefined) return explainAnswer(answer, value)
  const goal = /^objectives\.\d+\.(.+)$/.exec(part)?.[1]
  if (goal !== undefined) return words.goal(goal.replaceAll('_', ' '), shorten(value))
  switch (part) {
    case 'score.raw':
      return words.points(value, values[name.replace(/raw$/, 'max')] || '100')
    case 'score.min':
      return words.lowest(value)
    case 'score.max':
      return words.highest(value)
    case 'score.scaled':
      return words.scaled(toPercent(value))
    case 'progress_measure':
      return words.progress(toPercent(value))
    case 'suspend_data':
      return words.state(value.length)
    case 'lesson_location':
    case 'location':
      return words.place(/^\d+(\.\d+)?$/.test(value) ? formatClock(Number(value)) : `“${shorten(value)}”`)
    case 'exit':
      return value === 'suspend' ? words.comesBack : words.finished
    case 'session_time':
      return words.sessionTime(formatSeconds(readDuration(value)))
    default:
      return words.other(shortName(name), shorten(value))
  }
}

function explainAnswer(part: string, value: string): string {
  if (part === 'id') return words.question(shorten(value))
  if (part === 'result') return known(words.answerResult, value) ?? words.answerPart('result', value)
  if (part === 'student_response' || part === 'learner_response') return words.answerGiven(shorten(readable(value)))
  if (/^correct_responses\.\d+\.pattern$/.test(part)) return words.answerRight(shorten(readable(value)))
  if (part === 'type') return words.answerKind(known(words.answerKinds, value) ?? shorten(value))
  if (part === 'weighting') return words.answerCounts(value)
  if (part === 'description') return words.questionReads(shorten(readable(value)))
  if (part === 'time' || part === 'timestamp') return words.answerTime(/\d\d:\d\d:\d\d/.exec(value)?.[0] ?? shorten(value))
  if (part === 'latency') return words.answerPart('the time to think', formatSeconds(readDuration(value)))
  return words.answerPart(part.replaceAll('_', ' '), shorten(value))
}

/** Without the signs with which SCORM parts and marks answers. */
const readable = (value: string): string =>
  value
    .replace(/\{(lang|case_matters|order_matters)=[^}]*\}/g, '')
    .replaceAll('[,]', ', ')
    .replaceAll('[.]', ' = ')

const toPercent = (value: string): number => Math.round(Number(value) * 10_000) / 100

/** Seconds of `HH:MM:SS.ss` (SCORM 1.2) or `PT1M2.5S` (SCORM 2004, xAPI); 0 for anything else. */
export function readDuration(value: string): number {
  const clock = /^(\d{2,4}):(\d\d):(\d\d(?:\.\d{1,2})?)$/.exec(value)
  if (clock) return Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3])
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(value)
  if (!parts) return 0
  const [days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0))
  return ((days ?? 0) * 24 + (hours ?? 0)) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0)
}

/** A length, as `8.5 s` or `1:05 min`. */
export function formatSeconds(seconds: number): string {
  return seconds < 60 ? `${Math.max(0, Math.round(seconds * 10) / 10)} s` : `${formatClock(seconds)} min`
}

/** A place in a film, as `1:05`. */
export function formatClock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
