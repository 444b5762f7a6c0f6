import { Checkbox, Select } from '#renderer/ui/choices.tsx'
import { NumberField, TextField } from '#renderer/ui/fields.tsx'
import { today } from '#renderer/ui/today.ts'
import { findChallengeProblems, type ChallengeProblem } from '#shared/challenge/problems.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { ClipId } from '#shared/project/ids.ts'
import type { LessonDocument } from '#shared/project/schema/document.ts'
import type { Challenge } from '#shared/project/schema/question.ts'
import { deriveTimeline } from '#shared/project/timeline.ts'
import { secondsToTicks, ticksToSeconds } from '#shared/time/ticks.ts'
import { useDocument } from '../editor-context.tsx'
import { DateField } from './date-field.tsx'
import { RubricTable } from './rubric-table.tsx'
import { TextRows } from './text-rows.tsx'
import { useChallengeChange } from './use-challenge-change.ts'
import styles from './challenge.module.css'

const words = text.challenge
const noModel = 'none'
const usualLimitSeconds = 60
const longestLimitSeconds = 3600

type Props = { readonly challenge: Challenge; readonly isMissing: (code: ChallengeProblem['code']) => boolean }

/** All of a challenge, in the order in which learners read it. */
export function ChallengeForm({ challenge }: { readonly challenge: Challenge }) {
  const codes = findChallengeProblems(challenge, today()).map(({ code }) => code)
  const props: Props = { challenge, isMissing: (code) => codes.includes(code) }
  return (
    <>
      <Task {...props} />
      <Way {...props} />
      <Frame {...props} />
      <Judging {...props} />
      <Handing {...props} />
    </>
  )
}

function Task({ challenge, isMissing }: Props) {
  const change = useChallengeChange()
  const document = useDocument()
  const { hook, brief, modelClipId } = challenge
  return (
    <section className={styles['section']} aria-label={words.task}>
      <h3 className={styles['subheading']}>{words.task}</h3>
      <TextField
        label={words.hook}
        lines={1}
        placeholder={words.hookPlaceholder}
        value={hook}
        onChange={(typed) => change({ hook: typed })}
      />
      <TextField
        label={words.brief}
        lines={3}
        placeholder={words.briefPlaceholder}
        value={brief}
        warning={isMissing('no-brief') ? words.noBrief : undefined}
        onChange={(typed) => change({ brief: typed })}
      />
      <Select
        label={words.model}
        value={modelClipId ?? noModel}
        options={[{ value: noModel, label: words.noModel }, ...clipOptions(document)]}
        onChange={(value) => change({ modelClipId: value === noModel ? null : (value as ClipId) }, null)}
      />
    </section>
  )
}

/** The clips of the main track, by the names that the author knows. */
function clipOptions(document: LessonDocument): readonly { readonly value: string; readonly label: string }[] {
  return deriveTimeline(document).mainClipIds.map((id, index) => {
    const clip = document.clips[id]
    const name = clip?.label || (clip && document.assets[clip.assetId]?.fileName) || ''
    return { value: id, label: words.clip(index + 1, name) }
  })
}

function Way({ challenge }: Props) {
  const change = useChallengeChange()
  return (
    <section className={styles['section']} aria-label={words.way}>
      <h3 className={styles['subheading']}>{words.way}</h3>
      <TextRows words={words.steps} items={challenge.steps} numbered onChange={(steps, field) => change({ steps }, field)} />
      <TextRows
        words={words.materials}
        items={challenge.materials}
        onChange={(materials, field) => change({ materials }, field)}
      />
      <TextField
        label={words.safety}
        lines={1}
        placeholder={words.safetyPlaceholder}
        value={challenge.safetyNote}
        onChange={(safetyNote) => change({ safetyNote })}
      />
    </section>
  )
}

function Frame({ challenge, isMissing }: Props) {
  const change = useChallengeChange()
  const { durationLimitTicks, deadline, teamSize, hashtag } = challenge
  return (
    <section className={styles['section']} aria-label={words.frame}>
      <h3 className={styles['subheading']}>{words.frame}</h3>
      <Checkbox
        label={words.hasLimit}
        checked={durationLimitTicks !== null}
        onChange={(on) => change({ durationLimitTicks: on ? secondsToTicks(usualLimitSeconds) : null }, null)}
      />
      {durationLimitTicks !== null && (
        <NumberField
          label={words.limit}
          value={Math.round(ticksToSeconds(durationLimitTicks))}
          unit={words.seconds}
          min={1}
          max={longestLimitSeconds}
          step={5}
          onChange={(seconds) => change({ durationLimitTicks: secondsToTicks(Math.max(1, Math.round(seconds))) })}
        />
      )}
      <DateField
        label={words.deadline}
        value={deadline}
        remark={isMissing('deadline-past') ? words.deadlinePast : null}
        onChange={(day) => change({ deadline: day })}
      />
      <div className={styles['pair']}>
        {(['min', 'max'] as const).map((side) => (
          <NumberField
            key={side}
            label={side === 'min' ? words.teamMin : words.teamMax}
            value={teamSize[side]}
            unit={words.people}
            min={1}
            max={99}
            onChange={(typed) => {
              const people = Math.max(1, Math.round(typed))
              const other = side === 'min' ? Math.max(people, teamSize.max) : Math.min(people, teamSize.min)
              change({ teamSize: side === 'min' ? { min: people, max: other } : { min: other, max: people } })
            }}
          />
        ))}
      </div>
      <TextField
        label={words.hashtag}
        placeholder={words.hashtagPlaceholder}
        value={hashtag}
        onChange={(typed) => change({ hashtag: typed })}
      />
    </section>
  )
}

function Judging({ challenge, isMissing }: Props) {
  const change = useChallengeChange()
  return (
    <section className={styles['section']} aria-label={words.rubric.title}>
      <h3 className={styles['subheading']}>{words.rubric.title}</h3>
      <RubricTable rubric={challenge.rubric} onChange={(rubric, field) => change({ rubric }, field)} />
      {isMissing('rubric-no-points') && <output className={styles['remark']}>{words.rubric.noPoints}</output>}
      {isMissing('criterion-untitled') && <output className={styles['remark']}>{words.rubric.untitled}</output>}
    </section>
  )
}

function Handing({ challenge, isMissing }: Props) {
  const change = useChallengeChange()
  const { handIn, withoutFilming } = challenge
  return (
    <section className={styles['section']} aria-label={words.handing}>
      <h3 className={styles['subheading']}>{words.handing}</h3>
      <TextField
        label={words.handInWhat}
        placeholder={words.handInWhatPlaceholder}
        value={handIn.what}
        onChange={(what) => change({ handIn: { ...handIn, what } }, 'what')}
      />
      <TextField
        label={words.handInWhere}
        placeholder={words.handInWherePlaceholder}
        value={handIn.where}
        hint={isMissing('no-hand-in') ? words.noHandIn : undefined}
        onChange={(where) => change({ handIn: { ...handIn, where } }, 'where')}
      />
      <TextField
        label={words.withoutFilming}
        lines={2}
        placeholder={words.withoutFilmingPlaceholder}
        value={withoutFilming}
        hint={words.withoutFilmingHint}
        onChange={(typed) => change({ withoutFilming: typed })}
      />
    </section>
  )
}
