import { Trash2 } from 'lucide-react'
import { Button, IconButton } from '#renderer/ui/button.tsx'
import { Progress } from '#renderer/ui/overlays.tsx'
import { describeError } from '#shared/messages/app-error.ts'
import { text } from '#shared/messages/ui/catalogue.ts'
import type { SpeechModel } from '#shared/speech/models.ts'
import { languageName } from './language-name.ts'
import styles from './speech.module.css'

const words = text.speech.dialog

/** More languages are counted, not named. */
const mostNames = 3

type ModelRowProps = {
  readonly model: SpeechModel
  /** It would listen now. */
  readonly chosen: boolean
  readonly primary?: boolean
  /** What its button says where it is not here yet. */
  readonly getLabel?: string
  readonly onGet: () => void
  readonly onUse: () => void
  readonly onStop: () => void
  readonly onRemove: () => void
}

/** A speech model: what it is, how large, where it comes from, and what can be done with it now. */
export function ModelRow({ model, chosen, primary = false, getLabel, onGet, onUse, onStop, onRemove }: ModelRowProps) {
  const { name, state } = model
  const variant = primary ? 'primary' : 'secondary'
  return (
    <div className={styles['model']} data-chosen={chosen || undefined} data-model={model.modelId}>
      <div className={styles['modelText']}>
        <p className={styles['modelName']}>{name}</p>
        <p className={styles['muted']}>{describeModel(model)}</p>
        <p className={styles['muted']}>{describeOrigin(model)}</p>
      </div>
      {state.kind === 'absent' && (
        <Button
          variant={variant}
          aria-label={getLabel ?? (state.receivedBytes > 0 ? words.goOnNamed : words.downloadNamed)(name)}
          onPress={onGet}
        >
          {getLabel ?? (state.receivedBytes > 0 ? words.goOn : words.download)}
        </Button>
      )}
      {(state.kind === 'downloading' || state.kind === 'checking') && (
        <Button aria-label={words.stopNamed(name)} onPress={onStop}>
          {words.stop}
        </Button>
      )}
      {state.kind === 'ready' && (
        <Button variant={variant} aria-label={words.listenWith(name)} onPress={onUse}>
          {words.listen}
        </Button>
      )}
      {(state.kind === 'ready' || (state.kind === 'absent' && state.receivedBytes > 0)) && (
        <IconButton icon={Trash2} label={words.remove(name)} onPress={onRemove} />
      )}
      <ModelProgress model={model} />
      {state.kind === 'absent' && state.error && (
        <p role="alert" className={styles['modelError']}>
          {describeError(state.error)}
        </p>
      )}
    </div>
  )
}

/** How far a model is on its way; nothing where it is not. */
export function ModelProgress({ model }: { readonly model: SpeechModel }) {
  const { state, byteLength, name } = model
  if (state.kind === 'downloading')
    return (
      <div className={styles['modelProgress']}>
        <Progress
          label={text.speech.downloading(name)}
          fraction={byteLength === 0 ? null : Math.min(1, state.receivedBytes / byteLength)}
          remark={text.speech.received(text.common.fileSize(state.receivedBytes), text.common.fileSize(byteLength))}
        />
      </div>
    )
  if (state.kind === 'checking')
    return (
      <div className={styles['modelProgress']}>
        <Progress label={text.speech.checking(name)} fraction={state.fraction} remark={text.common.percent(state.fraction)} />
      </div>
    )
  return null
}

function describeModel({ languages, byteLength, engine, state }: SpeechModel): string {
  const many = languages.length > mostNames
  const named = many ? words.manyLanguages(languages.length) : languages.map(languageName).join(', ')
  const facts = words.facts(languages.length === 0 ? words.anyLanguage : named, text.common.fileSize(byteLength))
  const kind = engine === 'whisper' ? words.exact : words.fast
  const partly =
    state.kind === 'absent' && state.receivedBytes > 0 ? ` · ${words.partly(text.common.fileSize(state.receivedBytes))}` : ''
  return `${facts} · ${kind}${partly}`
}

function describeOrigin({ origin, sourceHost, licence }: SpeechModel): string {
  if (origin === 'own' || sourceHost === null) return words.own
  return words.from(sourceHost, licence ?? words.ownLicence)
}
