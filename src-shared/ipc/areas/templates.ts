import { z } from '../../base/zod.ts'
import { templateKinds } from '../../project/schema/document.ts'
import { positionSchema } from '../../project/schema/time.ts'
import { languageSchema } from '../../project/schema/text.ts'
import { slotCountsSchema } from '../../template/template-file.ts'
import { channel, nothingSchema } from '../channel.ts'
import { projectIdSchema } from './library.ts'

/** The folder name of a shipped template, or the id under which the library keeps one that somebody saved. */
export const templateIdSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/)

/** One card of the templates' gallery. */
export const templateSummarySchema = z
  .strictObject({
    templateId: templateIdSchema,
    origin: z.enum(['shipped', 'own']),
    kind: z.enum(templateKinds),
    name: z.string(),
    summary: z.string(),
    durationTicks: positionSchema,
    /** What there is to fill in, by kind. */
    slots: slotCountsSchema,
    posterUrl: z.string().nullable(),
    /** A short film of a filled template; null for saved ones. */
    filmUrl: z.string().nullable(),
  })
  .readonly()
export type TemplateSummary = z.infer<typeof templateSummarySchema>

const name = z.string().trim().min(1).max(200)
const templateRef = z.strictObject({ templateId: templateIdSchema }).readonly()

/** A part of a lesson that becomes a slot; `key` is its record, for instance `clips.abc`. */
export const slotChoiceSchema = z
  .strictObject({ key: z.string(), name, hint: z.string().max(500), required: z.boolean() })
  .readonly()
export type SlotChoice = z.infer<typeof slotChoiceSchema>

export const templateChannels = {
  'templates.list': channel(nothingSchema, z.strictObject({ templates: z.array(templateSummarySchema).readonly() }).readonly()),
  /** Makes a lesson. */
  'templates.start': channel(
    z.strictObject({ templateId: templateIdSchema, title: name, language: languageSchema }).readonly(),
    z.strictObject({ projectId: projectIdSchema }).readonly(),
  ),
  /** Makes a template of the newest stored revision of a lesson. */
  'templates.save': channel(
    z
      .strictObject({
        projectId: projectIdSchema,
        name,
        summary: z.string().max(500),
        choices: z.array(slotChoiceSchema).max(200).readonly(),
      })
      .readonly(),
    z.strictObject({ templateId: templateIdSchema }).readonly(),
  ),
  /** Only of saved ones; `templates.restore` brings it back. */
  'templates.delete': channel(templateRef, nothingSchema),
  'templates.restore': channel(templateRef, nothingSchema),
} as const
