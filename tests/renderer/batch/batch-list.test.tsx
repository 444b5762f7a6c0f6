// @vitest-environment happy-dom
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, it } from 'vitest'
import { BatchList } from '#renderer/batch/queue/batch-list.tsx'
import { batchSummarySchema } from '#shared/ipc/areas/batch-queue.ts'
import { text } from '#shared/messages/ui/catalogue.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })

const counts = { waiting: 0, running: 0, done: 1, unchanged: 0, failed: 0, cancelled: 0 }
const batch = (index: number, state: 'over' | 'waiting') =>
  batchSummarySchema.parse({
    ...{ batchId: `batch-${index}`, name: `Batch ${index}`, folderName: 'out', state, stopped: null, createdAtMs: index },
    ...{ counts, fraction: 1, secondsLeft: null },
  })

it('lists what is to be made, what was made last and what is shown; the rest when it is asked for', async () => {
  const batches = [...Array.from({ length: 30 }, (_, index) => batch(index, 'over')), batch(30, 'waiting')]
  const place = document.body.appendChild(document.createElement('div'))
  const root = createRoot(place)
  await act(async () => root.render(<BatchList batches={batches} shownId="batch-3" onShow={() => undefined} />))
  const listed = () => [...place.querySelectorAll('[data-row]')].map((row) => row.getAttribute('data-row'))
  const recent = Array.from({ length: 21 }, (_, index) => `batch-${index + 10}`)
  expect(listed()).toEqual(['batch-3', ...recent])
  const older = [...place.querySelectorAll('button')].find(({ textContent }) => textContent === text.batchQueue.showOlder(9))
  await act(async () => older?.click())
  expect(listed()).toEqual(batches.map(({ batchId }) => batchId))
  // The list takes the focus of the button that is gone to the batch that is shown.
  expect(document.activeElement?.getAttribute('data-row')).toBe('batch-3')
  act(() => root.unmount())
})
