import { editChallenge } from '#shared/edit/commands/lesson.ts'
import type { Challenge } from '#shared/project/schema/question.ts'
import { useEditor } from '../editor-context.tsx'

/** Changes the challenge; typing in one field (`field`) is one step to undo, adding and moving is a step each (null). */
export function useChallengeChange(): (changes: Partial<Challenge>, field?: string | null) => boolean {
  const editor = useEditor()
  return (changes, field = Object.keys(changes).join()) =>
    editor.run(editChallenge, { changes }, field === null ? {} : { mergeKey: `challenge:${field}` })
}
