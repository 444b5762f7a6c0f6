import { expect, it } from 'vitest'
import { createSharedFacts } from '#main/core/batch/shared-facts.ts'
import type { MediaEngine } from '#main/core/media/media-engine.ts'
import { appError } from '#shared/messages/app-error.ts'

type Probe = MediaEngine['probe']
type Report = Awaited<ReturnType<Probe>>

/** Looks at a file until it is stopped, or let go. */
function createSlowProbe() {
  const lookers: { readonly finish: () => void }[] = []
  const report = {} as Report
  const probe: Probe = (_file, { signal } = {}) =>
    new Promise((resolve, reject) => {
      lookers.push({ finish: () => resolve(report) })
      signal?.addEventListener('abort', () => reject(appError('cancelled', {})))
    })
  return { media: { probe }, lookers, report }
}

const noFolder = (): Promise<string> => Promise.reject(new Error('no folder is needed'))

it('one item that is cancelled takes nothing away from another that waits for the same file', async () => {
  const { media, lookers, report } = createSlowProbe()
  const shared = createSharedFacts(noFolder)
  const [first, second] = [new AbortController(), new AbortController()]
  const ofFirst = shared.examine('intro.mp4', media, first.signal)
  const ofSecond = shared.examine('intro.mp4', media, second.signal)
  expect(lookers).toHaveLength(1)
  first.abort()
  await expect(ofFirst).rejects.toMatchObject({ code: 'cancelled' })
  await expect.poll(() => lookers.length).toBe(2)
  lookers[1]?.finish()
  expect(await ofSecond).toBe(report)
})

it('who is stopped while another one looks hears no answer of that one', async () => {
  const { media, lookers } = createSlowProbe()
  const shared = createSharedFacts(noFolder)
  const [first, second] = [new AbortController(), new AbortController()]
  const both = [first, second].map(({ signal }) => shared.examine('intro.mp4', media, signal))
  second.abort()
  first.abort()
  for (const each of both) await expect(each).rejects.toMatchObject({ code: 'cancelled' })
  expect(lookers).toHaveLength(1)
})
