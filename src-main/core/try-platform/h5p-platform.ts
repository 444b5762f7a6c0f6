import { randomUUID } from 'node:crypto'
import { z } from '#shared/base/zod.ts'
import type { StoreEvent, StoreReply } from '../record-store/record-store.ts'
import type { Statement } from '../record-store/statement.ts'

/** What a platform keeps for H5P's player: one state for each content, and the statements that it hears. */
export type H5pPlatform = {
  /** Answers nothing of use while it is away. */
  isAway: boolean
  /** `name` is the path below `trialH5pStorePath`; never throws. */
  answer(method: string, name: string, body: string): StoreReply
  /** Begins again with a learner of whom nothing is known. */
  forget(): void
}

const mostStates = 200
const mostStatements = 5000
/** Of one learner: H5P saves every few seconds, and what asks far more than that is no lesson. */
const mostRequests = 20_000
/** Characters of all that is kept. */
const mostText = 8_000_000

/** H5P sends neither an id nor always a time: the one who stores a statement gives them (xAPI 1.0.3, part 2, 2.3.1). */
const statementSchema = z.looseObject({
  id: z.uuid().catch(() => randomUUID()),
  verb: z.looseObject({ id: z.string().max(2000) }),
  object: z.looseObject({ id: z.string().max(2000) }),
  timestamp: z.iso.datetime({ offset: true }).catch(() => new Date().toISOString()),
})

export function createH5pPlatform(onEvent: (event: StoreEvent) => void): H5pPlatform {
  const states = new Map<string, string>()
  let [heard, heardLength, requests] = [0, 0, 0]

  const answerState = (method: string, name: string, body: string): StoreReply => {
    if (method === 'GET') {
      const text = states.get(name)
      onEvent({ kind: 'read', name, found: text !== undefined })
      return { status: 200, json: { success: true, data: text ?? false } }
    }
    // As H5P's own platforms take it: a form, in which 0 forgets.
    const text = new URLSearchParams(body).get('data') ?? '0'
    const keptLength = [...states].reduce((sum, [key, { length }]) => sum + (key === name ? 0 : length), 0)
    if (keptLength + text.length > mostText || (states.size >= mostStates && !states.has(name))) {
      onEvent({ kind: 'refused', request: `POST ${name}`, reason: 'it is more than platforms keep' })
      return { status: 413 }
    }
    if (text === '0') {
      if (states.delete(name)) onEvent({ kind: 'forget', name })
    } else {
      states.set(name, text)
      onEvent({ kind: 'write', name, text })
    }
    return { status: 200, json: { success: true } }
  }

  const hear = (body: string): StoreReply => {
    const parsed = statementSchema.safeParse(parseJson(body))
    if (!parsed.success) {
      onEvent({ kind: 'refused', request: 'POST statements', reason: 'a statement lacks its verb or its object' })
      return { status: 400 }
    }
    heard += 1
    heardLength += body.length
    if (heard > mostStatements || heardLength > mostText) return { status: 413 }
    onEvent({ kind: 'statement', statement: parsed.data as unknown as Statement })
    return { status: 204 }
  }

  const platform: H5pPlatform = {
    isAway: false,
    answer: (method, name, body) => {
      requests += 1
      if (requests > mostRequests) {
        if (requests === mostRequests + 1)
          onEvent({ kind: 'refused', request: `${method} ${name}`, reason: 'it asks far more than any lesson does' })
        return { status: 429 }
      }
      if (platform.isAway) {
        onEvent({ kind: 'away', request: `${method} ${name}` })
        return { status: 503 }
      }
      if (name === 'statements' && method === 'POST') return hear(body)
      const state = /^state\/([^/]{1,100}\/[^/]{1,100})$/.exec(name)?.[1]
      return state !== undefined && (method === 'GET' || method === 'POST') ? answerState(method, state, body) : { status: 404 }
    },
    forget: () => {
      states.clear()
      ;[heard, heardLength, requests] = [0, 0, 0]
    },
  }
  return platform
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
