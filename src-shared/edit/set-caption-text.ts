import { castDraft } from 'immer'
import { emphasisFor } from '../caption/move-emphasis.ts'
import { marksFor } from '../caption/move-marks.ts'
import type { CaptionId } from '../project/ids.ts'
import type { Caption } from '../project/schema/text.ts'
import { retimeWords } from './caption-words.ts'
import type { LessonDraft } from './command.ts'

type CaptionDraft = LessonDraft['captions'][CaptionId]

/** Gives a caption another text: its timed words, marks and words that stand out follow. */
export function setCaptionText(target: CaptionDraft, caption: Caption, text: string): void {
  target.text = text
  target.words = castDraft(retimeWords(caption.words, text, caption.durationTicks))
  setMarks(target, marksFor(caption, text))
  setEmphasis(target, emphasisFor(caption, text))
}

export function setMarks(target: CaptionDraft, { marks }: Pick<Caption, 'marks'>): void {
  if (marks) target.marks = castDraft([...marks])
  else delete target.marks
}

export function setEmphasis(target: CaptionDraft, emphasis: readonly string[]): void {
  if (emphasis.length > 0) target.emphasis = [...emphasis]
  else delete target.emphasis
}
