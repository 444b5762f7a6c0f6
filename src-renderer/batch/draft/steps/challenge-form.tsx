import { NumberField } from '#renderer/ui/fields.tsx'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { StepOf } from '#shared/recipe/recipe-schema.ts'
import { withKey, type FormProps } from './form-props.ts'
import { LinesField, WordsField } from './step-fields.tsx'
import styles from '../recipe-dialog.module.css'

const words = text.challenge
const own = text.batchDraft.form.challenge

/** All but the rubric, which is made in a lesson and comes along with its recipe. */
export function ChallengeForm({ step, onChange }: FormProps<StepOf<'challenge'>>) {
  const { challenge } = step
  const put = (changed: typeof challenge): void => onChange({ ...step, challenge: changed })
  const { handIn = { what: '', where: '' }, teamSize = { min: 1, max: 1 } } = challenge
  const putHandIn = (changed: typeof handIn): void =>
    put(withKey(challenge, 'handIn', changed.what === '' && changed.where === '' ? undefined : changed))
  const putTeam = (changed: typeof teamSize): void =>
    put(withKey(challenge, 'teamSize', changed.min === 1 && changed.max === 1 ? undefined : changed))
  return (
    <>
      <WordsField label={words.hook} value={challenge.hook} onChange={(hook) => put(withKey(challenge, 'hook', hook))} />
      <WordsField
        label={words.brief}
        lines={2}
        value={challenge.brief}
        onChange={(brief) => put(withKey(challenge, 'brief', brief))}
      />
      <div className={styles['row']}>
        {(['steps', 'materials'] as const).map((key) => (
          <LinesField
            key={key}
            label={words[key].title}
            value={challenge[key]}
            onChange={(value) => put(withKey(challenge, key, value))}
          />
        ))}
      </div>
      <div className={styles['row']}>
        <WordsField
          label={words.safety}
          value={challenge.safetyNote}
          onChange={(safetyNote) => put(withKey(challenge, 'safetyNote', safetyNote))}
        />
        <WordsField
          label={words.withoutFilming}
          value={challenge.withoutFilming}
          onChange={(withoutFilming) => put(withKey(challenge, 'withoutFilming', withoutFilming))}
        />
      </div>
      <div className={styles['row']}>
        <WordsField
          label={words.handInWhat}
          value={handIn.what}
          onChange={(what) => putHandIn({ ...handIn, what: what ?? '' })}
        />
        <WordsField
          label={words.handInWhere}
          value={handIn.where}
          onChange={(where) => putHandIn({ ...handIn, where: where ?? '' })}
        />
      </div>
      <div className={styles['row']}>
        <NumberField
          label={own.limit}
          hint={own.limitHint}
          unit={words.seconds}
          min={0}
          max={180}
          step={5}
          value={challenge.durationLimit ?? 0}
          onChange={(limit) => put(withKey(challenge, 'durationLimit', limit === 0 ? undefined : limit))}
        />
        <NumberField
          label={words.teamMin}
          unit={words.people}
          min={1}
          value={teamSize.min}
          onChange={(min) => putTeam({ min, max: Math.max(min, teamSize.max) })}
        />
        <NumberField
          label={words.teamMax}
          unit={words.people}
          min={1}
          value={teamSize.max}
          onChange={(max) => putTeam({ min: Math.min(max, teamSize.min), max })}
        />
      </div>
      <div className={styles['row']}>
        <WordsField
          label={words.deadline}
          hint={own.deadlineHint}
          value={challenge.deadline}
          onChange={(deadline) => put(withKey(challenge, 'deadline', deadline))}
        />
        <WordsField
          label={words.hashtag}
          value={challenge.hashtag}
          onChange={(hashtag) => put(withKey(challenge, 'hashtag', hashtag))}
        />
      </div>
      <p className={styles['hint']}>{own.rubric(challenge.rubric?.length ?? 0)}</p>
    </>
  )
}
