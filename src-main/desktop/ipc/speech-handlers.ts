import { dialog } from 'electron'
import type { ListeningMessage, Listening, SpeechModelsMessage } from '#shared/ipc/areas/speech.ts'
import { appError, toErrorData } from '#shared/messages/app-error.ts'
import type { SpokenWord } from '#shared/speech/transcript.ts'
import type { AssetFiles } from '#main/core/import/asset-files.ts'
import { createProgressStream, type ProgressStream } from '#main/core/jobs/progress-stream.ts'
import type { DeriveEngine } from '#main/core/media/derive-engine.ts'
import type { MediaEngine } from '#main/core/media/media-engine.ts'
import { knownShotCuts } from '#main/core/speech/shot-cuts.ts'
import type { SpeechModels } from '#main/core/speech/speech-models.ts'
import { transcribeAsset, type ListeningOrder } from '#main/core/speech/transcribe-asset.ts'
import type { GrantTable } from '../grants/grant-table.ts'
import type { ChannelHandlers } from './register-channels.ts'
import { sendPort } from './send-port.ts'

type Names = Extract<keyof ChannelHandlers, `speech.${string}`>

type Services = {
  readonly speechModels: SpeechModels
  readonly speechMedia: Pick<MediaEngine, 'transcribe' | 'shotChanges'>
  readonly deriveMedia: Pick<DeriveEngine, 'repair'>
  readonly assetFiles: Pick<AssetFiles, 'ofLesson'>
  readonly grants: Pick<GrantTable, 'grantRead' | 'resolve'>
  readonly cacheFolder: string
  readonly log: (thrown: unknown) => void
}

/** Words are read as they come; more often than this nobody reads. */
const listeningIntervalMs = 250
const mostRecentWords = 40

const modelFilters = [
  { name: 'Speech models', extensions: ['bin', 'zip'] },
  { name: 'All files', extensions: ['*'] },
]

export function createSpeechHandlers(services: Services): Pick<ChannelHandlers, Names> {
  const { speechModels, speechMedia, deriveMedia, assetFiles, grants, cacheFolder, log } = services

  async function listen(order: ListeningOrder, stream: ProgressStream<Listening>, signal: AbortSignal): Promise<void> {
    let shown = waiting
    let recent: readonly SpokenWord[] = []
    let wordCount = 0
    try {
      const transcript = await transcribeAsset(
        order,
        { media: speechMedia, deriveMedia, models: speechModels, cacheFolder, log },
        {
          signal,
          onProgress({ fraction, words }) {
            wordCount += words.length
            recent = [...recent, ...words].slice(-mostRecentWords)
            shown = { ...waiting, state: 'running', fraction, wordCount, recentWords: recent }
            stream.update(shown)
          },
        },
      )
      const { words } = transcript
      const recentWords = words.slice(-mostRecentWords)
      stream.finish({ ...waiting, state: 'succeeded', fraction: 1, wordCount: words.length, recentWords, transcript })
    } catch (thrown) {
      const error = toErrorData(thrown)
      const cancelled = signal.aborted || error.code === 'cancelled'
      if (error.code === 'internal') log(thrown)
      stream.finish({ ...shown, state: cancelled ? 'cancelled' : 'failed', error: cancelled ? null : error })
    }
  }

  return {
    async 'speech.models'() {
      return { models: await speechModels.list() }
    },
    async 'speech.watchModels'(_, { webContents }) {
      const models = await speechModels.list()
      const { portId, port } = sendPort(webContents)
      const stream = createProgressStream(models, ({ kind, sequence, value }) => {
        port.postMessage({ kind, sequence, models: value } satisfies SpeechModelsMessage)
      })
      let listing = false
      let again = false
      /** Changes come by the megabyte; while one list is made, the next one waits. */
      const tell = async (): Promise<void> => {
        again = true
        if (listing) return
        listing = true
        try {
          while (again) {
            again = false
            stream.update(await speechModels.list())
          }
        } finally {
          listing = false
        }
      }
      const stop = speechModels.onChange(() => void tell().catch(log))
      port.on('close', () => {
        stop()
        stream.stop()
      })
      port.start()
      return { portId }
    },
    'speech.download'({ modelId }) {
      void speechModels.download(modelId).catch(log)
      return {}
    },
    'speech.cancel'({ modelId }) {
      speechModels.cancel(modelId)
      return {}
    },
    async 'speech.chooseModel'({ kind }, { window, webContents }) {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        properties: [kind === 'folder' ? 'openDirectory' : 'openFile'],
        ...(kind === 'file' && { filters: modelFilters }),
      })
      const [path] = filePaths
      return { grant: canceled || path === undefined ? null : await grants.grantRead(path, webContents.id) }
    },
    async 'speech.addModel'({ grantId }, { webContents }) {
      return { model: await speechModels.add(grants.resolve(grantId, 'read', webContents.id)) }
    },
    async 'speech.removeModel'({ modelId }) {
      await speechModels.remove(modelId)
      return {}
    },
    async 'speech.defaultModel'({ language }) {
      return { modelId: await speechModels.choose(language) }
    },
    async 'speech.shotCuts'({ projectId, assetIds }) {
      const wanted = new Set(assetIds)
      const assets = assetFiles.ofLesson(projectId).filter(({ id }) => wanted.has(id))
      const cutsOf = async (asset: (typeof assets)[number]) => ({
        assetId: asset.id,
        cuts: await knownShotCuts(cacheFolder, asset),
      })
      return { media: await Promise.all(assets.map(cutsOf)) }
    },
    'speech.transcribe'({ projectId, assetId, stretch, modelId, language }, { webContents }) {
      const asset = assetFiles.ofLesson(projectId).find(({ id }) => id === assetId)
      if (!asset) throw appError('media.asset-missing', { assetId })
      const controller = new AbortController()
      const { portId, port } = sendPort(webContents)
      const stream = createProgressStream(
        waiting,
        ({ kind, sequence, value }) => {
          port.postMessage({ kind, sequence, listening: value } satisfies ListeningMessage)
        },
        listeningIntervalMs,
      )
      port.on('close', () => {
        stream.stop()
        controller.abort()
      })
      port.start()
      void listen({ asset, stretch, modelId, language }, stream, controller.signal).catch(log)
      return { portId }
    },
  }
}

const waiting: Listening = { state: 'waiting', fraction: 0, wordCount: 0, recentWords: [], transcript: null, error: null }
