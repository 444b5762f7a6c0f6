import { Trash2, TriangleAlert } from 'lucide-react'
import { IconButton } from '#renderer/ui/button.tsx'
import { Select } from '#renderer/ui/choices.tsx'
import { addChoice, setQuestionType } from '#shared/edit/commands/questions.ts'
import { choiceListTypes } from '#shared/edit/convert-question.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { findQuestionProblems } from '#shared/package/question-problem.ts'
import { questionTypes, type Question } from '#shared/project/schema/question.ts'
import { anchorToTimeline } from '#shared/project/timeline.ts'
import { formatPlayhead } from '#shared/time/timecode.ts'
import { deleteSelection } from '../actions/clips.ts'
import { useDocument, useEditor } from '../editor-context.tsx'
import { BranchSettings } from './branch-settings.tsx'
import { AnswerForm } from './forms/answer-form.tsx'
import { PromptField } from './prompt-field.tsx'
import { questionIcons } from './question-icons.ts'
import { describeQuestionProblem } from './question-problems.ts'
import { ReplySettings, ScoreSettings, TimingSettings } from './question-settings.tsx'
import { useRowFocus } from './row-focus.ts'
import form from './quiz.module.css'
import styles from '../inspector/inspector.module.css'
import { useKeys } from '../shortcuts/use-keys.ts'

/** All of a question: what is asked, how it is answered, when it shows, what it counts and what learners read. */
export function QuestionForm({ question }: { readonly question: Question }) {
  const editor = useEditor()
  const document = useDocument()
  const rows = useRowFocus()
  const at = anchorToTimeline(question.anchor, document)
  const problems = findQuestionProblems(question)
  const problem = describeQuestionProblem(document, question)
  /** The first answer that is still empty, or a new one. */
  const goToAnswers = (): void => {
    const empty = rows.firstEmpty()
    const { id: questionId, type, choices } = question
    if (empty >= 0 || !choiceListTypes.has(type)) rows.focus(Math.max(0, empty))
    else if (editor.run(addChoice, { questionId })) rows.focusNext(choices.length)
  }
  return (
    <>
      <section className={styles['section']}>
        <h2 className={styles['heading']}>
          <span>
            {text.quiz.question} <span className={form['at']}>{formatPlayhead(at, document.settings.frameRate)}</span>
          </span>
          <IconButton icon={Trash2} label={text.quiz.delete} {...useKeys('delete')} onPress={() => deleteSelection(editor)} />
        </h2>
        <Select
          label={text.quiz.type}
          value={question.type}
          options={questionTypes.map((value) => ({
            value,
            label: text.quiz.types[value],
            description: text.quiz.explanations[value],
            icon: questionIcons[value],
          }))}
          onChange={(type) => editor.run(setQuestionType, { questionId: question.id, type })}
        />
        <PromptField question={question} onEnter={goToAnswers} />
        <AnswerForm question={question} problems={problems} rows={rows} />
        <output className={form['problem']} hidden={problem === null}>
          {problem !== null && (
            <>
              <TriangleAlert size={14} aria-hidden />
              {problem}
            </>
          )}
        </output>
      </section>
      <TimingSettings question={question} />
      <ScoreSettings question={question} />
      <ReplySettings question={question} />
      <BranchSettings question={question} />
    </>
  )
}
