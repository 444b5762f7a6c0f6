import { describe, expect, it } from 'vitest'
import { keepSameRows } from '#renderer/editor/translation/keep-same-rows.ts'
import { translationRows } from '#shared/caption/translation-rows.ts'
import { importCaptions } from '#shared/edit/commands/caption-tracks.ts'
import { setTranslation, startTranslation } from '#shared/edit/commands/translations.ts'
import type { CaptionTrackId } from '#shared/project/ids.ts'
import { appendClip, documentOf, runOk } from '../../../shared/edit/run-ok.ts'
import { openSession, seconds } from '../../../shared/project/sample-document.ts'

const count = 500

function translated() {
  const session = openSession()
  appendClip(session, 'alpha', count)
  const cues = Array.from({ length: count }, (_, index) => ({
    startTicks: seconds(index),
    endTicks: seconds(index + 1),
    text: `line ${index}`,
  }))
  runOk(session, importCaptions, { track: { language: 'en', kind: 'captions' }, cues })
  const [sourceTrackId] = Object.keys(documentOf(session).captionTracks) as CaptionTrackId[]
  if (!sourceTrackId) throw new Error('no track')
  runOk(session, startTranslation, { sourceTrackId, language: 'de' })
  const targetTrackId = Object.keys(documentOf(session).captionTracks).find((id) => id !== sourceTrackId) as CaptionTrackId
  const rows = () => translationRows(documentOf(session), sourceTrackId, targetTrackId)
  return { session, sourceTrackId, targetTrackId, rows }
}

describe('the rows of a translation', () => {
  it('are the same but for the one that is written, and its list is another', () => {
    const { session, rows, ...tracks } = translated()
    const before = keepSameRows([], rows())
    expect(keepSameRows(before, rows())).toBe(before)
    const sourceId = before[7]?.source?.caption.id
    if (!sourceId) throw new Error('no row')
    runOk(session, setTranslation, { ...tracks, sourceId, text: 'Zeile 7' })
    const after = keepSameRows(before, rows())
    expect(after).not.toBe(before)
    expect(after.flatMap((row, index) => (row === before[index] ? [] : [index]))).toEqual([7])
    expect(after[7]?.target?.caption.text).toBe('Zeile 7')
    session.undo()
    expect(keepSameRows(after, rows())).toEqual(before)
  })
})
