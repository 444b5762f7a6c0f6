import { z } from '../../base/zod.ts'
import { speechModelIdSchema } from '../../speech/models.ts'
import { channel, nothingSchema } from '../channel.ts'

export const appInfoSchema = z
  .strictObject({
    version: z.string(),
    electron: z.string(),
    /** The closed-network runtime of the development scripts: an older Electron. */
    developmentRuntime: z.boolean(),
  })
  .readonly()
export type AppInfo = z.infer<typeof appInfoSchema>

/** What the user prefers, over all projects. */
export const previewDevices = ['phone', 'tablet', 'desktop', 'plain'] as const

/** How clips are captioned: with which model (null: the best there is), in whichever language is heard, with swear words masked. */
const captioningChoicesSchema = z
  .strictObject({ modelId: speechModelIdSchema.nullable(), findsLanguage: z.boolean(), masksSwearWords: z.boolean() })
  .readonly()
export type CaptioningChoices = z.infer<typeof captioningChoicesSchema>

const usualCaptioning: CaptioningChoices = { modelId: null, findsLanguage: false, masksSwearWords: false }

export const appSettingsSchema = z
  .strictObject({
    theme: z.enum(['system', 'light', 'dark', 'contrast']),
    /** How large everything is; 1 is normal. WCAG 1.4.4 asks for 2. */
    textSize: z.number().min(0.5).max(3).default(1),
    /** What the preview looks as if it were shown on; null chooses what suits the lesson's shape. */
    device: z.enum(previewDevices).nullable().default(null),
    /** Whose buttons and words the preview shades. */
    safeZones: z.enum(['off', 'lms', 'social']).default('off'),
    captioning: captioningChoicesSchema.default(usualCaptioning),
    /** CSS pixels that the tracks of the timeline take; null for as many as they need. */
    timelineHeight: z.int().min(80).max(5000).nullable().default(null),
  })
  .readonly()
export type AppSettings = z.infer<typeof appSettingsSchema>

export const defaultAppSettings: AppSettings = {
  theme: 'system',
  textSize: 1,
  device: null,
  safeZones: 'off',
  captioning: usualCaptioning,
  timelineHeight: null,
}

export const appChannels = {
  'app.info': channel(nothingSchema, appInfoSchema),
  'app.getSettings': channel(nothingSchema, appSettingsSchema),
  'app.setSettings': channel(appSettingsSchema, appSettingsSchema),
  /** As if the user pasted: the window gets a `paste` event with what is on the clipboard. */
  'app.paste': channel(nothingSchema, nothingSchema),
  /** The answer to the event `app.closing`: everything is saved, the window may go. */
  'app.closeReady': channel(nothingSchema, nothingSchema),
  /** The other answer: something would be lost, so the window stays open until the user decides. */
  'app.closeRefused': channel(nothingSchema, nothingSchema),
} as const
