import { text } from '#shared/messages/ui/catalogue.ts'
import type { AnswersProps } from './answers.ts'
import { BlankAnswers } from './blank-answers.tsx'
import { ChoiceRows } from './choice-rows.tsx'
import { HotspotPlaces } from './hotspot-places.tsx'
import { TypedAnswers } from './typed-answers.tsx'
import labelled from '#renderer/ui/labelled.module.css'

const words = text.quiz

/** What a question is answered with, as its kind wants it. */
export function AnswerForm(props: AnswersProps) {
  switch (props.question.type) {
    case 'single-choice':
      return <ChoiceRows {...props} title={words.choices} hint={words.markCorrect} mark="one" addLabel={words.addChoice} />
    case 'multiple-choice':
      return <ChoiceRows {...props} title={words.choices} hint={words.markCorrect} mark="several" addLabel={words.addChoice} />
    case 'true-false':
      return <ChoiceRows {...props} title={words.choices} hint={words.markCorrect} mark="one" />
    case 'poll':
      return <ChoiceRows {...props} title={words.choices} hint={words.poll.hint} mark={null} addLabel={words.addChoice} />
    case 'ordering':
      return (
        <ChoiceRows
          {...props}
          title={words.ordering.items}
          hint={words.ordering.hint}
          mark={null}
          placeholder={words.ordering.placeholder}
          addLabel={words.ordering.add}
          isNumbered
        />
      )
    case 'matching':
      return (
        <ChoiceRows
          {...props}
          title={words.matching.items}
          hint={words.matching.hint}
          mark={null}
          placeholder={words.matching.placeholder}
          addLabel={words.matching.add}
        />
      )
    case 'short-answer':
      return <TypedAnswers {...props} />
    case 'fill-blank':
      return <BlankAnswers {...props} />
    case 'hotspot':
      return <HotspotPlaces {...props} />
    case 'reflection':
      return <p className={labelled['hint']}>{words.reflection.hint}</p>
  }
}
