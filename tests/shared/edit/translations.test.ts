import { describe, expect, it } from 'vitest'
import { matchCues, matchUnits } from '#shared/caption/match-translation.ts'
import { translationRows } from '#shared/caption/translation-rows.ts'
import { importCaptions } from '#shared/edit/commands/caption-tracks.ts'
import { deleteCaptions, editCaption, retimeCaption, splitCaption } from '#shared/edit/commands/captions.ts'
import { splitItems } from '#shared/edit/commands/split-items.ts'
import {
  confirmTranslation,
  followOriginals,
  importTranslations,
  setTranslation,
  startTranslation,
} from '#shared/edit/commands/translations.ts'
import { checkInvariants } from '#shared/project/invariants.ts'
import { captionsInOrder, captionTracksInOrder } from '#shared/project/selectors.ts'
import { parseDocument } from '#shared/project/migrations/ladder.ts'
import { ticksToSeconds } from '#shared/time/ticks.ts'
import { openSession, seconds } from '../project/sample-document.ts'
import { appendClip, documentOf, runOk } from './run-ok.ts'

const cue = (from: number, to: number, text: string) => ({ startTicks: seconds(from), endTicks: seconds(to), text })

/** Two clips of 20 s with captions, the second one over the cut, and an empty German track. */
function open() {
  const session = openSession()
  appendClip(session, 'alpha', 20)
  appendClip(session, 'beta', 20)
  runOk(session, importCaptions, {
    track: { language: 'en', kind: 'captions' },
    cues: [cue(1, 3, 'Lava flows'), cue(18, 22, 'and it cools'), cue(30, 32, 'Rock')],
  })
  const [source] = captionTracksInOrder(documentOf(session))
  if (!source) throw new Error('no track')
  runOk(session, startTranslation, { sourceTrackId: source.id, language: 'de' })
  const target = captionTracksInOrder(documentOf(session)).at(-1)
  if (!target) throw new Error('no track')
  const tracks = { sourceTrackId: source.id, targetTrackId: target.id }
  const rows = () => translationRows(documentOf(session), source.id, target.id)
  const sourceId = (index: number) => {
    const id = rows()[index]?.source?.caption.id
    if (!id) throw new Error('no source')
    return id
  }
  const shown = () => rows().map(({ source: from, target: to, state }) => [from?.caption.text, to?.caption.text, state] as const)
  const times = () =>
    captionsInOrder(documentOf(session), target.id).map(({ span }) => [
      ticksToSeconds(span.startTicks),
      ticksToSeconds(span.endTicks),
    ])
  return { session, source, target, tracks, rows, sourceId, shown, times }
}

