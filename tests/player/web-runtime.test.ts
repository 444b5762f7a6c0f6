import { afterEach, describe, expect, it, vi } from 'vitest'
import { createWebRuntime } from '#player/runtime/web-runtime.ts'
import { freshState, type LearnerState } from '#shared/quiz/learner-state.ts'
import { lesson, question } from '../shared/quiz/sample-lesson.ts'

const course = lesson([question({ id: 'q1' })])
const at = (positionMs: number): LearnerState => ({ ...freshState, positionMs })

/** The storage of a browser; `full` refuses to take anything. */
function makeStorage(full = false): { readonly values: Map<string, string>; readonly setItem: ReturnType<typeof vi.fn> } {
  const values = new Map<string, string>()
  const setItem = vi.fn((key: string, value: string) => {
    if (full) throw new Error('full')
    values.set(key, value)
  })
  vi.stubGlobal('window', { localStorage: { getItem: (key: string) => values.get(key) ?? null, setItem } })
  return { values, setItem }
}

afterEach(() => vi.unstubAllGlobals())

describe('a visit without a platform', () => {
  it('writes when work is committed or the page leaves, not with every picture', async () => {
    const { setItem, values } = makeStorage()
    const runtime = createWebRuntime(course)
    for (let positionMs = 100; positionMs <= 3000; positionMs += 100) runtime.save(at(positionMs))
    expect(setItem).not.toHaveBeenCalled()
    runtime.commit()
    runtime.commit()
    expect(setItem.mock.calls.map(([key]) => key)).toEqual(['tidbit-lesson:lesson-1', 'tidbit-result:lesson-1'])
    expect(JSON.parse(values.get('tidbit-result:lesson-1') ?? '')).toEqual({ score: 0, completed: false, success: 'unknown' })
    runtime.save(at(4000))
    runtime.finish()
    expect(await createWebRuntime(course).connect(() => undefined)).toMatchObject({ positionMs: 4000 })
  })

  it('teaches on where nothing can be kept', () => {
    const { values } = makeStorage(true)
    const runtime = createWebRuntime(course)
    runtime.save(at(1000))
    expect(() => runtime.commit()).not.toThrow()
    expect(values.size).toBe(0)
  })
})
