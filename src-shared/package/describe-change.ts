import { reExportText } from '../messages/ui/re-export.ts'
import type { BreakingChange } from './export-record.ts'

/** One sentence for the author. */
export function describeChange(change: BreakingChange): string {
  const { changes } = reExportText
  switch (change.kind) {
    case 'points':
      return changes.points(change.prompt, change.before, change.after)
    case 'pass-mark':
      return changes.passMark(change.before, change.after)
    case 'rubric':
    case 'completion':
      return changes[change.kind]
    default:
      return changes[change.kind](change.prompt)
  }
}
