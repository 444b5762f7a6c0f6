import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Autosave, autosaveDelayMs, autosaveLimitMs, autosaveRetryMs } from '#renderer/editor/autosave.ts'
import { AppError, type ErrorData } from '#shared/messages/app-error.ts'

const failure = (retryable: boolean): AppError => new AppError({ code: 'internal', params: { detail: 'disk' }, retryable })
const conflictCode = 'conflict'
const isConflict = (error: ErrorData): boolean => error.params['detail'] === conflictCode

describe('autosave', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('waits until nothing was edited for a moment', async () => {
    const save = vi.fn(async () => {})
    const autosave = new Autosave({ save, isConflict })
    autosave.changed()
    await vi.advanceTimersByTimeAsync(autosaveDelayMs - 1)
    autosave.changed()
    await vi.advanceTimersByTimeAsync(autosaveDelayMs - 1)
    expect(save).not.toHaveBeenCalled()
    expect(autosave.state.getState().kind).toBe('unsaved')
    await vi.advanceTimersByTimeAsync(1)
    expect(save).toHaveBeenCalledTimes(1)
    expect(autosave.state.getState().kind).toBe('saved')
  })

  it('saves at the latest five seconds after the first edit, however long one types', async () => {
    const times: number[] = []
    const began = Date.now()
    const autosave = new Autosave({ save: async () => void times.push(Date.now() - began), isConflict })
    for (let edit = 0; edit < 100; edit += 1) {
      autosave.changed()
      await vi.advanceTimersByTimeAsync(100)
    }
    expect(times[0]).toBe(autosaveLimitMs)
    expect(times).toHaveLength(2)
  })

  it('waits for an idle moment, but never beyond the five seconds, and not where it is flushed', async () => {
    const times: number[] = []
    const began = Date.now()
    const save = async (): Promise<void> => void times.push(Date.now() - began)
    // A window that is never idle: only the time limit lets it go on.
    const whenIdle = (act: () => void, withinMs: number): (() => void) => {
      const timer = setTimeout(act, withinMs)
      return () => clearTimeout(timer)
    }
    const autosave = new Autosave({ save, isConflict, whenIdle })
    for (let edit = 0; edit < 100; edit += 1) {
      autosave.changed()
      await vi.advanceTimersByTimeAsync(50)
    }
    await vi.advanceTimersByTimeAsync(autosaveDelayMs)
    expect(times[0]).toBe(autosaveLimitMs)
    autosave.changed()
    await vi.advanceTimersByTimeAsync(autosaveDelayMs)
    expect(times).toHaveLength(1)
    expect(await autosave.flush()).toBe(true)
    expect(times).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(autosaveLimitMs)
    expect(times).toHaveLength(2)
  })

  it('saves again what was edited during a save, and never two at a time', async () => {
    const finish: (() => void)[] = []
    const save = vi.fn(() => new Promise<void>((resolve) => void finish.push(resolve)))
    const autosave = new Autosave({ save, isConflict })
    autosave.changed()
    await vi.advanceTimersByTimeAsync(autosaveDelayMs)
    autosave.changed()
    await vi.advanceTimersByTimeAsync(autosaveLimitMs)
    expect(save).toHaveBeenCalledTimes(1)
    finish[0]?.()
    await vi.advanceTimersByTimeAsync(autosaveDelayMs)
    expect(save).toHaveBeenCalledTimes(2)
    finish[1]?.()
    await vi.advanceTimersByTimeAsync(0)
    expect(autosave.state.getState().kind).toBe('saved')
  })

  it('flushes at once and waits for a save under way', async () => {
    const save = vi.fn(() => new Promise<void>((resolve) => setTimeout(resolve, 50)))
    const autosave = new Autosave({ save, isConflict })
    autosave.changed()
    await vi.advanceTimersByTimeAsync(autosaveDelayMs + 10)
    autosave.changed()
    const flushed = autosave.flush()
    await vi.advanceTimersByTimeAsync(200)
    await expect(flushed).resolves.toBe(true)
    expect(save).toHaveBeenCalledTimes(2)
    expect(await autosave.flush()).toBe(true)
    expect(save).toHaveBeenCalledTimes(2)
  })

  it('says that a save failed, keeps the work, and tries again by itself where that may help', async () => {
    const save = vi.fn<() => Promise<void>>().mockRejectedValueOnce(failure(true)).mockResolvedValue()
    const autosave = new Autosave({ save, isConflict })
    autosave.changed()
    await vi.advanceTimersByTimeAsync(autosaveDelayMs)
    expect(autosave.state.getState().kind).toBe('failed')
    await vi.advanceTimersByTimeAsync(autosaveRetryMs)
    expect(save).toHaveBeenCalledTimes(2)
    expect(autosave.state.getState().kind).toBe('saved')
  })

  it('reports an unsuccessful flush', async () => {
    const autosave = new Autosave({ save: () => Promise.reject(failure(false)), isConflict })
    autosave.changed()
    await expect(autosave.flush()).resolves.toBe(false)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(autosave.state.getState().kind).toBe('failed')
  })

  it('stops at a conflict until it is settled', async () => {
    const conflict = new AppError({ code: 'internal', params: { detail: conflictCode }, retryable: true })
    const save = vi.fn<() => Promise<void>>().mockRejectedValueOnce(conflict).mockResolvedValue()
    const autosave = new Autosave({ save, isConflict })
    autosave.changed()
    await vi.advanceTimersByTimeAsync(autosaveDelayMs)
    autosave.changed()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(save).toHaveBeenCalledTimes(1)
    expect(autosave.state.getState().kind).toBe('conflict')
    await expect(autosave.retry()).resolves.toBe(true)
    expect(autosave.state.getState().kind).toBe('saved')
  })
})
