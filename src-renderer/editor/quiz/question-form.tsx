import { useRef } from 'react'
import { Trash2 } from 'lucide-react'
import { IconButton } from '#renderer/ui/button.tsx'
import { Checkbox, Select } from '#renderer/ui/choices.tsx'
import { NumberField, TextField } from '#renderer/ui/fields.tsx'
import { editQuestion, setQuestionType, type QuestionChanges } from '#shared/edit/commands/questions.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { maxPromptLength, type Question, type QuestionType } from '#shared/project/schema/question.ts'
import { anchorToTimeline } from '#shared/project/timeline.ts'
import { playableQuestionTypes } from '#shared/quiz/player-lesson.ts'
import { formatPlayhead } from '#shared/time/timecode.ts'
import { deleteSelection } from '../actions/clips.ts'
import { useDocument, useEditor } from '../editor-context.tsx'
import { useFocusRequest } from '../focus-request.ts'
import { ChoiceList } from './choice-list.tsx'
import { describeQuestionProblem } from './question-problems.ts'
import form from './quiz.module.css'
import styles from '../inspector/inspector.module.css'

const retryOptions = ['0', '1', '2', '3', 'unlimited'] as const

export function QuestionForm({ question }: { readonly question: Question }) {
  const editor = useEditor()
  const document = useDocument()
  const prompt = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  useFocusRequest('question-prompt', prompt)
  const change = (changes: QuestionChanges): void => {
    editor.run(
      editQuestion,
      { questionId: question.id, changes },
      { mergeKey: `question:${question.id}:${Object.keys(changes).join()}` },
    )
  }
  const at = anchorToTimeline(question.anchor, document)
  const problem = describeQuestionProblem(question)
  return (
    <>
      <section className={styles['section']}>
        <h2 className={styles['heading']}>
          <span>
            {text.quiz.question} <span className={form['at']}>{formatPlayhead(at, document.settings.frameRate)}</span>
          </span>
          <IconButton
            icon={Trash2}
            label={text.quiz.delete}
            keys={text.shortcuts.keys.delete}
            onPress={() => deleteSelection(editor)}
          />
        </h2>
        <TextField
          label={text.quiz.prompt}
          placeholder={text.quiz.promptPlaceholder}
          lines={2}
          limit={maxPromptLength}
          inputRef={prompt}
          value={question.prompt}
          onChange={(next) => change({ prompt: next })}
        />
        <TypeSelect question={question} />
        {question.type === 'short-answer' ? (
          <AcceptedAnswers question={question} onChange={change} />
        ) : (
          <ChoiceList question={question} />
        )}
        {problem !== null && <output className={form['problem']}>{problem}</output>}
      </section>
      <section className={styles['section']}>
        <div className={styles['pair']}>
          <NumberField
            label={text.quiz.points}
            unit={text.quiz.pointsUnit}
            min={0}
            max={1000}
            value={question.points}
            onChange={(points) => change({ points })}
          />
          <Retries question={question} onChange={change} />
        </div>
      </section>
      <section className={styles['section']}>
        <TextField
          label={text.quiz.afterCorrect}
          lines={1}
          value={question.feedback.correct}
          onChange={(correct) => change({ feedback: { correct } })}
        />
        <TextField
          label={text.quiz.afterWrong}
          lines={1}
          value={question.feedback.incorrect}
          onChange={(incorrect) => change({ feedback: { incorrect } })}
        />
      </section>
    </>
  )
}

function TypeSelect({ question }: { readonly question: Question }) {
  const editor = useEditor()
  const known: readonly QuestionType[] = playableQuestionTypes
  const types = known.includes(question.type) ? known : [question.type, ...known]
  return (
    <Select
      label={text.quiz.type}
      value={question.type}
      options={types.map((value) => ({ value, label: text.quiz.types[value] }))}
      onChange={(type) => editor.run(setQuestionType, { questionId: question.id, type })}
    />
  )
}

type PartProps = { readonly question: Question; readonly onChange: (changes: QuestionChanges) => void }

function AcceptedAnswers({ question, onChange }: PartProps) {
  return (
    <>
      <TextField
        label={text.quiz.accepted}
        hint={text.quiz.acceptedHint}
        lines={3}
        value={question.acceptedAnswers.join('\n')}
        onChange={(next) => onChange({ acceptedAnswers: next === '' ? [] : next.split('\n') })}
      />
      <Checkbox
        label={text.quiz.caseSensitive}
        checked={question.caseSensitive}
        onChange={(caseSensitive) => onChange({ caseSensitive })}
      />
    </>
  )
}

function Retries({ question, onChange }: PartProps) {
  const value = question.retries === null ? 'unlimited' : String(question.retries)
  const options = (retryOptions as readonly string[]).includes(value) ? retryOptions : [value, ...retryOptions]
  return (
    <Select<string>
      label={text.quiz.retries}
      value={value}
      options={options.map((option) => ({
        value: option,
        label: option === 'unlimited' ? text.quiz.retryUnlimited : text.quiz.retryCount(Number(option)),
      }))}
      onChange={(option) => onChange({ retries: option === 'unlimited' ? null : Number(option) })}
    />
  )
}
