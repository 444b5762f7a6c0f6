import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { setCaptionStyle } from '#shared/edit/commands/caption-tracks.ts'
import { canDivideAgain, captionSpeech, divideSpeechAgain } from '#shared/edit/commands/caption-speech.ts'
import { editCaption } from '#shared/edit/commands/captions.ts'
import { emphasiseWords } from '#shared/edit/commands/emphasise-words.ts'
import { setClipSound } from '#shared/edit/commands/clip-look.ts'
import { setClipSpeed } from '#shared/edit/commands/clip-speed.ts'
import { splitClip } from '#shared/edit/commands/split-clip.ts'
import { trimClip } from '#shared/edit/commands/trim-clip.ts'
import type { EditSession } from '#shared/edit/edit-session.ts'
import { applyFix } from '#shared/preflight/apply-fix.ts'
import type { CaptionTrackId } from '#shared/project/ids.ts'
import { checkInvariants } from '#shared/project/invariants.ts'
import type { Caption } from '#shared/project/schema/text.ts'
import { captionsInOrder } from '#shared/project/selectors.ts'
import type { SpokenWord } from '#shared/speech/transcript.ts'
import { ticks } from '#shared/time/ticks.ts'
import { openSession, seconds } from '../project/sample-document.ts'
import { appendClip, documentOf, runOk } from './run-ok.ts'

/** A word every half second, from 0.1 s on. */
function speak(text: string, confidence: number | null = 0.9): readonly SpokenWord[] {
  return text.split(' ').map((word, index) => ({
    text: word,
    startTicks: seconds(0.1 + index / 2),
    endTicks: seconds(0.5 + index / 2),
    confidence,
  }))
}

const speech = 'Lava is molten rock that flows downhill. It cools down in the cold sea and it becomes black rock again.'

function captioned(words: readonly SpokenWord[] = speak(speech), from = 0, to = 20) {
  const session = openSession()
  const clipId = appendClip(session, 'alpha', 20, from, to)
  const assetId = documentOf(session).clips[clipId]?.assetId
  if (!assetId) throw new Error('no asset')
  runOk(session, captionSpeech, { track: { language: 'en' }, heard: [{ assetId, words }] })
  const [captionTrackId] = Object.keys(documentOf(session).captionTracks) as CaptionTrackId[]
  if (!captionTrackId) throw new Error('no track')
  return { session, clipId, assetId, captionTrackId, words }
}

const captionsOf = (session: EditSession): readonly Caption[] => Object.values(documentOf(session).captions)
const textsOf = (session: EditSession, trackId: CaptionTrackId): readonly string[] =>
  captionsInOrder(documentOf(session), trackId).map(({ caption }) => caption.text)

/** Every word with its place in the media, in order. */
function wordsIn(captions: readonly Caption[]): readonly (readonly [number, string])[] {
  return captions
    .flatMap(({ anchor, words }) =>
      words.map(({ text, offsetTicks }) => [(anchor.kind === 'clip' ? anchor.sourceTicks : 0) + offsetTicks, text] as const),
    )
    .toSorted((a, b) => a[0] - b[0])
}

