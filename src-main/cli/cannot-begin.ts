import type { AppError } from '#shared/messages/app-error.ts'

/** What was asked for cannot even be begun: ends as wrong usage does, not as work that failed. */
export class CannotBegin extends Error {
  readonly reason: AppError

  constructor(reason: AppError) {
    super(reason.message)
    this.reason = reason
  }
}
