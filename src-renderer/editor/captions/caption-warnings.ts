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
  const speed = judgeReadingSpeed(measured.charactersPerSecond, audience)
  const limit = readingLimits[audience].charactersPerSecond
  if (speed === 'too-fast') return words.tooFast(measured.charactersPerSecond, limit)
  if (speed === 'fast') return words.fast(measured.charactersPerSecond, limit)
  if (measured.lineCount > maxLines) return words.manyLines(measured.lineCount, maxLines)
  if (measured.longestLineCharacters > maxCharactersPerLine)
    return words.longWord(measured.longestLineCharacters, maxCharactersPerLine)
  return measured.durationTicks > readingLimits.longestTicks ? words.long : undefined
}

/** More than this is no caption but a text to make several of. */
export const longTextCharacters = 200
