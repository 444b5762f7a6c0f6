import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { call as realCall, followJob as realFollow } from '#renderer/ipc/client.ts'
import { MediaPreparations } from '#renderer/editor/media/preparations.ts'
import type { JobSnapshot } from '#shared/ipc/areas/jobs.ts'
import { appError } from '#shared/messages/app-error.ts'
import type { AssetId, LessonId } from '#shared/project/ids.ts'
import { seconds, videoAsset } from '../../../shared/project/sample-document.ts'

type Update = (job: Pick<JobSnapshot, 'fraction'>) => void

const call = vi.hoisted(() => vi.fn<(channel: string, input: unknown) => Promise<unknown>>())
const followJob = vi.hoisted(() => vi.fn<(jobId: string, onUpdate: Update) => Promise<Pick<JobSnapshot, 'state' | 'error'>>>())
vi.mock('#renderer/ipc/client.ts', () => ({
  call: call as unknown as typeof realCall,
  followJob: followJob as unknown as typeof realFollow,
}))

const id = 'clip' as AssetId
const asset = { ...videoAsset(id, seconds(4)) }
const follow = (preparations: MediaPreparations): void => preparations.follow({ assets: { [id]: asset } })

beforeEach(() => {
  call.mockReset().mockImplementation(async (channel) => (channel === 'media.prepare' ? { jobId: 'job' } : {}))
  followJob.mockReset()
})

describe('preparing the clips of a lesson', () => {
  it('asks once for each, shows how far it is, and says when all is there', async () => {
    const job = Promise.withResolvers<Pick<JobSnapshot, 'state' | 'error'>>()
    let update: Update = () => {}
    followJob.mockImplementation((_, onUpdate) => {
      update = onUpdate
      return job.promise
    })
    const preparations = new MediaPreparations('lesson' as LessonId)
    follow(preparations)
    follow(preparations)
    await vi.waitFor(() => expect(preparations.store.getState().made[id]).toBe('poster'))
    expect(call).toHaveBeenCalledTimes(1)
    update({ fraction: 0.4 })
    expect(preparations.store.getState().running[id]).toEqual({ kind: 'running', jobId: 'job', fraction: 0.4 })
    await preparations.stop(id)
    expect(call).toHaveBeenLastCalledWith('jobs.cancel', { jobId: 'job' })
    job.resolve({ state: 'succeeded', error: null })
    await vi.waitFor(() => expect(preparations.store.getState()).toEqual({ running: {}, made: { [id]: 'all' } }))
  })

  it('has nothing to follow where all is there already', async () => {
    call.mockResolvedValue({ jobId: null })
    const preparations = new MediaPreparations('lesson' as LessonId)
    follow(preparations)
    await vi.waitFor(() => expect(preparations.store.getState()).toEqual({ running: {}, made: { [id]: 'all' } }))
    expect(followJob).not.toHaveBeenCalled()
  })

  it('keeps what was stopped or failed in sight, and tries again', async () => {
    const error = appError('media.damaged', { file: 'clip.mp4' }).data
    followJob.mockResolvedValueOnce({ state: 'cancelled', error: null }).mockResolvedValueOnce({ state: 'failed', error })
    const preparations = new MediaPreparations('lesson' as LessonId)
    await preparations.start(id)
    expect(preparations.store.getState().running[id]).toEqual({ kind: 'stopped', error: null })
    await preparations.start(id)
    expect(preparations.store.getState().running[id]).toEqual({ kind: 'stopped', error })
    followJob.mockResolvedValueOnce({ state: 'succeeded', error: null })
    await preparations.start(id)
    expect(preparations.store.getState()).toEqual({ running: {}, made: { [id]: 'all' } })
  })
})
