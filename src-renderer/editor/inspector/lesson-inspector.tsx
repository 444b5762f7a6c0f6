import { useState } from 'react'
import { Checkbox, Segmented, Select } from '#renderer/ui/choices.tsx'
import { NumberField, TextField } from '#renderer/ui/fields.tsx'
import { setCompletion, setMetadata, setSettings } from '#shared/edit/commands/lesson.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { canvases } from '#shared/project/defaults.ts'
import type { Metadata, Settings } from '#shared/project/schema/document.ts'
import type { CompletionRule } from '#shared/project/schema/question.ts'
import { SchoolStyleSettings } from '../brand/school-style.tsx'
import { useDocument, useEditor } from '../editor-context.tsx'
import styles from './inspector.module.css'
import { TrackList } from './track-list.tsx'

const suggestedPercent = 80

/** What applies to the whole lesson; shown while nothing is selected. */
export function LessonInspector() {
  const editor = useEditor()
  const { metadata, completion, settings } = useDocument()
  const words = text.inspector.lesson
  const change = (changes: Partial<Metadata>, field: string): void => {
    editor.run(setMetadata, { changes }, { mergeKey: `lesson:${field}` })
  }
  return (
    <>
      <section className={styles['section']}>
        <h2 className={styles['heading']}>{words.title}</h2>
        <LanguageSelect language={metadata.language} onChange={(language) => change({ language }, 'language')} />
        <TextField
          label={words.description}
          value={metadata.description}
          onChange={(description) => change({ description }, 'description')}
          lines={3}
          hint={words.descriptionHint}
        />
      </section>
      <PictureAndLearners settings={settings} />
      <Completion completion={completion} />
      <SchoolStyleSettings />
      <Loudness loudnessLufs={settings.loudnessLufs} />
      <TrackList />
      <section className={styles['section']}>
        <h3 className={styles['subheading']}>{words.about}</h3>
        <ListField
          label={words.authors}
          hint={words.authorsHint}
          values={metadata.authors}
          onChange={(authors) => change({ authors }, 'authors')}
        />
        <ListField
          label={words.topics}
          hint={words.topicsHint}
          values={metadata.topics}
          onChange={(topics) => change({ topics }, 'topics')}
        />
        <TextField
          label={words.level}
          value={metadata.level}
          onChange={(level) => change({ level }, 'level')}
          hint={words.levelHint}
        />
        <TextField label={words.licence} value={metadata.licence} onChange={(licence) => change({ licence }, 'licence')} />
      </section>
    </>
  )
}

type LanguageProps = { readonly language: string; readonly onChange: (language: string) => void }

/** A language that the list lacks (a lesson made elsewhere) stays choosable. */
function LanguageSelect({ language, onChange }: LanguageProps) {
  const known = text.inspector.languages.map(([value, label]) => ({ value: value as string, label: label as string }))
  const options = known.some(({ value }) => value === language) ? known : [{ value: language, label: language }, ...known]
  return <Select label={text.inspector.lesson.language} value={language} options={options} onChange={onChange} />
}

function Completion({ completion }: { readonly completion: CompletionRule }) {
  const editor = useEditor()
  const words = text.inspector.lesson
  const change = (changes: Partial<CompletionRule>): void => {
    editor.run(setCompletion, { changes }, { mergeKey: `completion:${Object.keys(changes).join()}` })
  }
  const ticked = [completion.questionsAnswered, completion.minScorePercent !== null, completion.watchedPercent !== null]
  const count = ticked.filter(Boolean).length
  return (
    <section className={styles['section']} aria-label={words.completion}>
      <h3 className={styles['subheading']}>{words.completion}</h3>
      <Checkbox
        label={words.questionsAnswered}
        checked={completion.questionsAnswered}
        onChange={(questionsAnswered) => change({ questionsAnswered })}
      />
      <PercentRule
        label={words.minScore}
        percent={completion.minScorePercent}
        onChange={(minScorePercent) => change({ minScorePercent })}
      />
      <PercentRule
        label={words.watched}
        percent={completion.watchedPercent}
        onChange={(watchedPercent) => change({ watchedPercent })}
      />
      {count !== 1 && <p className={styles['hint']}>{count === 0 ? words.completionNone : words.completionSeveral}</p>}
    </section>
  )
}

const shapes = ['9:16', '1:1', '16:9'] as const
const audiences = ['primary', 'secondary', 'adult'] as const

/** The shape of the lesson, and who it is for. */
function PictureAndLearners({ settings }: { readonly settings: Settings }) {
  const editor = useEditor()
  const words = text.inspector.lesson
  const change = (changes: Partial<Omit<Settings, 'frameRate'>>): void => void editor.run(setSettings, { changes })
  const shape = shapes.find(
    (name) => canvases[name].width * settings.canvas.height === canvases[name].height * settings.canvas.width,
  )
  return (
    <section className={styles['section']}>
      <Segmented
        label={words.shape}
        value={shape ?? ''}
        options={shapes.map((value) => ({ value, label: words.shapes[value] }))}
        hint={words.shapeHint}
        onChange={(value) => value !== '' && change({ canvas: canvases[value] })}
      />
      <Segmented
        label={words.audience}
        value={settings.audience}
        options={audiences.map((value) => ({ value, label: words.audiences[value] }))}
        hint={words.audienceHint}
        onChange={(audience) => change({ audience })}
      />
    </section>
  )
}

/** DESIGN.md section 10. */
const evenLufs = -16

function Loudness({ loudnessLufs }: { readonly loudnessLufs: number | null }) {
  const editor = useEditor()
  const words = text.inspector.lesson
  const chosen = loudnessLufs === null ? 'recorded' : 'even'
  return (
    <section className={styles['section']} aria-label={words.sound}>
      <h3 className={styles['subheading']}>{words.sound}</h3>
      <Segmented
        label={words.loudness}
        value={chosen}
        options={(['even', 'recorded'] as const).map((value) => ({ value, label: words.loudnesses[value] }))}
        hint={words.loudnessHints[chosen]}
        onChange={(wanted) => editor.run(setSettings, { changes: { loudnessLufs: wanted === 'even' ? evenLufs : null } })}
      />
    </section>
  )
}

type PercentProps = {
  readonly label: string
  readonly percent: number | null
  readonly onChange: (percent: number | null) => void
}

function PercentRule({ label, percent, onChange }: PercentProps) {
  return (
    <div className={styles['row']}>
      <Checkbox label={label} checked={percent !== null} onChange={(checked) => onChange(checked ? suggestedPercent : null)} />
      {percent !== null && (
        <div className={styles['percent']}>
          <NumberField
            label={label}
            labelHidden
            value={percent}
            onChange={(value) => onChange(Math.round(value))}
            unit={text.inspector.lesson.percentUnit}
            min={1}
            max={100}
            step={5}
          />
        </div>
      )}
    </div>
  )
}

type ListProps = {
  readonly label: string
  readonly hint: string
  readonly values: readonly string[]
  readonly onChange: (values: readonly string[]) => void
}

/** Several short texts in one field, separated by commas; what is typed stays as it is while the field has the cursor. */
function ListField({ label, hint, values, onChange }: ListProps) {
  const [draft, setDraft] = useState<string | null>(null)
  return (
    <TextField
      label={label}
      hint={hint}
      value={draft ?? values.join(', ')}
      onFocus={() => setDraft(values.join(', '))}
      onBlur={() => setDraft(null)}
      onChange={(typed) => {
        setDraft(typed)
        onChange(splitList(typed))
      }}
    />
  )
}

function splitList(typed: string): readonly string[] {
  return typed
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}
