import { expect, it } from 'vitest'
import { shareWork } from '#main/core/batch/schedule.ts'

const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5))

/** Works on what `pending` holds; tells the order, and how many were worked on at once. */
async function share(pending: string[], work: (item: string) => Promise<void>, signal = new AbortController().signal) {
  const done: string[] = []
  let [running, most] = [0, 0]
  await shareWork(
    () => pending.shift() ?? null,
    [1, 2],
    async (item) => {
      most = Math.max(most, (running += 1))
      try {
        await work(item)
        done.push(item)
      } finally {
        running -= 1
      }
    },
    signal,
  )
  return { done, most }
}

it('uses every worker for what comes while the last piece is worked on', async () => {
  const pending = ['first']
  const { done, most } = await share(pending, async (item) => {
    await soon()
    if (item === 'first') pending.push('a', 'b', 'c')
  })
  expect(done).toEqual(['first', 'a', 'b', 'c'])
  expect(most).toBe(2)
})

it('begins nothing more after a failure, and throws it once all has come to its end', async () => {
  const pending = ['slow', 'bad', 'never']
  const ended: string[] = []
  const work = async (item: string): Promise<void> => {
    if (item === 'bad') throw new Error('no disk')
    await soon()
    ended.push(item)
  }
  await expect(share(pending, work)).rejects.toThrow('no disk')
  expect([ended, pending]).toEqual([['slow'], ['never']])
})

it('ends when it is given up, also while a worker has nothing to do', async () => {
  const controller = new AbortController()
  const pending = ['only']
  const shared = share(
    pending,
    async () => {
      controller.abort()
      pending.push('late')
    },
    controller.signal,
  )
  expect(await shared).toEqual({ done: ['only'], most: 1 })
  expect(pending).toEqual(['late'])
})
