import path from 'node:path'
import { AppError, appError } from '#shared/messages/app-error.ts'
import { speechModelIdSchema, type SpeechModel, type SpeechModelId } from '#shared/speech/models.ts'
import { speechModelFolder } from '../../core/files/user-data-folder.ts'
import { createSpeechModels, type SpeechModels } from '../../core/speech/speech-models.ts'
import type { Session } from '../session.ts'
import type { ModelsInvocation } from '../arguments/models.ts'
import type { OrderOf } from '../arguments/words.ts'

type Order = OrderOf<ModelsInvocation>

/** Lists, adds, fetches or removes the speech models that the app uses, too. Throws `speech.*`, `file.*`, `cancelled`. */
export async function manageModels({ action, subject, json }: Order, { media, signal, progress }: Session): Promise<string> {
  const models = createSpeechModels({ folder: speechModelFolder(), media })
  try {
    switch (action) {
      case 'list':
        return json ? `${JSON.stringify(await models.list(), null, 2)}\n` : describeModels(await models.list())
      case 'add': {
        const stop = models.onChange(() => void tellProgress(models, null, progress))
        const cancel = (): void => void cancelAll(models)
        signal.addEventListener('abort', cancel)
        const added = await models.add(path.resolve(subject)).finally(stop)
        progress.end()
        return `${describe(added)}\n`
      }
      case 'download':
        return await download(models, await knownId(models, subject), { signal, progress })
      case 'remove': {
        const modelId = await knownId(models, subject)
        await models.remove(modelId)
        return `${modelId} is removed.\n`
      }
    }
  } finally {
    await models.close()
  }
}

async function download(
  models: SpeechModels,
  modelId: SpeechModelId,
  { signal, progress }: Pick<Session, 'signal' | 'progress'>,
): Promise<string> {
  const stop = models.onChange(() => void tellProgress(models, modelId, progress))
  signal.addEventListener('abort', () => models.cancel(modelId))
  await models.download(modelId).finally(stop)
  progress.end()
  const model = (await models.list()).find((known) => known.modelId === modelId)
  if (model?.state.kind === 'ready') return `${describe(model)}\n`
  if (model?.state.kind === 'absent' && model.state.error) throw new AppError(model.state.error)
  throw appError('cancelled', {})
}

async function cancelAll(models: SpeechModels): Promise<void> {
  for (const { modelId, state } of await models.list()) if (state.kind === 'checking') models.cancel(modelId)
}

async function tellProgress(models: SpeechModels, modelId: SpeechModelId | null, progress: Session['progress']): Promise<void> {
  const list = await models.list()
  const model = list.find((known) => (modelId === null ? known.state.kind === 'checking' : known.modelId === modelId))
  if (model?.state.kind === 'downloading')
    progress.update({ stage: 'Downloading', fraction: model.state.receivedBytes / Math.max(1, model.byteLength) })
  if (model?.state.kind === 'checking') progress.update({ stage: 'Checking the model', fraction: model.state.fraction })
}

/** Throws `speech.model-missing`. */
async function knownId(models: SpeechModels, subject: string): Promise<SpeechModelId> {
  const id = speechModelIdSchema.safeParse(subject)
  const known = id.success && (await models.list()).some(({ modelId }) => modelId === id.data)
  if (!id.success || !known) throw appError('speech.unknown-model', { model: subject })
  return id.data
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`

function describeModels(models: readonly SpeechModel[]): string {
  const width = Math.max(...models.map(({ modelId }) => modelId.length))
  const lines = models.map(
    (model) => `${model.modelId.padEnd(width)}  ${describeState(model).padEnd(12)}  ${describeFacts(model)}`,
  )
  return `${lines.join('\n')}\n`
}

function describe(model: SpeechModel): string {
  return `${model.modelId}: ${describeState(model)}, ${describeFacts(model)}`
}

function describeState({ state, byteLength }: SpeechModel): string {
  if (state.kind === 'ready') return 'ready'
  if (state.kind !== 'absent') return 'on its way'
  return state.receivedBytes > 0 ? `${Math.floor((state.receivedBytes / byteLength) * 100)} % fetched` : ''
}

function describeFacts({ languages, byteLength, licence, sourceHost }: SpeechModel): string {
  const hears = languages.length > 3 ? `${languages.length} languages` : languages.join(', ')
  const facts = [hears, megabytes(byteLength), licence, sourceHost]
  return facts.filter((fact) => fact !== null && fact !== '').join(', ')
}
