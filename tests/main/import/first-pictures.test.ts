import { describe, expect, it } from 'vitest'
import { createFirstPictures } from '#main/core/import/first-pictures.ts'

const picture = { width: 2, height: 2, data: new Uint8Array(6) }

describe('first pictures of films on their way', () => {
  it('reach whoever waits, before and after they are there', async () => {
    const pictures = createFirstPictures()
    pictures.follow({ id: 'job', state: 'queued' })
    const early = pictures.wait('job')
    pictures.follow({ id: 'job', state: 'running' })
    pictures.offer('job', picture)
    expect(await early).toBe(picture)
    expect(await pictures.wait('job')).toBe(picture)
  })

  it('are not waited for once the job is over, however it ended', async () => {
    const pictures = createFirstPictures()
    for (const state of ['succeeded', 'failed', 'cancelled', 'interrupted'] as const) {
      pictures.follow({ id: state, state: 'running' })
      const waiting = pictures.wait(state)
      pictures.follow({ id: state, state })
      expect(await waiting).toBeNull()
      pictures.offer(state, picture)
      expect(await pictures.wait(state)).toBeNull()
    }
  })

  it('of one job are not those of another', async () => {
    const pictures = createFirstPictures()
    pictures.follow({ id: 'a', state: 'running' })
    pictures.follow({ id: 'b', state: 'running' })
    const other = pictures.wait('b')
    pictures.offer('a', picture)
    pictures.follow({ id: 'b', state: 'cancelled' })
    expect(await other).toBeNull()
  })
})
