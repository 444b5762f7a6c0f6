import type { PlatformResult } from '#shared/journey/journey.ts'
import type { LessonWindow, NetworkCall, NetworkReply } from './lesson-page.ts'

/** Something that the lesson told its platform, in the order it was said. */
export type PlatformCall = {
  /** Milliseconds since the journey began. */
  readonly atMs: number
  /** As `LMSSetValue("cmi.core.score.raw", "80")`. */
  readonly raw: string
  readonly refused: boolean
  readonly subject: CallSubject
}

export type CallSubject =
  | {
      readonly kind: 'scorm'
      readonly method: string
      readonly args: readonly string[]
      readonly result: string
      readonly errorCode: string
    }
  | { readonly kind: 'statement'; readonly statement: unknown }
  | { readonly kind: 'state'; readonly name: string; readonly text: string }

/** A platform that a headless learner's lesson runs on, for as many visits as there are. */
export type Platform = {
  /** The query of the lesson's page; a new launch forgets what only a tab remembers. */
  readonly launch: (isNew: boolean) => string
  readonly prepare: (page: LessonWindow) => void
  readonly network: (call: NetworkCall) => NetworkReply | null
  readonly setOnline: (online: boolean) => void
  readonly calls: readonly PlatformCall[]
  /** What the platform knows, from what it was told. */
  readonly result: () => PlatformResult
  /** What it keeps for the next visit, by the names it keeps it under. */
  readonly stored: () => Readonly<Record<string, string>>
  /** Where the lesson broke a rule of its standard. */
  readonly offences: () => readonly string[]
}