describe('captioning speech', () => {
  it('is one step: a track, and captions by sentences with every word at its time', () => {
    const { session, words, captionTrackId } = captioned()
    expect(textsOf(session, captionTrackId)).toEqual([
      'Lava is molten rock that flows downhill.',
      'It cools down in the cold sea',
      'and it becomes black rock again.',
    ])
    expect(wordsIn(captionsOf(session))).toEqual(words.map(({ startTicks, text }) => [startTicks, text]))
    expect(captionsOf(session).flatMap((caption) => caption.words.map(({ confidence }) => confidence))).toEqual(
      words.map(({ confidence }) => confidence),
    )
    session.undo()
    expect(documentOf(session).captionTracks).toEqual({})
    expect(captionsOf(session)).toEqual([])
  })

  it('breaks where the picture changes inside the clip, and again when it is divided again', () => {
    const flow = speak('we look at lava and the sea')
    const plain = captioned(flow)
    const cut = seconds(2.05)
    const { session, assetId, captionTrackId } = plain
    const whole = textsOf(session, captionTrackId)
    expect(whole).toEqual(['we look at lava and the sea'])
    runOk(session, captionSpeech, { track: captionTrackId, heard: [{ assetId, words: flow, shotCuts: [cut] }] })
    const broken = textsOf(session, captionTrackId)
    expect(broken).toEqual(['we look at lava', 'and the sea'])
    runOk(session, divideSpeechAgain, { captionTrackId })
    expect(textsOf(session, captionTrackId)).toEqual(whole)
    runOk(session, divideSpeechAgain, { captionTrackId, shotCuts: new Map([[assetId, [cut]]]) })
    expect(textsOf(session, captionTrackId)).toEqual(broken)
    const fix = { kind: 'divide-again', captionTrackId } as const
    runOk(session, applyFix, { fix })
    expect(textsOf(session, captionTrackId)).toEqual(whole)
    runOk(session, applyFix, { fix, shotCuts: new Map([[assetId, [cut]]]) })
    expect(textsOf(session, captionTrackId)).toEqual(broken)
    // No caption is shown over the change.
    for (const { anchor, durationTicks } of captionsOf(session)) {
      if (anchor.kind !== 'clip') throw new Error('not over the clip')
      expect(anchor.sourceTicks >= cut || anchor.sourceTicks + durationTicks <= cut).toBe(true)
    }
  })

  it('lets words behind a trim wait, apart from those that play', () => {
    const { session, captionTrackId, clipId } = captioned(speak(speech), 0, 5)
    const shown = textsOf(session, captionTrackId)
    expect(shown.join(' ')).toBe('Lava is molten rock that flows downhill. It cools down')
    expect(captionsOf(session).length).toBeGreaterThan(shown.length)
    runOk(session, trimClip, { clipId, edge: 'end', deltaTicks: seconds(15) })
    expect(textsOf(session, captionTrackId).join(' ')).toBe(speech)
  })

  it('runs through a split, and gives each clip of a medium what it plays', () => {
    const session = openSession()
    const clipId = appendClip(session, 'alpha', 20)
    const assetId = documentOf(session).clips[clipId]?.assetId
    if (!assetId) throw new Error('no asset')
    runOk(session, splitClip, { atTicks: seconds(1.5) })
    runOk(session, captionSpeech, { track: { language: 'en' }, heard: [{ assetId, words: speak(speech) }] })
    const [captionTrackId] = Object.keys(documentOf(session).captionTracks) as CaptionTrackId[]
    if (!captionTrackId) throw new Error('no track')
    expect(textsOf(session, captionTrackId)).toEqual([
      'Lava is molten rock that flows downhill.',
      'It cools down in the cold sea',
      'and it becomes black rock again.',
    ])
    const [first, second] = documentOf(session).mainTrack.map((item) => (item.kind === 'clip' ? item.clipId : null))
    if (!first || !second) throw new Error('no halves')
    runOk(session, trimClip, { clipId: second, edge: 'start', deltaTicks: seconds(2.5) })
    runOk(session, captionSpeech, { track: captionTrackId, heard: [{ assetId, words: speak(speech) }] })
    // Words between the two wait at the nearer one, and no word is there twice.
    expect(wordsIn(captionsOf(session)).map(([, text]) => text)).toEqual(speech.split(' '))
    expect(textsOf(session, captionTrackId)[0]).toBe('Lava is molten')
  })

  it('takes the speed into account, and leaves clips out that are not heard', () => {
    const { session, clipId, assetId, captionTrackId, words } = captioned()
    runOk(session, setClipSpeed, { clipId, changes: { speed: { num: 2, den: 1 } } })
    runOk(session, captionSpeech, { track: captionTrackId, heard: [{ assetId, words }] })
    for (const { caption, span } of captionsInOrder(documentOf(session), captionTrackId))
      expect(caption.durationTicks).toBeLessThanOrEqual(2 * (span.endTicks - span.startTicks) + 4)
    expect(wordsIn(captionsOf(session)).map(([, text]) => text)).toEqual(speech.split(' '))
    runOk(session, setClipSound, { clipIds: [clipId], changes: { muted: true } })
    const before = documentOf(session)
    runOk(session, captionSpeech, { track: captionTrackId, heard: [{ assetId, words: speak('nothing of this') }] })
    expect(documentOf(session).captions).toEqual(before.captions)
  })

  it('does not touch what is done, neither when it listens nor when it divides again', () => {
    const { session, captionTrackId, assetId, words } = captioned()
    const [, middle] = captionsInOrder(documentOf(session), captionTrackId)
    if (!middle) throw new Error('no caption')
    const { id } = middle.caption
    runOk(session, editCaption, { captionId: id, changes: { text: 'Seas cool it.', done: true } })
    const kept = documentOf(session).captions[id]
    runOk(session, captionSpeech, { track: captionTrackId, heard: [{ assetId, words }] })
    expect(documentOf(session).captions[id]).toEqual(kept)
    expect(textsOf(session, captionTrackId)).toHaveLength(3)
    runOk(session, setCaptionStyle, { captionTrackId, changes: { maxCharactersPerLine: 12, maxLines: 1 } })
    runOk(session, divideSpeechAgain, { captionTrackId })
    expect(documentOf(session).captions[id]).toEqual(kept)
    const texts = textsOf(session, captionTrackId)
    expect(texts.length).toBeGreaterThan(5)
    for (const text of texts.filter((line) => line !== 'Seas cool it.')) expect(text.length).toBeLessThanOrEqual(12)
  })

  it('is not sure again where a correction is typed back, as one step that was none', () => {
    const { session } = captioned()
    const [began] = captionsOf(session)
    if (!began) throw new Error('no caption')
    const before = documentOf(session)
    const type = (text: string) =>
      session.run(editCaption, { captionId: began.id, changes: { text }, began }, { mergeKey: 'caption' })
    const undoLabel = session.getSnapshot().undoLabel
    for (const text of [began.text.slice(1), `X${began.text.slice(1)}`, `X${began.text}`, began.text]) type(text)
    expect(documentOf(session)).toEqual(before)
    expect(session.getSnapshot().undoLabel).toBe(undoLabel)
  })

  it('divides corrected words again without listening, and only timed ones', () => {
    const { session, captionTrackId } = captioned()
    const [first] = captionsOf(session)
    if (!first) throw new Error('no caption')
    runOk(session, editCaption, { captionId: first.id, changes: { text: first.text.replace('molten', 'melted') } })
    runOk(session, setCaptionStyle, { captionTrackId, changes: { maxCharactersPerLine: 10 } })
    runOk(session, divideSpeechAgain, { captionTrackId })
    expect(textsOf(session, captionTrackId).join(' ')).toBe(speech.replace('molten', 'melted'))
    expect(canDivideAgain(captionsOf(session))).toBe(true)
    for (const caption of captionsOf(session)) runOk(session, editCaption, { captionId: caption.id, changes: { done: true } })
    expect(canDivideAgain(captionsOf(session))).toBe(false)
  })

  it('leaves captions the same that come out the same, and keeps what stands out', () => {
    const { session, captionTrackId } = captioned()
    const before = documentOf(session).captions
    runOk(session, divideSpeechAgain, { captionTrackId })
    expect(documentOf(session).captions).toEqual(before)
    const [first] = captionsOf(session)
    if (!first) throw new Error('no caption')
    runOk(session, emphasiseWords, { captionId: first.id, words: ['molten'] })
    runOk(session, setCaptionStyle, { captionTrackId, changes: { maxCharactersPerLine: 10 } })
    runOk(session, divideSpeechAgain, { captionTrackId })
    const marked = captionsOf(session).filter(({ emphasis = [] }) => emphasis.length > 0)
    expect(marked.map(({ text }) => text.includes('molten'))).toEqual([true])
  })

  it('keeps every word once, in order, without overlap, whatever is cut and done', () => {
    const step = fc.record({
      at: fc.integer({ min: 1, max: 19 }),
      from: fc.integer({ min: 0, max: 9 }),
      to: fc.integer({ min: 10, max: 20 }),
    })
    const voice = fc.array(fc.record({ length: fc.integer({ min: 10, max: 900 }), pause: fc.integer({ min: 0, max: 1500 }) }), {
      minLength: 1,
      maxLength: 40,
    })
    fc.assert(
      fc.property(
        voice,
        step,
        fc.array(fc.nat(), { maxLength: 4 }),
        fc.integer({ min: 8, max: 40 }),
        (spoken, cut, marks, lines) => {
          let at = 0
          const words = spoken.flatMap(({ length, pause }, index): SpokenWord[] => {
            const startTicks = ticks((at + pause) * 120)
            at += pause + length
            return at > 20_000 ? [] : [{ text: `w${index}`, startTicks, endTicks: ticks(at * 120), confidence: 0.5 }]
          })
          const { session, captionTrackId, assetId } = captioned(words, cut.from, cut.to)
          session.run(splitClip, { atTicks: seconds(cut.at) })
          runOk(session, captionSpeech, { track: captionTrackId, heard: [{ assetId, words }] })
          const check = (isDone: (caption: Caption) => boolean): void => {
            const document = documentOf(session)
            expect(checkInvariants(document)).toEqual([])
            const shown = captionsInOrder(document, captionTrackId)
            shown.forEach(({ span }, index) => {
              expect(span.startTicks).toBeGreaterThanOrEqual(shown[index - 1]?.span.endTicks ?? 0)
            })
            const texts = wordsIn(captionsOf(session).filter((caption) => !isDone(caption))).map(([, text]) => text)
            expect(texts).toEqual(words.map(({ text }) => text).filter((text) => texts.includes(text)))
          }
          check(() => false)
          expect(wordsIn(captionsOf(session))).toHaveLength(words.length)
          for (const mark of marks) {
            const caption = captionsOf(session)[mark % Math.max(1, captionsOf(session).length)]
            if (caption) runOk(session, editCaption, { captionId: caption.id, changes: { done: true } })
          }
          const kept = captionsOf(session).filter((caption) => caption.done)
          runOk(session, setCaptionStyle, { captionTrackId, changes: { maxCharactersPerLine: lines } })
          runOk(session, divideSpeechAgain, { captionTrackId })
          check(() => false)
          expect(wordsIn(captionsOf(session))).toHaveLength(words.length)
          runOk(session, captionSpeech, { track: captionTrackId, heard: [{ assetId, words }] })
          check(() => false)
          expect(captionsOf(session).filter((caption) => caption.done)).toEqual(kept)
        },
      ),
      {
        numRuns: 150,
        // A cut through a word behind a short one.
        examples: [
          [
            [
              [638, 1126],
              [722, 276],
              [10, 1038],
              [16, 182],
              [10, 882],
              [10, 800],
              [10, 0],
            ].map(([length = 0, pause = 0]) => ({ length, pause })),
            { at: 3, from: 1, to: 10 },
            [36506959],
            8,
          ],
        ],
      },
    )
  })
})
