import { useState } from 'react'
import { Plus, Trash2 } from 'lucide-react'
import { call } from '#renderer/ipc/client.ts'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { Notice } from '#renderer/ui/feedback.tsx'
import { TextField } from '#renderer/ui/fields.tsx'
import { Dialog, Menu } from '#renderer/ui/overlays.tsx'
import type { LessonProblem } from '#shared/lesson/lesson-problem.ts'
import { describeRowProblem } from '#shared/recipe/row-problem.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { parseRecipe } from '#shared/recipe/parse-recipe.ts'
import type { Recipe, RecipeStep, StepKind } from '#shared/recipe/recipe-schema.ts'
import { newStep, stepKinds } from './new-step.ts'
import { StepForm } from './step-form.tsx'
import { nameField } from './steps/field-names.ts'
import styles from './recipe-dialog.module.css'

const words = text.batchDraft.form

type DialogProps = {
  readonly recipe: Recipe
  /** What a sheet offers for `{names}`. */
  readonly columns: readonly string[]
  readonly onUse: (recipe: Recipe) => void
  readonly onFailed: (thrown: unknown) => void
  readonly onClose: () => void
}

/** The steps of a batch as forms. */
export function RecipeDialog({ recipe: given, columns, onUse, onFailed, onClose }: DialogProps) {
  const [recipe, setRecipe] = useState(given)
  const parsed = parseRecipe(recipe)
  const problems = parsed.ok ? [] : parsed.error
  const put = (index: number, step: RecipeStep | null): void =>
    setRecipe((before) => ({
      ...before,
      steps: before.steps.flatMap((each, at) => (at === index ? (step ? [step] : []) : [each])),
    }))
  // Captions may be there in several languages; all else is there once.
  const missing = stepKinds.filter((kind) => kind === 'captions' || !recipe.steps.some(({ step }) => step === kind))
  const stepProblems = recipe.steps.map((_, index) => problemsAt(problems, `steps[${index}]`))
  const otherProblems = problems.filter(({ path }) => !path.startsWith('steps['))
  const wrongSteps = recipe.steps.flatMap(({ step }, index) =>
    (stepProblems[index] ?? []).length > 0 ? [words.stepNames[step]] : [],
  )
  const save = async (): Promise<void> => {
    const content = `${JSON.stringify(recipe, null, 2)}\n`
    await call('textFiles.save', { suggestedName: recipe.name, extension: 'json', text: content })
  }
  return (
    <Dialog
      title={words.title}
      open
      wide
      onClose={onClose}
      actions={
        <>
          {wrongSteps.length > 0 && <output className={styles['wrong']}>{words.problemsIn(wrongSteps)}</output>}
          <Button isDisabled={problems.length > 0} onPress={() => void save().catch(onFailed)}>
            {words.save}
          </Button>
          <Button variant="primary" isDisabled={problems.length > 0} onPress={() => parsed.ok && onUse(parsed.value)}>
            {words.use}
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <TextField label={words.name} value={recipe.name} onChange={(name) => setRecipe({ ...recipe, name })} />
        <p className={styles['hint']}>{words.braces(columns)}</p>
        <ol className={styles['steps']}>
          {recipe.steps.map((step, index) => (
            // Steps have no name but their kind and place.
            <li key={`${index} ${step.step}`} className={styles['step']}>
              <div className={styles['head']}>
                <h3>{words.stepNames[step.step]}</h3>
                <IconButton icon={Trash2} label={words.remove(words.stepNames[step.step])} onPress={() => put(index, null)} />
              </div>
              <StepForm step={step} onChange={(next) => put(index, next)} />
              <Problems kind={step.step} problems={stepProblems[index] ?? []} />
            </li>
          ))}
        </ol>
        <Menu
          label={words.add}
          icon={Plus}
          caption={words.add}
          entries={missing.map((kind) => ({
            id: kind,
            label: words.stepNames[kind],
            onAction: () => setRecipe((before) => ({ ...before, steps: [...before.steps, newStep(kind)] })),
          }))}
        />
        <Problems problems={otherProblems} />
      </div>
    </Dialog>
  )
}

/** Those of a part of the recipe, with their places in it. */
function problemsAt(problems: readonly LessonProblem[], part: string): readonly LessonProblem[] {
  return problems.flatMap(({ path, message }) =>
    path === part || path.startsWith(`${part}.`) ? [{ path: path.slice(part.length + 1), message }] : [],
  )
}

function Problems({ problems, kind }: { readonly problems: readonly LessonProblem[]; readonly kind?: StepKind }) {
  if (problems.length === 0) return null
  return (
    <Notice tone="warning" title={words.problems}>
      <ul>
        {problems.map((problem) => (
          <li key={`${problem.path} ${problem.message}`}>{describeRowProblem(kind ? nameField(problem, kind) : problem)}</li>
        ))}
      </ul>
    </Notice>
  )
}
