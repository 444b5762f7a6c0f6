import { useEffect, useState } from 'react'
import { Clapperboard } from 'lucide-react'
import { call } from '#renderer/ipc/client.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Checkbox, Select } from '#renderer/ui/choices.tsx'
import { Notice } from '#renderer/ui/feedback.tsx'
import { TextField } from '#renderer/ui/fields.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import type { Intro } from '#shared/ipc/areas/library-edits.ts'
import type { ProjectId } from '#shared/ipc/areas/library.ts'
import type { SchoolStyle } from '#shared/ipc/areas/school-styles.ts'
import type { LibraryEdit, LibraryEditKind } from '#shared/library-edit/library-edit.ts'
import { describeError, toErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { Asset } from '#shared/project/schema/asset.ts'
import styles from './change.module.css'

const words = text.libraryEdit
/** Nothing is chosen yet. */
const unchosen = { value: '', label: words.choose }
const tell = (thrown: unknown): void => void showToast(describeError(toErrorData(thrown)))

type FieldsProps = {
  readonly kind: LibraryEditKind
  /** Of the library. */
  readonly all: readonly ProjectId[]
  readonly chosen: readonly ProjectId[]
  /** Null while something is missing. */
  readonly onChange: (edit: LibraryEdit | null) => void
}

/** What the change is to be. */
export function ChangeFields(props: FieldsProps) {
  switch (props.kind) {
    case 'replace-words':
      return <WordFields onChange={props.onChange} />
    case 'school-style':
      return <StyleField {...props} />
    case 'replace-intro':
      return <IntroFields {...props} />
  }
}

const noWords = { find: '', replacement: '', matchCase: false, wholeWords: true }

function WordFields({ onChange }: Pick<FieldsProps, 'onChange'>) {
  const [typed, setTyped] = useState(noWords)
  const change = (changes: Partial<typeof noWords>): void => {
    const next = { ...typed, ...changes }
    setTyped(next)
    const find = next.find.trim()
    onChange(find === '' ? null : { kind: 'replace-words', ...next, find })
  }
  return (
    <div className={styles['fields']}>
      <TextField label={words.words.find} value={typed.find} onChange={(find) => change({ find: find.slice(0, 200) })} />
      <TextField
        label={words.words.replacement}
        hint={words.words.remove}
        value={typed.replacement}
        onChange={(replacement) => change({ replacement: replacement.slice(0, 200) })}
      />
      <Checkbox label={words.words.wholeWords} checked={typed.wholeWords} onChange={(wholeWords) => change({ wholeWords })} />
      <Checkbox label={words.words.matchCase} checked={typed.matchCase} onChange={(matchCase) => change({ matchCase })} />
    </div>
  )
}

/** No style is called so: they have names. */
const noStyle = ' '

function StyleField({ all, onChange }: FieldsProps) {
  const [kept, setKept] = useState<readonly SchoolStyle[] | null>(null)
  const [name, setName] = useState('')
  const [first] = all
  useEffect(() => {
    if (first === undefined || kept !== null) return
    call('schoolStyles.list', { projectId: first }).then((listed) => setKept(listed.styles), tell)
  }, [first, kept])
  const choose = (next: string): void => {
    setName(next)
    const style = kept?.find(({ kit }) => kit.name === next)
    if (next === '') return onChange(null)
    onChange({ kind: 'school-style', brandKit: style?.kit ?? null, logo: style?.logo ?? null })
  }
  const listed = (kept ?? []).map(({ kit }) => ({ value: kit.name, label: kit.name }))
  return (
    <div className={styles['fields']}>
      <Select
        label={words.style.label}
        value={name}
        options={[unchosen, ...listed, { value: noStyle, label: words.style.none, description: words.style.noneHint }]}
        onChange={choose}
      />
      {kept?.length === 0 && <p className={styles['hint']}>{words.style.noneKept}</p>}
    </div>
  )
}

function IntroFields({ all, chosen, onChange }: FieldsProps) {
  const [intros, setIntros] = useState<readonly Intro[] | null>(null)
  const [sha256, setSha256] = useState('')
  const [clip, setClip] = useState<Asset | null>(null)
  const [examining, setExamining] = useState(false)
  useEffect(() => {
    let gone = false
    call('libraryEdits.intros', { projectIds: all }).then((found) => {
      if (!gone) setIntros(found.intros)
    }, tell)
    return () => {
      gone = true
    }
  }, [all])
  const ticked = new Set(chosen)
  const order = (old: string, asset: Asset | null): void =>
    onChange(old === '' || asset === null ? null : { kind: 'replace-intro', sha256: old, asset })
  const chooseClip = async (): Promise<void> => {
    try {
      const [grant] = (await call('media.chooseFiles', { purpose: 'media' })).grants
      if (!grant) return
      setExamining(true)
      const { asset } = await call('libraryEdits.takeClip', { grantId: grant.grantId })
      setClip(asset)
      order(sha256, asset)
    } catch (thrown) {
      tell(thrown)
    } finally {
      setExamining(false)
    }
  }
  if (intros?.length === 0) return <Notice tone="info" title={words.clip.nothing} />
  return (
    <div className={styles['fields']}>
      <Select
        label={words.clip.label}
        value={sha256}
        options={[
          unchosen,
          ...(intros ?? []).map((intro) => ({
            value: intro.sha256,
            label: words.clip.begin(intro.fileName, intro.projectIds.filter((id) => ticked.has(id)).length),
          })),
        ]}
        onChange={(next) => {
          setSha256(next)
          order(next, clip)
        }}
      />
      <div className={styles['clip']}>
        <Button icon={Clapperboard} isDisabled={examining} onPress={() => void chooseClip()}>
          {examining ? words.clip.examining : words.clip.choose}
        </Button>
        {clip && <p className={styles['hint']}>{`${words.clip.chosen(clip.fileName)}. ${words.clip.whole}`}</p>}
      </div>
    </div>
  )
}
