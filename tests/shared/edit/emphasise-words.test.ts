import { describe, expect, it } from 'vitest'
import { mergeCaptions, splitCaption } from '#shared/edit/commands/captions.ts'
import { replaceInCaptions } from '#shared/edit/commands/caption-text.ts'
import { importCaptions } from '#shared/edit/commands/caption-tracks.ts'
import { emphasisable, emphasiseWords } from '#shared/edit/commands/emphasise-words.ts'
import { editCaption } from '#shared/edit/commands/captions.ts'
import { checkInvariants } from '#shared/project/invariants.ts'
import { documentSchema } from '#shared/project/schema/document.ts'
import { openSession, seconds } from '../project/sample-document.ts'
import { appendClip, documentOf, runOk } from './run-ok.ts'

function captioned(text: string) {
  const session = openSession()
  appendClip(session, 'alpha', 20)
  runOk(session, importCaptions, {
    track: { language: 'en', kind: 'captions' },
    cues: [{ startTicks: seconds(1), endTicks: seconds(5), text }],
  })
  const captions = () => Object.values(documentOf(session).captions)
  const [caption] = captions()
  if (!caption) throw new Error('no caption')
  return { session, captions, captionId: caption.id }
}

describe('words that stand out', () => {
  it('are chosen and given up again, each a step that undo takes back', () => {
    const { session, captions, captionId } = captioned('Lava flows, downhill')
    const before = documentOf(session)
    runOk(session, emphasiseWords, { captionId, words: ['Lava', 'downhill'] })
    expect(captions()[0]?.emphasis).toEqual(['Lava', 'downhill'])
    expect(documentSchema.safeParse(documentOf(session)).success).toBe(true)
    expect(checkInvariants(documentOf(session))).toEqual([])
    runOk(session, emphasiseWords, { captionId, words: ['lava'] })
    expect(captions()[0]?.emphasis).toEqual(['downhill'])
    runOk(session, emphasiseWords, { captionId, words: ['downhill'] })
    expect(captions()[0]).not.toHaveProperty('emphasis')
    for (let step = 0; step < 3; step += 1) session.undo()
    expect(documentOf(session)).toEqual(before)
  })

  it('stay with both halves of a split caption, join, and go with words that were edited away', () => {
    const { session, captions, captionId } = captioned('Lava flows down')
    runOk(session, emphasiseWords, { captionId, words: ['Lava', 'down'] })
    runOk(session, splitCaption, { captionId, atCharacter: 5 })
    runOk(session, mergeCaptions, { captionIds: captions().map(({ id }) => id) })
    expect(captions()[0]?.emphasis).toEqual(['Lava', 'down'])
    runOk(session, editCaption, { captionId, changes: { text: 'Flows down' } })
    runOk(session, emphasiseWords, { captionId, words: ['Flows'] })
    expect(captions()[0]?.emphasis).toEqual(['down', 'Flows'])
  })

  it('pass it on to what comes in their place, typed letter by letter or replaced', () => {
    const { session, captions, captionId } = captioned('Lava flows down a hill, lava!')
    runOk(session, emphasiseWords, { captionId, words: ['Lava', 'hill'] })
    const { captionTrackId } = captions()[0] ?? expect.fail('no caption')
    runOk(session, replaceInCaptions, { captionTrackId, find: 'lava', matchCase: false, replacement: 'Molten rock' })
    expect(captions()[0]?.emphasis).toEqual(['Lava', 'hill'])
    session.undo()
    runOk(session, replaceInCaptions, { captionTrackId, find: 'lava', matchCase: false, replacement: 'Magma' })
    expect(captions()[0]?.emphasis).toEqual(['Magma', 'hill'])
    runOk(session, replaceInCaptions, { captionTrackId, find: 'hill', matchCase: false, replacement: 'high mountain' })
    expect(captions()[0]?.emphasis).toEqual(['Magma', 'high mountain'])
    const [began] = captions()
    if (!began) throw new Error('no caption')
    // By way of "a", which is another word of the caption, and of nothing.
    for (const word of ['a', '', 'c', 'cl', 'cliff'])
      runOk(session, editCaption, { captionId, changes: { text: began.text.replace('high mountain', word) }, began })
    expect(captions()[0]?.emphasis).toEqual(['Magma', 'cliff'])
    runOk(session, editCaption, { captionId, changes: { text: began.text }, began })
    expect(captions()[0]).toEqual(began)
  })

  it('are offered without the punctuation around them, each once', () => {
    expect(emphasisable('“Lava,” she said: lava!')).toEqual(['Lava', 'she', 'said', 'lava'])
    expect(emphasisable('左に見えるのは…')).toEqual(['左に', '見えるのは'])
    expect(emphasisable('سلام، عليكم 🎉')).toEqual(['سلام', 'عليكم'])
    expect(emphasisable(' … ')).toEqual([])
  })
})
