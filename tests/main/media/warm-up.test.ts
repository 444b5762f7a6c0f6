import { expect, test, vi } from 'vitest'
import { createEngineHealth } from '#main/core/media/engine-health.ts'
import { warmUp } from '#main/core/media/warm-up.ts'

test('processes that do not run are started ahead, but not those of an engine that did not load', () => {
  const start = vi.fn(() => Promise.reject(new Error('no addon')))
  const runs = vi.fn(() => Promise.resolve())
  const hosts = [
    { pid: null, start },
    { pid: 1, start: runs },
  ]
  const health = createEngineHealth(false)
  warmUp(hosts, health)
  expect(start).toHaveBeenCalledTimes(1)
  expect(runs).not.toHaveBeenCalled()
  health.noteFailedStart()
  warmUp(hosts, health)
  warmUp(hosts, createEngineHealth(true))
  expect(start).toHaveBeenCalledTimes(1)
})
