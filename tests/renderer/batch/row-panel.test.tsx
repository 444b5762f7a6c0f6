// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, it, vi } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { RowPanel } from '#renderer/batch/draft/row-panel.tsx'
import type { DraftSession } from '#renderer/batch/draft/draft-session.ts'
import { appError } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
const words = text.batchDraft.row
const made = Promise.withResolvers<unknown>()
const { call } = vi.hoisted(() => ({ call: vi.fn() }))
vi.mock('#renderer/ipc/client.ts', () => ({ call }))

it('stops making a lesson that was to be opened, without a word of failure', async () => {
  call.mockReturnValue(made.promise)
  const stopPreview = vi.fn(() => Promise.resolve())
  const session = {
    state: createStore(() => ({ decisions: { leftOut: [] } })),
    order: () => Promise.resolve({ draftId: 'd', wish: {} }),
    stopPreview,
  } as unknown as DraftSession
  const row = { line: 1, values: ['one.mp4'], state: 'make', errors: [], warnings: [], outputs: [] } as const
  const [opened, failed] = [vi.fn(), vi.fn()]
  const root = createRoot(document.body.appendChild(document.createElement('div')))
  await act(async () => root.render(<RowPanel session={session} row={row} onOpenLesson={opened} onFailed={failed} />))
  const button = (name: string) => [...document.querySelectorAll('button')].find(({ textContent }) => textContent === name)
  expect(button(words.stopOpening)).toBeUndefined()
  await act(async () => button(words.open)?.click())
  expect(call).toHaveBeenCalledWith('batchDraft.makeLesson', expect.objectContaining({ line: 1 }))
  expect(button(words.open)?.disabled).toBe(true)
  await act(async () => button(words.stopOpening)?.click())
  expect(stopPreview).toHaveBeenCalledOnce()
  await act(async () => made.reject(appError('cancelled', {})))
  expect(button(words.stopOpening)).toBeUndefined()
  expect(button(words.open)?.disabled).toBe(false)
  expect([opened.mock.calls, failed.mock.calls]).toEqual([[], []])
  act(() => root.unmount())
})
