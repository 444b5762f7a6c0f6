import path from 'node:path'
import { describeLessonWarning } from '#shared/lesson/lesson-warning.ts'
import { AppError } from '#shared/messages/app-error.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { InvalidLessonError } from '../../core/lesson-source/invalid-lesson.ts'
import type { LoadedLesson } from '../../core/lesson-source/load-lesson.ts'
import { describeGaps, describeLength } from '../report.ts'
import type { Session } from '../session.ts'

/** Checks a lesson and the files it names. Throws `lesson.invalid` with every problem. */
export async function validateLesson(
  { lesson, json }: { readonly lesson: string; readonly json: boolean },
  session: Session,
): Promise<string> {
  try {
    const loaded = await session.load(lesson)
    return json ? toJson(null, loaded) : toText(path.basename(lesson), loaded)
  } catch (thrown) {
    if (json && thrown instanceof AppError) process.stdout.write(toJson(thrown, null))
    throw thrown
  }
}

function toJson(error: AppError | null, loaded: LoadedLesson | null): string {
  const result = {
    valid: error === null,
    error: error?.message ?? null,
    problems: error instanceof InvalidLessonError ? error.problems : [],
    warnings: loaded ? describeAll(loaded) : [],
  }
  return `${JSON.stringify(result, null, 2)}\n`
}

const count = (number: number, one: string): string => `${number} ${one}${number === 1 ? '' : 's'}`

const describeAll = ({ document, warnings }: LoadedLesson): readonly string[] => [
  ...warnings.map(describeLessonWarning),
  ...describeGaps(document),
]

function toText(name: string, loaded: LoadedLesson): string {
  const { document } = loaded
  const parts = [
    describeLength(deriveTimeline(document).durationTicks),
    count(document.mainTrack.length, 'clip'),
    count(Object.keys(document.captions).length, 'caption'),
    count(Object.keys(document.questions).length, 'question'),
  ]
  const lines = describeAll(loaded).map((sentence) => `  attention ${sentence}`)
  return `${[`${name} is valid: “${document.metadata.title}”, ${parts.join(', ')}.`, ...lines].join('\n')}\n`
}
