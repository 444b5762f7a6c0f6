import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findInText, replaceInText } from '#shared/caption/find-text.ts'
import { importCaptions } from '#shared/edit/commands/caption-tracks.ts'
import { setTransition } from '#shared/edit/commands/transitions.ts'
import type { EditSession } from '#shared/edit/edit-session.ts'
import { countPlaces, lessonCommand } from '#shared/library-edit/edit-lesson.ts'
import { findIntro } from '#shared/library-edit/find-intro.ts'
import type { LibraryEdit } from '#shared/library-edit/library-edit.ts'
import { defaultBrandKit } from '#shared/project/brand.ts'
import { checkInvariants } from '#shared/project/invariants.ts'
import { captionsInOrder } from '#shared/project/selectors.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { appendClip, documentOf, runOk } from '../edit/run-ok.ts'
import { openSession, seconds, videoAsset } from '../project/sample-document.ts'

/** An intro of 4 s, of which 3 s play, and a clip of 20 s with captions in two languages. */
function lesson(): EditSession {
  const session = openSession()
  appendClip(session, 'intro', 4, 0.5, 3.5)
  appendClip(session, 'beta', 20)
  for (const [language, texts] of [
    ['en', ['The cat sat', 'A category of cats', 'Cat!']],
    ['de', ['Die Cat saß']],
  ] as const)
    runOk(session, importCaptions, {
      track: { language, kind: 'captions' },
      cues: texts.map((text, index) => ({ startTicks: seconds(4 + index * 2), endTicks: seconds(5 + index * 2), text })),
    })
  return session
}

const textsOf = (session: EditSession): readonly string[] => {
  const document = documentOf(session)
  return Object.values(document.captionTracks).flatMap(({ id }) =>
    captionsInOrder(document, id).map(({ caption }) => caption.text),
  )
}

const words = (changes: Partial<Extract<LibraryEdit, { kind: 'replace-words' }>> = {}): LibraryEdit => ({
  ...{ kind: 'replace-words', find: 'cat', replacement: 'dog', matchCase: false, wholeWords: true },
  ...changes,
})

describe('a word in the captions', () => {
  it('is replaced in all languages as one step, and only where it stands alone', () => {
    const session = lesson()
    expect(countPlaces(documentOf(session), words())).toBe(3)
    const before = documentOf(session)
    runOk(session, lessonCommand(words()), null)
    expect(textsOf(session)).toEqual(['The dog sat', 'A category of cats', 'dog!', 'Die dog saß'])
    expect(countPlaces(documentOf(session), words())).toBe(0)
    session.undo()
    expect(documentOf(session)).toEqual(before)
  })

  it('is counted as it is replaced: as part of words, with its capitals, or not at all', () => {
    const document = documentOf(lesson())
    expect(countPlaces(document, words({ wholeWords: false }))).toBe(5)
    expect(countPlaces(document, words({ matchCase: true }))).toBe(1)
    expect(countPlaces(document, words({ replacement: 'cat' }))).toBe(0)
  })

  it('is whole in every script', () => {
    const count = (text: string, find: string): number => findInText(text, { find, matchCase: false, wholeWords: true }).length
    expect(count('Äpfel, Apfel und Apfelmus', 'apfel')).toBe(1)
    expect(count('кот котик кот', 'кот')).toBe(2)
    expect(count('कल कला', 'कल')).toBe(1)
    // No spaces: every find is one.
    expect(count('東京都の東京', '東京')).toBe(2)
    expect(count('C++ and C', 'C++')).toBe(1)
  })

  it('replaces nothing more than without the limit', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.string({ minLength: 1, maxLength: 3 }), (text, find) => {
        const whole = findInText(text, { find, matchCase: true, wholeWords: true })
        for (const { from, to } of whole) expect(text.slice(from, to)).toBe(find)
        if (whole.length === 0) expect(replaceInText(text, { find, matchCase: true, wholeWords: true }, 'x')).toBe(text)
      }),
    )
  })
})

describe('the school style', () => {
  it('changes once', () => {
    const session = lesson()
    const edit: LibraryEdit = { kind: 'school-style', brandKit: { ...defaultBrandKit, name: 'North' }, logo: null }
    expect(countPlaces(documentOf(session), edit)).toBe(1)
    runOk(session, lessonCommand(edit), null)
    expect(documentOf(session).brandKit?.name).toBe('North')
    expect(countPlaces(documentOf(session), edit)).toBe(0)
  })
})

describe('the intro', () => {
  const before = lesson()
  const sha256 = findIntro(documentOf(before))?.asset.sha256 ?? ''
  const asset = { ...videoAsset('new', seconds(6)), sha256: 'f'.repeat(64) }
  const edit: LibraryEdit = { kind: 'replace-intro', sha256, asset }

  it('plays the new clip whole but for what its transition needs, and what follows moves with it', () => {
    const session = lesson()
    const [, second] = Object.keys(documentOf(session).clips)
    const first = findIntro(documentOf(session))?.clipId
    if (!first || !second) throw new Error('no clips')
    runOk(session, setTransition, {
      rightClipId: second as typeof first,
      transition: { kind: 'cross-fade', durationTicks: seconds(0.4) },
    })
    expect(countPlaces(documentOf(session), edit)).toBe(1)
    runOk(session, lessonCommand(edit), null)
    const document = documentOf(session)
    expect(checkInvariants(document)).toEqual([])
    expect(findIntro(document)).toMatchObject({ clipId: first, asset: { id: 'new' } })
    expect(deriveTimeline(document).durationTicks).toBe(seconds(25.8))
    expect(Object.values(document.transitions)).toHaveLength(1)
    const [caption] = captionsInOrder(document, Object.values(document.captionTracks)[0]?.id ?? ('' as never))
    expect(caption?.span.startTicks).toBe(seconds(6.8))
    expect(countPlaces(document, edit)).toBe(0)
    session.undo()
    expect(deriveTimeline(documentOf(session)).durationTicks).toBe(seconds(23))
  })

  it('is left where a lesson begins with something else', () => {
    const session = openSession()
    appendClip(session, 'beta', 20)
    expect(countPlaces(documentOf(session), edit)).toBe(0)
  })
})
