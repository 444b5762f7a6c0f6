import { judgeReadingSpeed, measureReadability, readingLimits } from '#shared/caption/readability.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Settings } from '#shared/project/schema/document.ts'
import type { Span } from '#shared/project/timeline.ts'

/** The one remark that helps a caption most, or undefined where it reads well. */
export function captionWarning(
  captionText: string,
  span: Span,
  maxCharactersPerLine: number,
  maxLines: number,
  audience: Settings['audience'],
): string | undefined {
  if (captionText.trim() === '') return undefined
  const words = text.inspector.caption
  const measured = measureReadability({ ...span, text: captionText }, maxCharactersPerLine)
  if (measured.durationTicks < readingLimits.shortestTicks) return words.short
  if (judgeReadingSpeed(measured.charactersPerSecond, audience) !== 'fine')
    return words.fast(measured.charactersPerSecond, readingLimits[audience].charactersPerSecond)
  return measured.lineCount > maxLines ? words.manyLines(measured.lineCount, maxLines) : undefined
}
