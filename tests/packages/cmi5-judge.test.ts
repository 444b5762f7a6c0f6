import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { statement as judgeStatement } from '@learninglocker/xapi-validation/dist/factory.js'
import type Cmi5 from '@xapi/cmi5'
import { Window } from 'happy-dom'
import { beforeAll, expect, it } from 'vitest'
import { findBreaches } from '#main/core/record-store/find-breaches.ts'
import { createRecordStore } from '#main/core/record-store/record-store.ts'
import { serveRecordStore } from '#main/core/record-store/serve-record-store.ts'
import type { Statement } from '#main/core/record-store/statement.ts'
import { runJourney } from '#main/core/headless-learner/run-journey.ts'
import { buildPlayer } from './build-package.ts'
import { everyKind, quiz } from './journeys/lessons.ts'
import { readScormScripts, readStart, readTexts } from './journeys/read-texts.ts'

beforeAll(buildPlayer)

/** The library is for pages and calls by XMLHttpRequest. */
async function openLibrary(url: string): Promise<{ readonly Unit: typeof Cmi5; readonly close: () => Promise<void> }> {
  const script = await readFile(createRequire(import.meta.url).resolve('@xapi/cmi5/dist/Cmi5.umd.js'), 'utf8')
  const settings = { enableJavaScriptEvaluation: true, suppressInsecureJavaScriptEnvironmentWarning: true }
  const page = new Window({ url, settings })
  page.eval(script)
  return { Unit: Reflect.get(page, 'Cmi5') as typeof Cmi5, close: () => page.happyDOM.close() }
}

const mastery = 0.8

/** The same session as told by a client library of others. */
async function hearLibrary(): Promise<readonly Statement[]> {
  const store = createRecordStore()
  const served = await serveRecordStore(store)
  const { Unit, close } = await openLibrary(served.address)
  try {
    const launch = new URLSearchParams(store.launch(served.address, { masteryScore: mastery }))
    const read = (name: string): string => launch.get(name) ?? ''
    const unit = new Unit({
      fetch: read('fetch'),
      endpoint: read('endpoint'),
      actor: JSON.parse(read('actor')) as never,
      registration: read('registration'),
      activityId: read('activityId'),
    })
    await unit.initialize()
    await unit.complete()
    await unit.pass({ scaled: 1, raw: 6, min: 0, max: 6 })
    await unit.terminate()
    expect(store.offences).toEqual([])
    return store.statements
  } finally {
    await close()
    await served.close()
  }
}

async function hearOurs(make: typeof everyKind = quiz): Promise<readonly Statement[]> {
  const texts = await readTexts(make({ questionsAnswered: true, minScorePercent: mastery * 100 }), 'cmi5')
  const order = { format: 'cmi5', start: readStart(texts), texts, journey: null, scripts: await readScormScripts() } as const
  const { calls, faults } = await runJourney(order)
  expect(faults).toEqual([])
  return calls.flatMap(({ subject }) => (subject.kind === 'statement' ? [subject.statement as Statement] : []))
}

const marks = ({ context }: Statement): readonly string[] =>
  (context.contextActivities.category ?? []).map(({ id }) => id).toSorted()
const cmi5Mark = 'https://w3id.org/xapi/cmi5/context/categories/cmi5'

/** What cmi5 fixes of a statement; times and ids differ. */
const shapeOf = (statement: Statement): object => ({
  verb: statement.verb.id,
  object: statement.object.id,
  marks: marks(statement),
  result: Object.keys(statement.result ?? {}).toSorted(),
  score: statement.result?.['score'],
  success: statement.result?.['success'],
  completion: statement.result?.['completion'],
  mastery: statement.context.extensions?.['https://w3id.org/xapi/cmi5/context/extensions/masteryscore'],
  grouping: statement.context.contextActivities.grouping,
})

it('says of its lesson what a cmi5 client library says', async () => {
  const theirs = await hearLibrary()
  const ours = (await hearOurs()).filter((statement) => marks(statement).includes(cmi5Mark))
  expect(ours.map(shapeOf)).toEqual(theirs.map(shapeOf))
})

it('says of its film what the video profile knows, and nothing that only cmi5 may', async () => {
  const ours = await hearOurs()
  const film = ours.filter(({ object }) => object.id.endsWith('/video'))
  expect(film.map(({ verb }) => verb.id.split('/').at(-1))).toEqual([
    'initialized',
    ...Array.from({ length: 4 }, () => ['played', 'paused']).flat(),
    'completed',
    'terminated',
  ])
  for (const statement of film) expect(marks(statement)).toEqual(['https://w3id.org/xapi/video'])
  const [first, last] = [ours.indexOf(film[0] as Statement), ours.indexOf(film.at(-1) as Statement)]
  expect(ours[0]?.verb.id).toContain('initialized')
  expect(first).toBeGreaterThan(0)
  expect(last).toBe(ours.length - 2)
  const actor = ours[0]?.actor
  expect(findBreaches(ours, { actor, registration: ours[0]?.context.registration ?? '' })).toEqual([])
  const answered = ours.filter(({ verb }) => verb.id.endsWith('/answered'))
  expect(answered.map(({ object }) => object.definition?.['interactionType'])).toEqual([
    'choice',
    'choice',
    'true-false',
    'fill-in',
  ])
  expect(answered.map(({ object }) => object.definition?.['correctResponsesPattern'])).toEqual([
    ['a'],
    ['e[,]h'],
    ['false'],
    ['{case_matters=false}Jupiter'],
  ])
})

it('says nothing that the record store Learning Locker would refuse', async () => {
  const ours = await hearOurs(everyKind)
  const complaints = (statement: unknown): readonly unknown[] => judgeStatement(statement, ['statement'])
  const kinds = new Set(ours.map(({ object }) => object.definition?.['interactionType']))
  for (const kind of ['choice', 'fill-in', 'matching', 'sequencing', 'long-fill-in']) expect(kinds).toContain(kind)
  expect(ours.flatMap(complaints)).toEqual([])
  const [first] = ours
  expect(complaints({ ...first, verb: { id: 'initialized' } })).toHaveLength(1)
  expect(complaints({ ...first, result: { score: { scaled: 1.5 }, duration: '4 s' } })).toHaveLength(2)
})
