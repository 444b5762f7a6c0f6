import { tryCallText as words } from '../messages/ui/try.ts'

type Loose = Readonly<Record<string, unknown>>
/** An xAPI statement, as far as it is explained. */
export type ExplainedStatement = {
  readonly verb: { readonly id: string; readonly display?: unknown }
  readonly object: { readonly id: string }
} & Loose

/** What a statement says, in words. */
export function explainStatement(statement: ExplainedStatement): string {
  const verb = statement.verb.id.split('/').at(-1) ?? statement.verb.id
  const result = asObject(statement['result'])
  if (verb === 'answered') {
    const response =
      typeof result['response'] === 'string' ? result['response'].replaceAll('[,]', ', ').replaceAll('[.]', ' = ') : ''
    const success = typeof result['success'] === 'boolean' ? result['success'] : null
    return words.answeredStatement(nameOf(statement), response.slice(0, 80), success)
  }
  if (verb === 'attempted') return words.attemptedStatement(nameOf(statement).slice(0, 80))
  const ofFilm = isAboutFilm(statement) ? words.filmStatements[verb] : undefined
  if (ofFilm !== undefined) return ofFilm
  const scaled = asObject(result['score'])['scaled']
  const score = typeof scaled === 'number' ? ` ${words.withScore(Math.round(scaled * 10_000) / 100)}` : ''
  return `${words.statements[verb] ?? words.otherStatement(displayOf(asObject(statement.verb)) || verb)}${score}`
}

/** Statements of the xAPI Video Profile stand beside those of the lesson, with some of the same verbs. */
export function isAboutFilm(statement: ExplainedStatement): boolean {
  const categories = asObject(asObject(statement['context'])['contextActivities'])['category']
  return Array.isArray(categories) && categories.some((each) => asObject(each)['id'] === 'https://w3id.org/xapi/video')
}

function nameOf({ object }: ExplainedStatement): string {
  const definition = asObject(asObject(object)['definition'])
  return firstText(definition['name']) || firstText(definition['description']) || object.id
}

const displayOf = (verb: Loose): string => firstText(verb['display'])

/** Of a language map, whatever the language. */
function firstText(map: unknown): string {
  const text = Object.values(asObject(map)).find((value) => typeof value === 'string')
  return typeof text === 'string' ? text.slice(0, 200) : ''
}

function asObject(value: unknown): Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : {}
}
