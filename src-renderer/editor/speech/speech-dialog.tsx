import { useEffect, useState } from 'react'
import { FileUp, FolderOpen, Keyboard, ShieldCheck } from 'lucide-react'
import { useStore } from 'zustand'
import { call } from '#renderer/ipc/client.ts'
import { announce } from '#renderer/ui/announcer.tsx'
import { Button } from '#renderer/ui/button.tsx'
import { Checkbox, Segmented } from '#renderer/ui/choices.tsx'
import { Notice } from '#renderer/ui/feedback.tsx'
import { TextField } from '#renderer/ui/fields.tsx'
import { Dialog, Progress } from '#renderer/ui/overlays.tsx'
import { showToast } from '#renderer/ui/toast-store.ts'
import { setMetadata } from '#shared/edit/commands/lesson.ts'
import { describeError, toErrorData, type ErrorData } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import { hearsLanguage, recommendModels } from '#shared/speech/choose-model.ts'
import type { SpeechModel } from '#shared/speech/models.ts'
import { useDocument, useEditor } from '../editor-context.tsx'
import { openTypeAlong } from '../type-along/open.ts'
import type { ClipCaptioning } from './clip-captioning.ts'
import { languageName } from './language-name.ts'
import { ModelRow } from './model-row.tsx'
import { hasSwearWords } from './swear-words.ts'
import { followSpeechModels, speechModels } from './speech-models.ts'
import styles from './speech.module.css'

const words = text.speech.dialog

/** Which model listens, the models that can be had, and the words that the lesson spells in its own way. */
export function SpeechDialog({ captioning }: { readonly captioning: ClipCaptioning }) {
  const editor = useEditor()
  const { models, error } = useStore(speechModels)
  const { modelId, findsLanguage, masksSwearWords } = useStore(captioning.store)
  const [adding, setAdding] = useState(false)
  const [problem, setProblem] = useState<ErrorData | null>(null)
  useEffect(() => followSpeechModels(), [])
  const { language } = captioning
  const close = (): void => captioning.stopChoosing()
  const tell = (thrown: unknown): void => setProblem(toErrorData(thrown))
  const add = async (kind: 'file' | 'folder'): Promise<void> => {
    setProblem(null)
    try {
      const { grant } = await call('speech.chooseModel', { kind })
      if (!grant) return
      setAdding(true)
      const { model } = await call('speech.addModel', { grantId: grant.grantId })
      announce(words.added(model.name))
      use(model)
    } catch (thrown) {
      tell(thrown)
    } finally {
      setAdding(false)
    }
  }
  const use = (model: SpeechModel): void => {
    close()
    captioning.prefer(model.modelId)
    void captioning.listen(model.modelId)
  }
  const remove = (model: SpeechModel): void => {
    call('speech.removeModel', { modelId: model.modelId }).then(() => showToast(words.removed(model.name)), tell)
  }
  const stop = (model: SpeechModel): void => {
    captioning.cancel()
    call('speech.cancel', { modelId: model.modelId }).catch(tell)
  }
  const row = (model: SpeechModel, look: { readonly primary?: boolean; readonly getLabel?: string } = {}) => (
    <ModelRow
      model={model}
      chosen={model.modelId === modelId}
      {...look}
      onGet={() => void captioning.listenWhenReady(model.modelId)}
      onUse={() => use(model)}
      onStop={() => stop(model)}
      onRemove={() => remove(model)}
    />
  )
  const all = models ?? []
  const ready = all.filter(({ state }) => state.kind === 'ready')
  const offered = recommendModels(all, language)
  const best = ready.some((model) => hearsLanguage(model, language)) ? undefined : offered[0]
  const more = [...offered, ...all.filter((model) => !offered.includes(model))].filter(
    (model) => model !== best && model.state.kind !== 'ready',
  )
  const strangers = ready.filter((model) => !hearsLanguage(model, language))
  return (
    <Dialog
      title={words.title}
      open
      onClose={close}
      wide
      actions={
        <>
          <Button
            icon={Keyboard}
            variant="quiet"
            onPress={() => {
              close()
              openTypeAlong(editor)
            }}
          >
            {words.typeAlong}
          </Button>
          <Button onPress={close}>{words.close}</Button>
        </>
      }
    >
      <div className={styles['content']}>
        <div className={styles['private']}>
          <ShieldCheck size={18} aria-hidden />
          <p>
            <strong>{words.private}</strong>
            {words.privateBody}
          </p>
        </div>
        {(problem ?? error) && <Notice tone="error" title={describeError((problem ?? error) as ErrorData)} />}
        {adding && <Progress label={words.adding} fraction={null} remark="" />}
        {best && (
          <section className={styles['group']} aria-label={words.recommended}>
            <h3 className={styles['groupTitle']}>{words.recommendedFor(languageName(language))}</h3>
            <div className={styles['models']}>{row(best, { primary: true, getLabel: words.downloadAndRun })}</div>
            <p className={styles['muted']}>{text.speech.startsItself}</p>
          </section>
        )}
        {ready.length > 0 && (
          <section className={styles['group']} aria-label={words.ready}>
            <h3 className={styles['groupTitle']}>{words.ready}</h3>
            <ul className={styles['models']}>
              {ready.map((model) => (
                <li key={model.modelId}>{row(model)}</li>
              ))}
            </ul>
            {strangers.map((model) => (
              <Notice key={model.modelId} tone="warning" title={words.mismatch(model.name, languageName(language))} />
            ))}
          </section>
        )}
        {models && !best && ready.length === 0 && <Notice tone="info" title={words.noneFor(languageName(language))} />}
        <div className={styles['files']}>
          <Button icon={FileUp} isDisabled={adding} onPress={() => void add('file')}>
            {words.addFile}
          </Button>
          <Button icon={FolderOpen} isDisabled={adding} onPress={() => void add('folder')}>
            {words.addFolder}
          </Button>
        </div>
        {more.length > 0 && (
          <details className={styles['group']}>
            <summary className={styles['groupTitle']}>{words.more}</summary>
            <ul className={`${styles['models']} ${styles['moreList']}`}>
              {more.map((model) => (
                <li key={model.modelId}>{row(model)}</li>
              ))}
            </ul>
          </details>
        )}
        <Segmented
          label={words.spoken}
          value={findsLanguage ? 'found' : 'lesson'}
          options={[
            { value: 'lesson', label: languageName(language) },
            { value: 'found', label: words.spokenFound },
          ]}
          hint={words.spokenHint}
          onChange={(choice) => captioning.findLanguage(choice === 'found')}
        />
        <Glossary />
        {hasSwearWords(language) ? (
          <Checkbox label={words.mask} checked={masksSwearWords} onChange={(on) => captioning.maskSwearWords(on)} />
        ) : (
          <p className={styles['muted']}>{words.maskNone(languageName(language))}</p>
        )}
      </div>
    </Dialog>
  )
}

/** The lesson's own names and terms. */
function Glossary() {
  const editor = useEditor()
  const { glossary = [] } = useDocument().metadata
  const [typed, setTyped] = useState(() => glossary.join(', '))
  const change = (next: string): void => {
    setTyped(next)
    const terms = next
      .split(/[,;\n]/u)
      .map((term) => term.trim())
      .filter((term) => term !== '')
    editor.run(setMetadata, { changes: { glossary: terms } }, { mergeKey: 'lesson:glossary' })
  }
  return <TextField label={words.words} hint={words.wordsHint} lines={2} value={typed} onChange={change} />
}
