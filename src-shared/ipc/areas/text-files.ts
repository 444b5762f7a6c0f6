import { z } from '../../base/zod.ts'
import { channel } from '../channel.ts'

/** What a text is for: it decides which files the system's dialog offers. */
const purposeSchema = z.enum(['script', 'translation'])
export type TextPurpose = z.infer<typeof purposeSchema>

/** A text of a lesson has hardly 0.1 MB; XLIFF may carry every tool's own notes. */
export const textLimitMb = 10

export const textFileChannels = {
  /** Opens the system's file dialog and reads what was chosen, in any common encoding; null where the user cancelled. */
  'textFiles.open': channel(
    z.strictObject({ purpose: purposeSchema }).readonly(),
    z.strictObject({ file: z.strictObject({ fileName: z.string(), text: z.string() }).readonly().nullable() }).readonly(),
  ),
  /** Asks where to save a text and writes it whole, as UTF-8; null where the user cancelled. */
  'textFiles.save': channel(
    z
      .strictObject({
        suggestedName: z.string(),
        extension: z.enum(['xlf', 'vtt', 'srt', 'ass', 'ttml', 'txt', 'html', 'json']),
        text: z.string().max(textLimitMb * 1024 * 1024),
      })
      .readonly(),
    z.strictObject({ fileName: z.string().nullable() }).readonly(),
  ),
} as const
