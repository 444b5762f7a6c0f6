/** An xAPI statement as it arrived. */
export type Statement = {
  readonly id: string
  readonly actor: unknown
  readonly verb: { readonly id: string }
  readonly object: { readonly id: string; readonly definition?: Readonly<Record<string, unknown>> }
  readonly result?: Readonly<Record<string, unknown>>
  readonly context: {
    readonly registration: string
    readonly extensions?: Readonly<Record<string, unknown>>
    readonly contextActivities: { readonly category?: readonly { readonly id: string }[]; readonly grouping?: unknown }
  }
  readonly timestamp: string
}

/** The last part of each verb's name. */
export const verbsOf = (statements: readonly Statement[]): readonly string[] =>
  statements.map(({ verb }) => verb.id.split('/').at(-1) ?? verb.id)

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i
/** A scheme and something behind it (RFC 3987, coarsely). */
const iri = /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i
/** ISO 8601 with a time zone, as xAPI 1.0.3 (part 2, 4.5) wants it. */
const timestamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isIri = (value: unknown): boolean => typeof value === 'string' && iri.test(value)

/** Why a record store refuses what was sent as a statement (xAPI 1.0.3, part 2); null where it takes it. */
export function findFault(value: unknown): string | null {
  if (!isObject(value)) return 'it is no object'
  const { id, actor, verb, object, context, result } = value
  if (typeof id !== 'string' || !uuid.test(id)) return 'its id is no UUID'
  if (!isObject(actor)) return 'nobody did it'
  if (!isObject(verb) || !isIri(verb['id'])) return 'its verb has no absolute name'
  if (!isObject(object) || !isIri(object['id'])) return 'its object has no absolute name'
  if (!isObject(context) || typeof context['registration'] !== 'string') return 'it belongs to no registration'
  if (!isObject(context['contextActivities'])) return 'it lacks the activities around it'
  if (typeof value['timestamp'] !== 'string' || !timestamp.test(value['timestamp'])) return 'its timestamp is none'
  if (context['extensions'] !== undefined && !areNamed(context['extensions'])) return 'an extension has no absolute name'
  return result === undefined ? null : findResultFault(result)
}

function areNamed(extensions: unknown): boolean {
  return isObject(extensions) && Object.keys(extensions).every(isIri)
}

function findResultFault(result: unknown): string | null {
  if (!isObject(result)) return 'its result is no object'
  if (result['extensions'] !== undefined && !areNamed(result['extensions'])) return 'an extension has no absolute name'
  const { score, duration } = result
  if (duration !== undefined && !/^P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/.test(String(duration)))
    return 'its duration is none'
  if (score === undefined) return null
  if (!isObject(score)) return 'its score is no object'
  const { scaled, raw, min, max } = score
  if (scaled !== undefined && (typeof scaled !== 'number' || scaled < -1 || scaled > 1))
    return 'its scaled score is outside -1 to 1'
  const isOutside = typeof raw === 'number' && ((typeof min === 'number' && raw < min) || (typeof max === 'number' && raw > max))
  return isOutside ? 'its raw score is outside its limits' : null
}
