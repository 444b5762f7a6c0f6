import { MapPin } from 'lucide-react'
import { Button } from '#renderer/ui/button.tsx'
import { Segmented } from '#renderer/ui/choices.tsx'
import { NumberField } from '#renderer/ui/fields.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import { questionsJumpedOver } from '#shared/project/branches.ts'
import { isScoredType } from '#shared/project/question-defaults.ts'
import type { Question } from '#shared/project/schema/question.ts'
import { anchorToTimeline } from '#shared/project/timeline.ts'
import { clampTicks, secondsToTicks, ticksToSeconds, zeroTicks, type Ticks } from '#shared/time/ticks.ts'
import { useDocument, useEditor } from '../editor-context.tsx'
import { SettingsGroup } from '../inspector/disclosure.tsx'
import { useQuestionChange } from './use-question-change.ts'

const words = text.quiz.branch
type Props = { readonly question: Question }

/** Where the lesson goes on after a right or a wrong answer. */
export function BranchSettings({ question }: Props) {
  const { correctTicks, incorrectTicks } = question.branch
  if (!isScoredType(question.type)) return null
  return (
    <SettingsGroup title={words.title} isChanged={correctTicks !== null || incorrectTicks !== null}>
      <Branch question={question} when="correct" />
      <Branch question={question} when="incorrect" />
    </SettingsGroup>
  )
}

function Branch({ question, when }: Props & { readonly when: 'correct' | 'incorrect' }) {
  const editor = useEditor()
  const document = useDocument()
  const change = useQuestionChange(question)
  const key = when === 'correct' ? 'correctTicks' : 'incorrectTicks'
  const target = question.branch[key]
  const set = (to: Ticks | null): void => {
    const inside = to === null ? null : clampTicks(to, zeroTicks, editor.durationTicks)
    change({ branch: { ...question.branch, [key]: inside } }, `branch:${when}`)
  }
  const jumped = target === null ? 0 : questionsJumpedOver(document, question, target).length
  return (
    <>
      <Segmented<'onward' | 'jumps'>
        label={words[when]}
        value={target === null ? 'onward' : 'jumps'}
        options={[
          { value: 'onward', label: words.onward },
          { value: 'jumps', label: words.jumps },
        ]}
        onChange={(mode) => set(mode === 'onward' ? null : anchorToTimeline(question.anchor, document))}
      />
      {target !== null && (
        <>
          <NumberField
            label={words.to}
            unit={text.quiz.seconds}
            min={0}
            max={ticksToSeconds(editor.durationTicks)}
            step={0.1}
            decimals={2}
            value={ticksToSeconds(target)}
            {...(jumped > 0 && { problem: words.overScored(jumped) })}
            onChange={(seconds) => set(secondsToTicks(seconds))}
          />
          <Button icon={MapPin} variant="quiet" onPress={() => set(editor.playheadTicks)}>
            {words.atPlayhead}
          </Button>
        </>
      )}
    </>
  )
}
