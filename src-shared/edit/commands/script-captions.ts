import type { CaptionTrackId } from '../../project/ids.ts'
import { captionStretch } from '../../project/place-caption.ts'
import { deriveTimeline, type Span } from '../../project/timeline.ts'
import type { SpokenWord } from '../../speech/transcript.ts'
import type { Ticks } from '../../time/ticks.ts'
import { done, refuse, type Command } from '../command.ts'
import { endBefore, placeLessonWords } from '../place-lesson-words.ts'
import type { ShotCuts } from '../place-speech.ts'
import { readDraft } from '../places.ts'

/**
 * Adds what a person typed while listening, as captions that count as checked: words on the lesson's clock, shown at most until
 * `endTicks`. A caption before them ends where they begin. `shotCuts` by medium, on its clock: captions break there where they can.
 */
export const typeCaption: Command<{
  readonly captionTrackId: CaptionTrackId
  readonly words: readonly SpokenWord[]
  readonly endTicks: Ticks
  readonly shotCuts?: ShotCuts
}> = {
  label: 'type-caption',
  run(draft, { captionTrackId, words, endTicks, shotCuts = new Map() }, context) {
    const track = readDraft(draft).captionTracks[captionTrackId]
    const [first] = words
    if (!track || !first) return refuse('edit.gone', { what: 'caption track' })
    endBefore(draft, readDraft(draft), captionTrackId, first.startTicks)
    const before = readDraft(draft)
    const kept = stretchesOf(before.captions, captionTrackId, (caption) => captionStretch(before, caption))
    const ids = placeLessonWords(draft, before, track, words, { endTicks, kept, done: true, shotCuts }, context)
    if (ids.length === 0) {
      const isTaken = kept.some((span) => span.startTicks <= first.startTicks && span.endTicks > first.startTicks)
      return refuse(isTaken ? 'edit.caption-taken' : 'edit.caption-outside', {})
    }
    return done()
  },
}

/**
 * Makes the captions of a track from words of a script on the lesson's clock. Captions that a person checked stay, the others go.
 * `shotCuts` by medium, on its clock: captions break there where they can.
 */
export const captionFromScript: Command<{
  readonly captionTrackId: CaptionTrackId
  readonly words: readonly SpokenWord[]
  readonly shotCuts?: ShotCuts
}> = {
  label: 'caption-from-script',
  run(draft, { captionTrackId, words, shotCuts = new Map() }, context) {
    const track = readDraft(draft).captionTracks[captionTrackId]
    if (!track) return refuse('edit.gone', { what: 'caption track' })
    for (const caption of Object.values(readDraft(draft).captions))
      if (caption.captionTrackId === captionTrackId && !caption.done) delete draft.captions[caption.id]
    const before = readDraft(draft)
    const kept = stretchesOf(before.captions, captionTrackId, (caption) => captionStretch(before, caption))
    const { durationTicks } = deriveTimeline(before)
    placeLessonWords(draft, before, track, words, { endTicks: durationTicks, kept, done: false, shotCuts }, context)
    return done([], [])
  },
}

type Captions = ReturnType<typeof readDraft>['captions']

function stretchesOf(
  captions: Captions,
  captionTrackId: CaptionTrackId,
  place: (caption: Captions[keyof Captions]) => Span,
): readonly Span[] {
  return Object.values(captions).flatMap((caption) => (caption.captionTrackId === captionTrackId ? [place(caption)] : []))
}
