import { expect, it, vi } from 'vitest'
import { captionCursor, goToNextUncertain, wantedWord } from '#renderer/editor/speech/go-to-word.ts'
import { captionSpeech } from '#shared/edit/commands/caption-speech.ts'
import { seconds } from '../../../shared/project/sample-document.ts'
import { openTestEditor } from '../open-test-editor.ts'

vi.mock('#renderer/ipc/client.ts', () => ({ call: () => new Promise(() => {}) }))

it('goes from one uncertain word to the next, though a button took the cursor out of the text', () => {
  const { editor } = openTestEditor(8)
  const [asset] = Object.values(editor.document.assets)
  if (!asset) throw new Error('no asset')
  const words = ['the?', 'lava', 'flows?'].map((text, index) => ({
    text: text.replace('?', ''),
    startTicks: seconds(index),
    endTicks: seconds(index + 0.8),
    confidence: text.endsWith('?') ? 0.1 : 0.9,
  }))
  editor.run(captionSpeech, { track: { language: 'en' }, heard: [{ assetId: asset.id, words }] })
  const next = () => {
    goToNextUncertain(editor)
    const { place } = wantedWord.getState()
    return place && [place.from, place.to]
  }
  expect(next()).toEqual([0, 3])
  expect(next()).toEqual([9, 14])
  expect(next()).toEqual([0, 3])
  // The user put the cursor behind the first word.
  const [selected] = editor.session.getSnapshot().selection
  if (!selected) throw new Error('no caption')
  captionCursor.setState({ cursor: { id: selected.id, at: 5 } })
  expect(next()).toEqual([9, 14])
})
