import { z } from '../base/zod.ts'
import { longestTold } from '../trial/talk-limit.ts'

/** Where the files of the package lie in that origin, beside the page of the platform. */
export const trialPackagePath = '/package/'
/** Where H5P's own player lies, with the page in which it plays such a package. */
export const trialH5pPath = '/h5p/'
/** Where that page reads and writes what the platform keeps, and sends its statements. */
export const trialH5pStorePath = '/h5p-store/'

export const connections = ['good', 'lost', 'silent'] as const
/** `lost`: nothing reaches the platform and nothing comes from it. `silent`: it is reached and answers nothing of use. */
export type Connection = (typeof connections)[number]

/** Characters of all values together; what a platform keeps of one learner is far less. */
const mostTold = 8_000_000

const longText = z.string().max(longestTold)
const valuesSchema = z
  .record(z.string().max(300), longText)
  .refine((values) => Object.values(values).reduce((sum, { length }) => sum + length + 100, 0) < mostTold)
  .readonly()
export type TrialValues = z.infer<typeof valuesSchema>

export const scormCallSchema = z
  .strictObject({
    method: z.string().max(60),
    args: z.array(longText).max(10).readonly(),
    result: longText,
    /** The platform's error after it; 0 where there was none. */
    errorCode: z.string().max(10),
    errorText: z.string().max(300),
  })
  .readonly()
export type ScormCall = z.infer<typeof scormCallSchema>

/** What the page of the platform, around a package that may be hostile, tells the studio. */
export const trialNoticeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('ready') }),
  z.strictObject({ kind: z.literal('call'), call: scormCallSchema }),
  /** What the platform keeps, by the names of the data model. */
  z.strictObject({ kind: z.literal('stored'), values: valuesSchema }),
  /** What a page keeps in the browser. */
  z.strictObject({ kind: z.literal('kept'), values: valuesSchema }),
  /** The lesson makes more calls than can be shown. */
  z.strictObject({ kind: z.literal('missed') }),
  /** The lesson was left, and had its chance to say goodbye. */
  z.strictObject({ kind: z.literal('left') }),
  /** Escape in the lesson: the keyboard goes back to the studio. */
  z.strictObject({ kind: z.literal('escape') }),
])
export type TrialNotice = z.infer<typeof trialNoticeSchema>

export type TrialLaunch = {
  readonly kind: 'launch'
  /** Null where no API is offered. */
  readonly api: 'scorm12' | 'scorm2004' | null
  /** Path and query from the top of the origin. */
  readonly address: string
  /** What the platform remembers of an earlier visit; null for a new learner. */
  readonly stored: TrialValues | null
  /** Per cent. */
  readonly passMark: number | null
  readonly learnerName: string
  readonly connection: Connection
}

export type TrialOrder =
  TrialLaunch | { readonly kind: 'leave' } | { readonly kind: 'connection'; readonly connection: Connection }
