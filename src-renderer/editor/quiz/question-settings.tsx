import { MapPin } from 'lucide-react'
import { Button } from '#renderer/ui/button.tsx'
import { Checkbox, Segmented, Select } from '#renderer/ui/choices.tsx'
import { NumberField, TextField } from '#renderer/ui/fields.tsx'
import { moveQuestion } from '#shared/edit/commands/questions.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { isScoredType } from '#shared/project/question-defaults.ts'
import type { Question, QuestionType } from '#shared/project/schema/question.ts'
import { anchorToTimeline } from '#shared/project/timeline.ts'
import { secondsToTicks, ticksToSeconds, type Ticks } from '#shared/time/ticks.ts'
import { useDocument, useEditor } from '../editor-context.tsx'
import { SettingsGroup } from '../inspector/disclosure.tsx'
import { useQuestionChange } from './use-question-change.ts'
import styles from '../inspector/inspector.module.css'

const words = text.quiz
type Props = { readonly question: Question }

/** When a question shows, and whether the clip waits for the answer. */
export function TimingSettings({ question }: Props) {
  const editor = useEditor()
  const document = useDocument()
  const change = useQuestionChange(question)
  const { pause, required, showTicks } = question
  const at = anchorToTimeline(question.anchor, document)
  const move = (atTicks: Ticks): void => {
    if (editor.run(moveQuestion, { questionId: question.id, atTicks }, { mergeKey: `question:${question.id}:at` }))
      editor.seek(atTicks)
  }
  return (
    <SettingsGroup title={words.timing.title} isChanged={!pause || !required}>
      <NumberField
        label={words.timing.at}
        unit={words.seconds}
        min={0}
        max={ticksToSeconds(editor.durationTicks)}
        step={0.1}
        decimals={2}
        value={ticksToSeconds(at)}
        onChange={(seconds) => move(secondsToTicks(Math.min(seconds, ticksToSeconds(editor.durationTicks))))}
      />
      <Button icon={MapPin} variant="quiet" onPress={() => move(editor.playheadTicks)}>
        {words.timing.atPlayhead}
      </Button>
      <Segmented<'pauses' | 'runs'>
        label={words.timing.mode}
        value={pause ? 'pauses' : 'runs'}
        options={[
          { value: 'pauses', label: words.timing.pauses },
          { value: 'runs', label: words.timing.runs },
        ]}
        onChange={(mode) => change({ pause: mode === 'pauses' })}
      />
      {!pause && showTicks !== null && (
        <NumberField
          label={words.timing.length}
          unit={words.seconds}
          min={1}
          max={120}
          step={1}
          decimals={1}
          value={ticksToSeconds(showTicks)}
          onChange={(seconds) => change({ showTicks: secondsToTicks(seconds) })}
        />
      )}
      <Checkbox
        label={pause ? words.timing.required : words.timing.requiredRunning}
        checked={required}
        onChange={(next) => change({ required: next })}
      />
    </SettingsGroup>
  )
}

const partlyRight: ReadonlySet<QuestionType> = new Set(['multiple-choice', 'fill-blank', 'ordering', 'matching'])
const mixable: ReadonlySet<QuestionType> = new Set(['single-choice', 'multiple-choice', 'poll'])
const retryOptions = ['0', '1', '2', '3', 'unlimited'] as const

/** What an answer is worth, and how often one may try. */
export function ScoreSettings({ question }: Props) {
  const change = useQuestionChange(question)
  const { type, points, retries, partialCredit, shuffle } = question
  const isScored = isScoredType(type)
  if (!isScored && !mixable.has(type)) return null
  return (
    <SettingsGroup
      title={words.scoring.title}
      isChanged={(isScored && points !== 1) || retries !== 0 || shuffle || partialCredit}
    >
      {isScored && (
        <div className={styles['pair']}>
          <NumberField
            label={words.points}
            unit={words.pointsUnit}
            min={0}
            max={1000}
            value={points}
            onChange={(next) => change({ points: next, scored: next > 0 })}
          />
          <Retries question={question} />
        </div>
      )}
      {partlyRight.has(type) && (
        <Checkbox
          label={words.scoring.partialCredit}
          checked={partialCredit}
          onChange={(next) => change({ partialCredit: next })}
        />
      )}
      {mixable.has(type) && (
        <Checkbox label={words.scoring.shuffle} checked={shuffle} onChange={(next) => change({ shuffle: next })} />
      )}
    </SettingsGroup>
  )
}

function Retries({ question }: Props) {
  const change = useQuestionChange(question)
  const value = question.retries === null ? 'unlimited' : String(question.retries)
  const options = (retryOptions as readonly string[]).includes(value) ? retryOptions : [value, ...retryOptions]
  return (
    <Select<string>
      label={words.retries}
      value={value}
      options={options.map((option) => ({
        value: option,
        label: option === 'unlimited' ? words.retryUnlimited : words.retryCount(Number(option)),
      }))}
      onChange={(option) => change({ retries: option === 'unlimited' ? null : Number(option) })}
    />
  )
}

/** What learners may read before and after they answer. */
export function ReplySettings({ question }: Props) {
  const change = useQuestionChange(question)
  const { hint, feedback } = question
  const isScored = isScoredType(question.type)
  return (
    <SettingsGroup title={words.replies.title} isChanged={hint !== '' || feedback.correct !== '' || feedback.incorrect !== ''}>
      <TextField label={words.hint} hint={words.hintHint} lines={1} value={hint} onChange={(next) => change({ hint: next })} />
      <TextField
        label={isScored ? words.afterCorrect : words.thanks}
        lines={1}
        {...(!isScored && { placeholder: words.thanksPlaceholder })}
        value={feedback.correct}
        onChange={(correct) => change({ feedback: { correct } }, 'reply-correct')}
      />
      {isScored && (
        <TextField
          label={words.afterWrong}
          lines={1}
          value={feedback.incorrect}
          onChange={(incorrect) => change({ feedback: { incorrect } }, 'reply-incorrect')}
        />
      )}
    </SettingsGroup>
  )
}
