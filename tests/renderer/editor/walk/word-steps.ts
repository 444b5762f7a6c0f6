import { canRestore, restoreStretch } from '#shared/edit/commands/restore-stretch.ts'
import { captionSpeech, divideSpeechAgain } from '#shared/edit/commands/caption-speech.ts'
import { correctWord } from '#shared/edit/commands/correct-word.ts'
import { cutStretches } from '#shared/edit/commands/cut-stretches.ts'
import { cutWords } from '#shared/edit/commands/cut-words.ts'
import { emphasiseWords } from '#shared/edit/commands/emphasise-words.ts'
import { captionFromScript, typeCaption } from '#shared/edit/commands/script-captions.ts'
import { confirmTranslation, followOriginals, setTranslation, startTranslation } from '#shared/edit/commands/translations.ts'
import { joinStretches } from '#shared/edit/cut-plan.ts'
import { listRemoved, type RemovedStretch } from '#shared/edit/removed-stretch.ts'
import type { LessonEditor } from '#renderer/editor/lesson-editor.ts'
import type { CaptionTrack } from '#shared/project/schema/text.ts'
import type { SpokenWord } from '#shared/speech/transcript.ts'
import { transcriptWords } from '#shared/speech/transcript-words.ts'
import { secondsToTicks, ticks } from '#shared/time/ticks.ts'
import type { Dice, Step } from './walk-steps.ts'

const trackOf = (editor: LessonEditor, dice: Dice): CaptionTrack | undefined =>
  dice.pick(Object.values(editor.document.captionTracks))

function speak(dice: Dice, from: number, to: number): SpokenWord[] {
  const spoken: SpokenWord[] = []
  let at = from + dice.roll(60_000)
  while (spoken.length < 25) {
    const length = secondsToTicks((dice.roll(40) + 10) / 100)
    if (at + length > to) break
    const text = dice.pick(['lava', 'runs', 'um', 'down', 'slowly.', '溶岩']) ?? 'lava'
    spoken.push({ text, startTicks: ticks(at), endTicks: ticks(at + length), confidence: dice.roll(11) / 10 })
    at += length + dice.roll(4) * dice.roll(36_000)
  }
  return spoken
}

/** As listening captions all clips that play a medium. */
const hear: Step = (editor, dice) => {
  const clip = dice.pick(Object.values(editor.document.clips))
  if (!clip) return
  const words = speak(dice, clip.sourceInTicks, clip.sourceOutTicks)
  editor.run(captionSpeech, { track: trackOf(editor, dice)?.id ?? { language: 'en' }, heard: [{ assetId: clip.assetId, words }] })
}

const writeWords: Step = (editor, dice) => {
  const track = trackOf(editor, dice)
  if (!track) return
  const captionTrackId = track.id
  const from = editor.playheadTicks
  const words = speak(dice, from, Math.min(editor.durationTicks, from + secondsToTicks(4)))
  switch (dice.roll(3)) {
    case 0:
      return void editor.run(divideSpeechAgain, { captionTrackId })
    case 1:
      return void editor.run(captionFromScript, { captionTrackId, words })
    default:
      return void (
        words.length > 0 && editor.run(typeCaption, { captionTrackId, words, endTicks: words.at(-1)?.endTicks ?? from })
      )
  }
}

const correct: Step = (editor, dice) => {
  const track = trackOf(editor, dice)
  const word = track && dice.pick(transcriptWords(editor.document, track.id))
  if (!word) return
  const text = dice.pick(['', 'magma', 'two words', 'a\u0301', '  ']) ?? ''
  if (dice.roll(3) === 0) editor.run(emphasiseWords, { captionId: word.captionId, words: [word.text] })
  else editor.run(correctWord, { ...word, text })
}

const cutByText: Step = (editor, dice) => {
  const track = trackOf(editor, dice)
  if (!track) return
  const words = transcriptWords(editor.document, track.id)
  const from = dice.roll(words.length + 1)
  editor.run(cutWords, { captionTrackId: track.id, words: words.slice(from, from + 1 + dice.roll(4)) })
}

/** Of all lessons of a walk; what belongs to another one is refused. */
const cutOut: RemovedStretch[] = []

const tidy: Step = (editor, dice) => {
  const end = editor.durationTicks
  const wanted = Array.from({ length: 1 + dice.roll(4) }, () => {
    const startTicks = ticks(dice.roll(end + 1))
    return { startTicks, endTicks: ticks(startTicks + dice.roll(secondsToTicks(1))) }
  })
  const stretches = joinStretches(editor.document, wanted)
  const removed = listRemoved(editor.document, stretches)
  if (dice.roll(4) === 0) {
    // As the preview of a cut.
    editor.session.beginDrag()
    editor.session.updateDrag(cutStretches, { stretches })
    editor.session.cancelDrag()
  } else if (editor.run(cutStretches, { stretches })) cutOut.push(...removed)
}

const putBack: Step = (editor, dice) => {
  const there = cutOut.filter((removed) => canRestore(editor.document, removed))
  const removed = dice.pick(there)
  if (removed) editor.run(restoreStretch, { removed })
}

const translate: Step = (editor, dice) => {
  const [source, target] = [trackOf(editor, dice), trackOf(editor, dice)]
  if (!source) return
  if (!target || target === source) {
    if (Object.keys(editor.document.captionTracks).length < 4)
      editor.run(startTranslation, { sourceTrackId: source.id, language: 'pt' })
    return
  }
  const tracks = { sourceTrackId: source.id, targetTrackId: target.id }
  const caption = dice.pick(Object.values(editor.document.captions).filter(({ captionTrackId }) => captionTrackId === source.id))
  if (!caption || dice.roll(4) === 0) editor.run(followOriginals, tracks)
  else if (dice.roll(3) === 0) editor.run(confirmTranslation, { ...tracks, sourceId: caption.id })
  else editor.run(setTranslation, { ...tracks, sourceId: caption.id, text: dice.pick(['', 'A lava corre', 'ok']) ?? '' })
}

/** What listening, the text view, tidying up, scripts and translations do. */
export const wordSteps = { hear, writeWords, correct, cutByText, tidy, putBack, translate }