describe('translating captions', () => {
  it('writes subtitles of the same times, over cuts too, and takes them away again', () => {
    const { session, target, tracks, sourceId, shown, times } = open()
    expect(target).toMatchObject({ kind: 'subtitles', language: 'de' })
    expect(shown().map(([, , state]) => state)).toEqual(['missing', 'missing', 'missing'])
    runOk(session, setTranslation, { ...tracks, sourceId: sourceId(0), text: 'Lava fließt' })
    runOk(session, setTranslation, { ...tracks, sourceId: sourceId(1), text: 'u' })
    runOk(session, setTranslation, { ...tracks, sourceId: sourceId(1), text: 'und kühlt ab' })
    expect(shown()).toEqual([
      ['Lava flows', 'Lava fließt', 'done'],
      ['and it cools', 'und kühlt ab', 'done'],
      ['Rock', undefined, 'missing'],
    ])
    expect(times()).toEqual([
      [1, 3],
      [18, 22],
    ])
    expect(checkInvariants(documentOf(session))).toEqual([])
    expect(parseDocument(JSON.parse(JSON.stringify(documentOf(session)))).kind).toBe('document')
    runOk(session, setTranslation, { ...tracks, sourceId: sourceId(1), text: ' ' })
    expect(times()).toEqual([[1, 3]])
  })

  it('knows a translation whose original has changed, until somebody looks at it', () => {
    const { session, tracks, sourceId, shown } = open()
    runOk(session, setTranslation, { ...tracks, sourceId: sourceId(0), text: 'Lava fließt' })
    runOk(session, editCaption, { captionId: sourceId(0), changes: { text: 'Hot lava flows' } })
    expect(shown()[0]).toEqual(['Hot lava flows', 'Lava fließt', 'outdated'])
    runOk(session, confirmTranslation, { ...tracks, sourceId: sourceId(0) })
    expect(shown()[0]?.[2]).toBe('done')
    runOk(session, editCaption, { captionId: sourceId(0), changes: { text: 'Cold lava' } })
    runOk(session, setTranslation, { ...tracks, sourceId: sourceId(0), text: 'Kalte Lava' })
    expect(shown()[0]).toEqual(['Cold lava', 'Kalte Lava', 'done'])
  })

  it('keeps a translation whose clip is cut later, as one', () => {
    const { session, tracks, sourceId, shown } = open()
    runOk(session, setTranslation, { ...tracks, sourceId: sourceId(0), text: 'Lava fließt' })
    const [clipId] = documentOf(session).mainTrack.flatMap((item) => (item.kind === 'clip' ? [item.clipId] : []))
    if (!clipId) throw new Error('no clip')
    runOk(session, splitItems, { items: [{ kind: 'clip', id: clipId }], atTicks: seconds(2) })
    runOk(session, setTranslation, { ...tracks, sourceId: sourceId(0), text: 'Lava strömt' })
    expect(shown()[0]).toEqual(['Lava flows', 'Lava strömt', 'done'])
  })

  it('takes the times of the originals when asked', () => {
    const { session, tracks, sourceId, times } = open()
    runOk(session, setTranslation, { ...tracks, sourceId: sourceId(0), text: 'Lava fließt' })
    runOk(session, retimeCaption, { captionId: sourceId(0), startTicks: seconds(4), endTicks: seconds(7) })
    expect(times()).toEqual([[1, 3]])
    runOk(session, followOriginals, tracks)
    expect(times()).toEqual([[4, 7]])
  })

  it('shows what has no original, and matches an imported track by its times', () => {
    const { session, target, tracks, shown, sourceId } = open()
    runOk(session, importCaptions, {
      track: target.id,
      cues: [cue(1.2, 3, 'Lava fließt'), cue(10, 12, 'Nebenbei'), cue(30, 31.5, 'Stein')],
    })
    expect(shown()).toEqual([
      ['Lava flows', 'Lava fließt', 'done'],
      [undefined, 'Nebenbei', 'done'],
      ['and it cools', undefined, 'missing'],
      ['Rock', 'Stein', 'done'],
    ])
    runOk(session, setTranslation, { ...tracks, sourceId: sourceId(0), text: 'Lava strömt' })
    expect(shown()[0]).toEqual(['Lava flows', 'Lava strömt', 'done'])
    runOk(session, splitCaption, { captionId: sourceId(0), atCharacter: 4 })
    runOk(session, deleteCaptions, { captionIds: [sourceId(0)] })
    expect(shown()[0]).toEqual(['flows', 'Lava strömt', 'outdated'])
  })
})

describe('a translation that comes back', () => {
  it('finds its captions by id although their times and words changed, and tells what did not match', () => {
    const { session, tracks, rows, sourceId, shown, times } = open()
    const units = [
      { id: sourceId(0), source: 'Lava flows', target: 'Lava fließt' },
      { id: sourceId(2), source: 'Rock', target: 'Stein' },
      { id: 'gone', source: 'and it  cools', target: 'und kühlt ab' },
      { id: 'nothing', source: 'Never said', target: 'Nie gesagt' },
    ]
    runOk(session, retimeCaption, { captionId: sourceId(0), startTicks: seconds(5), endTicks: seconds(8) })
    runOk(session, editCaption, { captionId: sourceId(2), changes: { text: 'Dark rock' } })
    const { entries, unmatched, changedCount } = matchUnits(rows(), units)
    expect([unmatched, changedCount]).toEqual([['Nie gesagt'], 1])
    const before = documentOf(session)
    runOk(session, importTranslations, { ...tracks, entries })
    expect(shown()).toEqual([
      ['Lava flows', 'Lava fließt', 'done'],
      ['and it cools', 'und kühlt ab', 'done'],
      ['Dark rock', 'Stein', 'outdated'],
    ])
    expect(times()[0]).toEqual([5, 8])
    session.undo()
    expect(documentOf(session)).toEqual(before)
  })

  it('takes subtitles one by one, or by their times', () => {
    const { rows } = open()
    expect(matchCues(rows(), [cue(0, 1, 'eins'), cue(2, 3, 'zwei'), cue(4, 5, 'drei')]).entries.map(({ text }) => text)).toEqual([
      'eins',
      'zwei',
      'drei',
    ])
    const byTime = matchCues(rows(), [cue(1, 2, 'a'), cue(2, 3, 'b'), cue(12, 13, 'c'), cue(31, 33, 'd')])
    expect(byTime.entries.map(({ sourceText, text }) => [sourceText, text])).toEqual([
      ['Lava flows', 'a b'],
      ['Rock', 'd'],
    ])
    expect(byTime.unmatched).toEqual(['c'])
  })
})
