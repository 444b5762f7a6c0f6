import { call } from '#renderer/ipc/client.ts'
import { formatClockTime } from '#shared/caption/clock-time.ts'
import { writeSubRip } from '#shared/caption/formats/srt/write.ts'
import { readXliff } from '#shared/caption/formats/xliff/read.ts'
import { writeXliff } from '#shared/caption/formats/xliff/write.ts'
import { matchCues, matchUnits, type MatchedTranslation } from '#shared/caption/match-translation.ts'
import { parseCaptionText } from '#shared/caption/parse-caption-text.ts'
import { readingLimits } from '#shared/caption/readability.ts'
import { translationRows } from '#shared/caption/translation-rows.ts'
import { importTranslations } from '#shared/edit/commands/translations.ts'
import { appError } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { CaptionTrack } from '#shared/project/schema/text.ts'
import { captionsInOrder } from '#shared/project/selectors.ts'
import { ticksToSeconds } from '#shared/time/ticks.ts'
import type { LessonEditor } from '../lesson-editor.ts'

type Pair = { readonly source: CaptionTrack; readonly target: CaptionTrack }

const words = text.translation

/** Saves the captions and what of them is translated, for any translation tool; says under what name, or null. */
export async function sendXliff({ document }: LessonEditor, { source, target }: Pair): Promise<string | null> {
  const { maxCharactersPerLine, maxLines } = target.style
  const { charactersPerSecond } = readingLimits[document.settings.audience]
  const units = translationRows(document, source.id, target.id).flatMap(({ source: from, target: to, state }) => {
    if (!from) return []
    const { startTicks, endTicks } = from.span
    const seconds = ticksToSeconds(endTicks) - ticksToSeconds(startTicks)
    const when = words.note(formatClockTime(startTicks), seconds, from.caption.speaker)
    return {
      id: from.caption.id,
      source: from.caption.text,
      target: to?.caption.text ?? null,
      outdated: state === 'outdated',
      maxCharacters: Math.min(maxCharactersPerLine * maxLines, Math.max(1, Math.floor(seconds * charactersPerSecond))),
      note: when,
    }
  })
  const { title } = document.metadata
  const file = writeXliff({
    title,
    lessonId: document.id,
    sourceLanguage: source.language,
    targetLanguage: target.language,
    units,
  })
  return save(`${title} ${source.language}-${target.language}`, 'xlf', file)
}

/** Saves the captions as subtitles, for who translates them in a text editor. */
export async function sendSubtitles({ document }: LessonEditor, { source }: Pair): Promise<string | null> {
  const cues = captionsInOrder(document, source.id).map(({ caption, span }) => ({ ...span, text: caption.text }))
  return save(`${document.metadata.title} ${source.language}`, 'srt', writeSubRip(cues))
}

async function save(suggestedName: string, extension: 'xlf' | 'srt', content: string): Promise<string | null> {
  return (await call('textFiles.save', { suggestedName, extension, text: content })).fileName
}

export type BroughtBack = MatchedTranslation & {
  readonly fileName: string
  /** The language that the file names, where it is not the track's. */
  readonly otherLanguage: string | null
}

/** Takes a translated file over, as one step; null where the user chose none. Throws an `AppError` for what holds no translation. */
export async function bringBack(editor: LessonEditor, { source, target }: Pair): Promise<BroughtBack | null> {
  const { file } = await call('textFiles.open', { purpose: 'translation' })
  if (!file) return null
  const rows = translationRows(editor.document, source.id, target.id)
  const { matched, language } = match(file, rows)
  if (matched.entries.length > 0)
    editor.run(importTranslations, { sourceTrackId: source.id, targetTrackId: target.id, entries: matched.entries })
  const isOther = language !== null && baseOf(language) !== baseOf(target.language)
  return { ...matched, fileName: file.fileName, otherLanguage: isOther ? language : null }
}

function match(
  { fileName, text: content }: { readonly fileName: string; readonly text: string },
  rows: ReturnType<typeof translationRows>,
): { readonly matched: MatchedTranslation; readonly language: string | null } {
  if (!/\.(?:xlf|xliff|xml)$/i.test(fileName) && !/<xliff[\s>]/.test(content.slice(0, 4000)))
    return { matched: matchCues(rows, parseCaptionText(content, fileName).cues), language: null }
  const read = readXliff(content)
  if (!read) throw appError('translation.not-xliff', { file: fileName })
  if (read.units.length === 0) throw appError('translation.none-found', { file: fileName })
  return { matched: matchUnits(rows, read.units), language: read.targetLanguage }
}

const baseOf = (language: string): string => language.toLowerCase().split('-')[0] ?? ''
