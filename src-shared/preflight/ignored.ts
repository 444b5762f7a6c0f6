import { done, type Command } from '../edit/command.ts'
import type { LessonDocument } from '../project/schema/document.ts'
import type { PreflightFinding } from './finding.ts'

/** Leaves a finding aside from now on, or looks at it again. `key` as the finding has it. */
export const ignoreFinding: Command<{ readonly key: string; readonly ignored: boolean }> = {
  label: 'ignore-finding',
  run(draft, { key, ignored }) {
    const others = (draft.metadata.ignoredFindings ?? []).filter((known) => known !== key)
    const keys = ignored ? [...others, key] : others
    if (keys.length > 0) draft.metadata.ignoredFindings = keys
    else delete draft.metadata.ignoredFindings
    return done()
  },
}

/** What its author still should see, and what they chose to leave aside. */
export function partIgnored(
  { metadata }: LessonDocument,
  findings: readonly PreflightFinding[],
): { readonly open: readonly PreflightFinding[]; readonly ignored: readonly PreflightFinding[] } {
  const keys = new Set(metadata.ignoredFindings)
  return { open: findings.filter(({ key }) => !keys.has(key)), ignored: findings.filter(({ key }) => keys.has(key)) }
}
