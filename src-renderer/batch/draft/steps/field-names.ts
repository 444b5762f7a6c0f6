import type { LessonProblem } from '#shared/lesson/lesson-problem.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { StepKind } from '#shared/recipe/recipe-schema.ts'

const form = text.batchDraft.form

/** What the form calls a key of a step. */
const names: Partial<Record<StepKind, Readonly<Record<string, string>>>> = {
  doctor: { noiseReduction: form.doctor.noise, highPass: form.doctor.rumble },
  trim: form.trim,
  join: form.join,
  look: { look: form.look.name },
  captions: { file: form.captions.file, language: form.captions.language },
  metadata: form.metadata,
  template: { template: form.template.file, clip: form.template.clip },
  brand: { 'brand.logo': text.schoolStyle.logo, 'brand.name': text.schoolStyle.name },
  loudness: { loudness: form.loudness.level },
  challenge: { 'challenge.deadline': text.challenge.deadline, 'challenge.durationLimit': form.challenge.limit },
}

/** A problem of a step by the name of its field; by its key where that is not in the form. */
export function nameField({ path, message }: LessonProblem, kind: StepKind): LessonProblem {
  if (kind === 'join' && path === '') return { path, message: form.join.needed }
  const known = names[kind]
  return { path: known && Object.hasOwn(known, path) ? (known[path] ?? path) : path, message }
}
