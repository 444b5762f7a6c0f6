import { beforeEach, describe, expect, it, vi } from 'vitest'
import { trimToPlayhead } from '#renderer/editor/actions/trim.ts'
import type { LessonEditor } from '#renderer/editor/lesson-editor.ts'
import { addCaptionTrack } from '#shared/edit/commands/caption-tracks.ts'
import { addCaption } from '#shared/edit/commands/captions.ts'
import { addQuestion, editQuestion } from '#shared/edit/commands/questions.ts'
import { captionStretch } from '#shared/project/place-caption.ts'
import type { CaptionId, CaptionTrackId, QuestionId } from '#shared/project/ids.ts'
import { seconds } from '../../../shared/project/sample-document.ts'
import { openTestEditor } from '../open-test-editor.ts'

vi.mock('#renderer/ipc/client.ts', () => ({ call: vi.fn(async () => ({ revision: 1 })) }))

let editor: LessonEditor
beforeEach(() => {
  ;({ editor } = openTestEditor(10))
})

const ids = (table: object): string[] => Object.keys(table)

describe('the keys that trim', () => {
  it('let a selected caption start and end at the playhead, shorter or longer, each as a step', () => {
    editor.run(addCaptionTrack, { language: 'en', kind: 'captions' })
    const captionTrackId = ids(editor.document.captionTracks)[0] as CaptionTrackId
    editor.run(addCaption, { captionTrackId, startTicks: seconds(2), endTicks: seconds(6), text: 'The Moon' })
    const id = ids(editor.document.captions)[0] as CaptionId
    const stretch = () => {
      const caption = editor.document.captions[id]
      return caption && captionStretch(editor.document, caption)
    }
    editor.select([{ kind: 'caption', id }])
    editor.seek(seconds(3))
    trimToPlayhead(editor, 'start')
    editor.seek(seconds(8))
    trimToPlayhead(editor, 'end')
    expect(stretch()).toEqual({ startTicks: seconds(3), endTicks: seconds(8) })
    editor.undo()
    expect(stretch()).toEqual({ startTicks: seconds(3), endTicks: seconds(6) })
    expect(editor.durationTicks).toBe(seconds(10))
  })

  it('change how long a question shows that does not wait, and never where it is asked', () => {
    editor.run(addQuestion, { atTicks: seconds(2), type: 'single-choice' })
    const id = ids(editor.document.questions)[0] as QuestionId
    editor.run(editQuestion, { questionId: id, changes: { pause: false, showTicks: seconds(4) } })
    editor.select([{ kind: 'question', id }])
    editor.seek(seconds(5))
    trimToPlayhead(editor, 'end')
    expect(editor.document.questions[id]?.showTicks).toBe(seconds(3))
  })

  it('trim the clip under the playhead where nothing beside it is selected', () => {
    editor.select([])
    editor.seek(seconds(4))
    trimToPlayhead(editor, 'end')
    expect(editor.durationTicks).toBe(seconds(4))
  })

  it('leave a selected caption alone that the playhead cannot reach, and trim the clip', () => {
    editor.run(addCaptionTrack, { language: 'en', kind: 'captions' })
    const captionTrackId = ids(editor.document.captionTracks)[0] as CaptionTrackId
    editor.run(addCaption, { captionTrackId, startTicks: seconds(4), endTicks: seconds(6), text: 'The Moon' })
    editor.seek(seconds(2))
    trimToPlayhead(editor, 'end')
    expect(editor.durationTicks).toBe(seconds(2))
  })
})
