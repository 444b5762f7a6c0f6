import { expect, it, vi } from 'vitest'
import { captionByPauses } from '#renderer/editor/type-along/script-work.ts'
import { seconds } from '../../../shared/project/sample-document.ts'
import { openTestEditor } from '../open-test-editor.ts'

/** Answers where the cuts are; null while nobody asked. */
const cuts = vi.hoisted((): { answer: (() => void) | null } => ({ answer: null }))

vi.mock('#renderer/ipc/client.ts', () => ({
  call(channel: string) {
    if (channel !== 'speech.shotCuts') return Promise.resolve({ revision: 1 })
    return new Promise((resolve) => {
      cuts.answer = () => resolve({ media: [] })
    })
  },
}))

it.each([
  ['makes captions of a script', false],
  ['changes nothing where it was given up while the cuts were still looked for', true],
])('%s', async (_, givenUp) => {
  const { editor } = openTestEditor(4)
  const giveUp = new AbortController()
  const before = editor.document.captions
  const voice = [{ startTicks: seconds(0.5), endTicks: seconds(3) }]
  const done = captionByPauses(editor, 'The sun is low.', voice, giveUp.signal)
  await expect.poll(() => cuts.answer).not.toBeNull()
  if (givenUp) giveUp.abort()
  cuts.answer?.()
  cuts.answer = null
  expect(await done).toBe(!givenUp)
  expect(editor.document.captions === before).toBe(givenUp)
})
