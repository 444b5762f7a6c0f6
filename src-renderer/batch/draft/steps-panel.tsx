import { useState } from 'react'
import { FolderOpen, Film, Sheet as SheetIcon } from 'lucide-react'
import { useStore } from 'zustand'
import { Button } from '#renderer/ui/button.tsx'
import { Checkbox, Select } from '#renderer/ui/choices.tsx'
import type { DraftInputInfo } from '#shared/ipc/areas/batch-draft.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { namesToMap } from '#shared/recipe/mapping.ts'
import type { Recipe } from '#shared/recipe/recipe-schema.ts'
import type { DraftSession } from './draft-session.ts'
import { MakersStep } from './makers-step.tsx'
import { newRecipe } from './new-step.ts'
import { RecipeDialog } from './recipe-dialog.tsx'
import styles from './draft.module.css'

const words = text.batchDraft.steps

type PanelProps = { readonly session: DraftSession; readonly onFailed: (thrown: unknown) => void }

/** What is made of what: batch steps, clips, columns of a sheet, and where the results go. */
export function StepsPanel({ session, onFailed }: PanelProps) {
  const input = useStore(session.state, (state) => state.input)
  const recipe = useStore(session.state, (state) => state.recipe)
  const outFolderName = useStore(session.state, (state) => state.outFolderName)
  return (
    <aside className={styles['steps']} aria-label={words.label}>
      <RecipeStep session={session} recipe={recipe} onFailed={onFailed} />
      <InputStep session={session} input={input} onFailed={onFailed} />
      {recipe && input?.kind === 'sheet' && <Columns session={session} recipe={recipe} input={input} />}
      {input && (
        <section className={styles['step']}>
          <h2>{words.out.title}</h2>
          <p className={styles['chosen']}>
            <FolderOpen size={16} aria-hidden />
            <span className={styles['name']}>{outFolderName ?? input.outFolderName}</span>
          </p>
          <p className={styles['muted']}>{words.out.body}</p>
          <div className={styles['buttons']}>
            <Button onPress={() => void session.chooseFolder().catch(onFailed)}>{words.out.choose}</Button>
          </div>
        </section>
      )}
      {input && <MakersStep session={session} onFailed={onFailed} />}
    </aside>
  )
}

const noColumns: readonly string[] = []

type RecipeStepProps = PanelProps & { readonly recipe: Recipe | null }

function RecipeStep({ session, recipe, onFailed }: RecipeStepProps) {
  const [edited, setEdited] = useState<Recipe | null>(null)
  const columns = useStore(session.state, (state) => state.input?.columns ?? noColumns)
  const choose = (): void => void session.chooseRecipe().catch(onFailed)
  return (
    <section className={styles['step']}>
      <h2>{words.recipe.title}</h2>
      {recipe ? (
        <>
          <p className={styles['chosen']}>
            <span className={styles['name']}>{recipe.name}</span>
          </p>
          <ol className={styles['recipeSteps']}>
            {recipe.steps.map(({ step }, index) => (
              <li key={`${index} ${step}`}>{text.batchDraft.form.stepNames[step]}</li>
            ))}
          </ol>
        </>
      ) : (
        <p className={styles['muted']}>{words.recipe.body}</p>
      )}
      <div className={styles['buttons']}>
        <Button variant={recipe ? 'secondary' : 'primary'} onPress={choose}>
          {recipe ? words.recipe.other : words.recipe.choose}
        </Button>
        <Button onPress={() => setEdited(recipe ?? newRecipe(words.recipe.fresh, navigator.language))}>
          {recipe ? words.recipe.edit : words.recipe.create}
        </Button>
      </div>
      {edited && (
        <RecipeDialog
          recipe={edited}
          columns={columns}
          onUse={(next) => {
            setEdited(null)
            void session.changeRecipe(next).catch(onFailed)
          }}
          onFailed={onFailed}
          onClose={() => setEdited(null)}
        />
      )}
    </section>
  )
}

type InputStepProps = PanelProps & { readonly input: DraftInputInfo | null }

const countWords = { folder: words.input.folderOf, clips: words.input.clipsOf, sheet: words.input.sheetOf } as const
const inputIcons = { folder: FolderOpen, clips: Film, sheet: SheetIcon } as const

function InputStep({ session, input, onFailed }: InputStepProps) {
  const choose = (kind: DraftInputInfo['kind']): void => void session.chooseInput(kind).catch(onFailed)
  const watches = useStore(session.state, (state) => state.watches)
  const InputIcon = input && inputIcons[input.kind]
  return (
    <section className={styles['step']}>
      <h2>{words.input.title}</h2>
      {input && InputIcon ? (
        <>
          <p className={styles['chosen']}>
            <InputIcon size={16} aria-hidden />
            <span className={styles['name']}>{input.name}</span>
          </p>
          <p className={styles['muted']}>{countWords[input.kind](input.rowCount)}</p>
          {input.remarks.map((remark) => (
            <p key={remark} className={styles['remark']}>
              {remark}
            </p>
          ))}
        </>
      ) : (
        <p className={styles['muted']}>{words.input.body}</p>
      )}
      {input?.kind === 'folder' && (
        <Checkbox label={words.input.watch} checked={watches} onChange={(next) => session.setWatching(next)} />
      )}
      <div className={styles['buttons']}>
        <Button icon={FolderOpen} onPress={() => choose('folder')}>
          {words.input.folder}
        </Button>
        <Button icon={Film} onPress={() => choose('clips')}>
          {words.input.clips}
        </Button>
        <Button icon={SheetIcon} onPress={() => choose('sheet')}>
          {words.input.sheet}
        </Button>
      </div>
    </section>
  )
}

/** Of a `Select`, whose values are texts: no name of a column begins so. */
const columnPrefix = 'column:'

type ColumnsProps = { readonly session: DraftSession; readonly recipe: Recipe; readonly input: DraftInputInfo }

function Columns({ session, recipe, input }: ColumnsProps) {
  const mapping = useStore(session.state, (state) => state.mapping)
  const kept = useStore(session.state, (state) => state.mappingKept)
  const columns = input.columns.map((name, index) => {
    const example = input.examples[index] ?? ''
    return {
      value: `${columnPrefix}${name}`,
      label: name,
      ...(example === '' ? {} : { description: words.columns.example(example) }),
    }
  })
  return (
    <section className={styles['step']}>
      <h2>{words.columns.title}</h2>
      <p className={styles['muted']}>{kept ? words.columns.kept : words.columns.body}</p>
      {namesToMap(recipe).map((name) => {
        const column = mapping[name]
        const none = { value: 'none', label: words.columns.none }
        const missing = { value: 'missing', label: words.columns.missing }
        return (
          <div
            key={name}
            className={styles['column']}
            data-missing={typeof column === 'string' || (column === null && name !== 'clip') ? undefined : true}
          >
            <Select
              label={name === 'clip' ? words.columns.clip : name}
              value={
                typeof column === 'string' ? `${columnPrefix}${column}` : column === null && name !== 'clip' ? 'none' : 'missing'
              }
              options={[...(column === undefined ? [missing] : []), ...columns, ...(name === 'clip' ? [] : [none])]}
              onChange={(chosen) => {
                if (chosen !== 'missing') session.mapColumn(name, chosen === 'none' ? null : chosen.slice(columnPrefix.length))
              }}
            />
          </div>
        )
      })}
    </section>
  )
}
