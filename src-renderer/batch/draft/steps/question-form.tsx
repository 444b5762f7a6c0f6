import { Plus } from 'lucide-react'
import { Button } from '#renderer/ui/button.tsx'
import { Checkbox, Select } from '#renderer/ui/choices.tsx'
import { NumberField } from '#renderer/ui/fields.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import { recipeQuestionSchema, type RecipeQuestion, type StepOf } from '#shared/recipe/recipe-schema.ts'
import { newQuestion } from '../new-step.ts'
import { withKey, type FormProps } from './form-props.ts'
import { AmountField, LinesField, WordsField } from './step-fields.tsx'
import styles from '../recipe-dialog.module.css'

const words = text.batchDraft.form.questions
const types = recipeQuestionSchema.shape.type.options

export function QuestionsForm({ step, onChange }: FormProps<StepOf<'questions'>>) {
  const put = (index: number, question: RecipeQuestion | null): void =>
    onChange({ ...step, questions: step.questions.flatMap((each, at) => (at === index ? (question ? [question] : []) : [each])) })
  return (
    <>
      {step.questions.map((question, index) => (
        <fieldset key={`${index} of the questions`} className={styles['part']}>
          <legend>{text.batchDraft.places.question(index + 1, null)}</legend>
          <QuestionFields question={question} onChange={(next) => put(index, next)} />
          {step.questions.length > 1 && (
            <div>
              <Button onPress={() => put(index, null)}>{words.remove(index + 1)}</Button>
            </div>
          )}
        </fieldset>
      ))}
      <div>
        <Button icon={Plus} onPress={() => onChange({ ...step, questions: [...step.questions, newQuestion] })}>
          {words.add}
        </Button>
      </div>
      <Completion step={step} onChange={onChange} />
    </>
  )
}

const takesChoices = (type: RecipeQuestion['type']): boolean => !['short-answer', 'reflection'].includes(type)
const isRightOrWrong = (type: RecipeQuestion['type']): boolean => !['poll', 'reflection'].includes(type)

type FieldsProps = { readonly question: RecipeQuestion; readonly onChange: (question: RecipeQuestion) => void }

function QuestionFields({ question, onChange }: FieldsProps) {
  const { type } = question
  const retype = (next: RecipeQuestion['type']): void => {
    const { choices, correct, ...others } = question
    onChange({
      ...others,
      type: next,
      ...(takesChoices(next) && choices && { choices }),
      ...(isRightOrWrong(next) && next !== 'ordering' && correct !== undefined && { correct }),
    })
  }
  return (
    <>
      <div className={styles['row']}>
        <Select
          label={text.quiz.type}
          value={type}
          options={types.map((value) => ({ value, label: text.quiz.types[value] }))}
          onChange={retype}
        />
        <AmountField
          label={words.at}
          hint={words.atHint}
          value={question.at === 'end' ? undefined : question.at}
          onChange={(at) => onChange(withKey(question, 'at', at))}
        />
      </div>
      <WordsField
        label={words.prompt}
        hint={words.promptHint}
        value={question.prompt}
        onChange={(prompt) => onChange({ ...question, prompt: prompt ?? '' })}
      />
      <div className={styles['row']}>
        {takesChoices(type) && (
          <LinesField
            label={words.choices}
            hint={type === 'ordering' ? words.orderHint : type === 'true-false' ? words.buttonsHint : words.choicesHint}
            value={question.choices}
            onChange={(choices) => onChange(withKey(question, 'choices', choices))}
          />
        )}
        {isRightOrWrong(type) && type !== 'ordering' && (
          <WordsField
            label={words.correct}
            hint={words.correctHints[type === 'true-false' || type === 'short-answer' ? type : 'choice']}
            value={question.correct}
            onChange={(correct) => onChange(withKey(question, 'correct', correct))}
          />
        )}
      </div>
      {isRightOrWrong(type) && (
        <>
          <div className={styles['row']}>
            {(['points', 'retries'] as const).map((key) => (
              <AmountField
                key={key}
                label={words[key]}
                value={question[key]}
                onChange={(value) => onChange(withKey(question, key, value))}
              />
            ))}
            <WordsField label={words.hint} value={question.hint} onChange={(hint) => onChange(withKey(question, 'hint', hint))} />
          </div>
          <div className={styles['row']}>
            {(['correct', 'incorrect'] as const).map((key) => (
              <WordsField
                key={key}
                label={words.feedback[key]}
                value={question.feedback?.[key]}
                onChange={(said) => {
                  const feedback = withKey(question.feedback ?? {}, key, said)
                  onChange(withKey(question, 'feedback', Object.keys(feedback).length === 0 ? undefined : feedback))
                }}
              />
            ))}
          </div>
        </>
      )}
      <WordsField
        label={words.slot}
        hint={words.slotHint}
        value={question.slot}
        onChange={(slot) => onChange(withKey(question, 'slot', slot))}
      />
      <Checkbox
        label={words.required}
        checked={question.required ?? true}
        onChange={(required) => onChange({ ...question, required })}
      />
    </>
  )
}

/** When a lesson counts as done; nothing is asked where a number is zero. */
function Completion({ step, onChange }: FormProps<StepOf<'questions'>>) {
  const rule = step.completion ?? {}
  const put = (changed: typeof rule): void =>
    onChange(withKey(step, 'completion', Object.keys(changed).length === 0 ? undefined : changed))
  return (
    <fieldset className={styles['part']}>
      <legend>{words.completion.title}</legend>
      <div className={styles['row']}>
        {(['watchedPercent', 'minScorePercent'] as const).map((key) => (
          <NumberField
            key={key}
            label={words.completion[key]}
            unit="%"
            min={0}
            max={100}
            step={5}
            value={rule[key] ?? 0}
            onChange={(value) => put(withKey(rule, key, value === 0 ? undefined : value))}
          />
        ))}
      </div>
      <Checkbox
        label={words.completion.questionsAnswered}
        checked={rule.questionsAnswered ?? false}
        onChange={(next) => put(withKey(rule, 'questionsAnswered', next ? true : undefined))}
      />
      {step.completion === undefined && <p className={styles['hint']}>{words.completion.usual}</p>}
    </fieldset>
  )
}
