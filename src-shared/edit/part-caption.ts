import { castDraft } from 'immer'
import { importParts } from '../caption/import-parts.ts'
import { captionStretch, placeOverCuts } from '../project/place-caption.ts'
import type { CaptionId } from '../project/ids.ts'
import { atSpeed } from '../time/rational.ts'
import type { CommandContext, LessonDraft } from './command.ts'
import { readDraft } from './places.ts'

/**
 * A caption shows until its clip ends: one that goes on over a cut to other media becomes a part for each clip, which show as
 * one. One with timed words stays whole where not every part would have some.
 */
export function partAtCuts(draft: LessonDraft, captionId: CaptionId, { newId }: CommandContext): void {
  const document = readDraft(draft)
  const caption = document.captions[captionId]
  const clip = caption?.anchor.kind === 'clip' ? document.clips[caption.anchor.clipId] : null
  if (!caption || !clip) return
  const words = caption.words.map((word) => ({
    ...word,
    offsetTicks: atSpeed(word.offsetTicks, clip.speed),
    durationTicks: atSpeed(word.durationTicks, clip.speed),
  }))
  const { text, marks } = caption
  const cue = { ...captionStretch(document, caption), text, words, ...(marks && { marks }) }
  const parts = importParts(document, cue, placeOverCuts(document, cue))
  const wouldLose = words.length > 0 && parts.some((part) => part.words.length === 0)
  if (parts.length < 2 || wouldLose) return
  const { marks: _, runsOn, ...whole } = caption
  for (const [index, part] of parts.entries()) {
    const id = index === 0 ? captionId : (newId() as CaptionId)
    draft.captions[id] = castDraft({ ...whole, ...(index === 0 && runsOn && { runsOn }), ...part, id })
  }
}
