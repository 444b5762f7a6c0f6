import type { Draft } from 'immer'
import { err, ok, type Result } from '../base/result.ts'
import type { ErrorData } from '../messages/app-error.ts'
import type { ErrorCode, ErrorParams } from '../messages/errors.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import type { EditLabel } from './labels.ts'
import type { Notice } from './notices.ts'
import type { Selection } from './selection.ts'

/** What a command writes to. Read places through `readDraft`: the timeline is cached by document. */
export type LessonDraft = Draft<LessonDocument>

/** What a command may not make up by itself, since shared code knows no randomness. */
export type CommandContext = {
  /** A fresh id that fits `project/ids.ts`; any table may use it. */
  readonly newId: () => string
}

export type CommandOutcome = {
  /** What the user should know beyond what they asked for. */
  readonly notices: readonly Notice[]
  /** The selection from here on; absent keeps what still exists of the old one. */
  readonly selection?: Selection
}

export type CommandResult = Result<CommandOutcome, ErrorData>

/** One verb of the editor: pure, refuses with a sentence, never leaves the document half changed. */
export type Command<Args> = {
  /** Names the step in the undo menu. */
  readonly label: EditLabel
  readonly run: (draft: LessonDraft, args: Args, context: CommandContext) => CommandResult
}

export function done(notices: readonly Notice[] = [], selection?: Selection): CommandResult {
  return ok(selection === undefined ? { notices } : { notices, selection })
}

export function refuse<C extends ErrorCode>(code: C, params: ErrorParams<C>): { readonly ok: false; readonly error: ErrorData } {
  return err({ code, params: params as ErrorData['params'], retryable: false })
}
