import { describe, expect, it, vi } from 'vitest'
import { runCaptionAction } from '#renderer/editor/captions/caption-actions.ts'
import { captionItems } from '#renderer/editor/timeline/timeline-items.ts'
import { addCaptionTrack } from '#shared/edit/commands/caption-tracks.ts'
import { addCaption } from '#shared/edit/commands/captions.ts'
import type { CaptionTrackId } from '#shared/project/ids.ts'
import { ticksToSeconds } from '#shared/time/ticks.ts'
import { seconds } from '../../../shared/project/sample-document.ts'
import { openTestEditor } from '../open-test-editor.ts'

vi.mock('#renderer/ipc/client.ts', () => ({ call: () => Promise.resolve({}), isDesktop: true }))

function openCaptions(...cues: readonly (readonly [number, number, string])[]) {
  const { editor } = openTestEditor(20)
  editor.run(addCaptionTrack, { language: 'en', kind: 'captions' })
  const [captionTrackId] = Object.keys(editor.document.captionTracks) as CaptionTrackId[]
  if (!captionTrackId) throw new Error('no track')
  for (const [from, to, text] of cues)
    editor.run(addCaption, { captionTrackId, startTicks: seconds(from), endTicks: seconds(to), text })
  const items = () => captionItems(editor.document, captionTrackId)
  const list = () =>
    items().map(({ caption, span }) => [ticksToSeconds(span.startTicks), ticksToSeconds(span.endTicks), caption.text])
  const act = (action: Parameters<typeof runCaptionAction>[1], index: number, at = 0) => {
    const now = items()
    const item = now[index]
    if (!item) throw new Error('no caption')
    const cursor = runCaptionAction(editor, action, { item, previous: now[index - 1], next: now[index + 1], at })
    return cursor && [items().findIndex(({ id }) => id === cursor.id), cursor.at]
  }
  return { editor, list, act }
}

describe('actions in the list of captions', () => {
  it('splits with the cursor at the start of the second half, and joins with it where the texts meet', () => {
    const { act, list, editor } = openCaptions([1, 3, 'Look left now'], [4, 5, 'Go'])
    expect(act('split', 0, 5)).toEqual([1, 0])
    expect(list().map(([, , words]) => words)).toEqual(['Look', 'left now', 'Go'])
    expect(act('merge-previous', 1)).toEqual([0, 5])
    expect(list()[0]).toEqual([1, 3, 'Look left now'])
    expect(act('merge-next', 0)).toEqual([0, 14])
    expect(list()).toEqual([[1, 5, 'Look left now Go']])
    editor.undo()
    expect(list()).toHaveLength(2)
    expect(act('merge-previous', 0)).toBeNull()
  })

  it('takes an empty caption away without making its neighbour longer', () => {
    const { act, list } = openCaptions([1, 2, 'One'], [10, 12, ''])
    expect(act('remove', 1)).toEqual([0, 3])
    expect(list()).toEqual([[1, 2, 'One']])
    expect(act('remove', 0)).toBeNull()
  })

  it('adds the next caption where there is time, else goes on to it', () => {
    const { act, list } = openCaptions([1, 2, 'One'], [3, 4, 'Two'])
    expect(act('add-after', 0)).toEqual([1, 0])
    expect(list()).toHaveLength(2)
    expect(act('add-after', 1)).toEqual([2, 0])
    expect(list()[2]).toEqual([4, 6.5, ''])
    // One that is empty itself is to be written first.
    expect(act('add-after', 2)).toBeNull()
  })
})
