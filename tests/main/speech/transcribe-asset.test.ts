import { rm } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import type { ShotChangesRequest } from '#main/core/media/analyse-messages.ts'
import { knownShotCuts } from '#main/core/speech/shot-cuts.ts'
import type { TranscribeRequest } from '#main/core/speech/speech-messages.ts'
import { transcribeAsset, type ListeningOrder } from '#main/core/speech/transcribe-asset.ts'
import { appError } from '#shared/messages/app-error.ts'
import { speechModelIdSchema } from '#shared/speech/models.ts'
import type { Transcript } from '#shared/speech/transcript.ts'
import { seconds, videoAsset } from '../../shared/project/sample-document.ts'
import { temporaryFolder } from '../files/temporary-folder.ts'

/** A talking clip whose file lies somewhere. */
const clip = { ...videoAsset('a', seconds(10)), absolutePath: '/clips/a.mp4' }
const heard: Transcript = {
  language: 'en',
  punctuated: false,
  words: [
    { text: 'one', startTicks: seconds(1), endTicks: seconds(2), confidence: 0.9 },
    { text: 'two', startTicks: seconds(3), endTicks: seconds(4), confidence: null },
  ],
}

const cuts = [seconds(2.5), seconds(6)]

type Setting = { engine?: 'vosk' | 'whisper'; fault?: Error | null; blind?: boolean }

async function setUp({ engine = 'vosk', fault = null, blind = false }: Setting = {}) {
  const cacheFolder = path.join(await temporaryFolder(), 'cache')
  const asked: TranscribeRequest[] = []
  const looked: ShotChangesRequest['stretch'][] = []
  const logged: unknown[] = []
  let inUse = 0
  const services = {
    cacheFolder,
    log: (thrown: unknown) => void logged.push(thrown),
    deriveMedia: { repair: () => Promise.reject(new Error('nothing to mend')) },
    media: {
      transcribe(request: TranscribeRequest) {
        asked.push(request)
        expect(inUse).toBe(1)
        return fault ? Promise.reject(fault) : Promise.resolve(heard)
      },
      shotChanges({ stretch }: ShotChangesRequest) {
        looked.push(stretch)
        if (blind) return Promise.reject(appError('media.damaged', { file: 'a.mp4' }))
        const { startTicks, endTicks } = stretch ?? { startTicks: seconds(0), endTicks: seconds(10) }
        return Promise.resolve(cuts.filter((at) => at >= startTicks && at < endTicks))
      },
    },
    models: {
      use(modelId: ListeningOrder['modelId']) {
        inUse += 1
        const languages = engine === 'vosk' ? ['de'] : ['en', 'de']
        return Promise.resolve({ modelId, engine, modelPath: '/model', languages, release: () => void (inUse -= 1) })
      },
    },
  }
  const listen = (wish: Partial<ListeningOrder> = {}): Promise<Transcript> =>
    transcribeAsset({ asset: clip, stretch: null, modelId: speechModelIdSchema.parse('m'), language: 'en', ...wish }, services, {
      signal: new AbortController().signal,
      onProgress: () => {},
    })
  return { listen, asked, looked, logged, cacheFolder, inUse: () => inUse }
}

it('listens once to the same sound with the same model', async () => {
  const { listen, asked, cacheFolder, inUse } = await setUp({ engine: 'whisper' })
  expect(await listen()).toEqual(heard)
  expect(await listen()).toEqual(heard)
  expect(asked).toHaveLength(1)
  await listen({ language: 'de' })
  await listen({ modelId: speechModelIdSchema.parse('other') })
  await listen({ asset: { ...clip, sha256: 'f'.repeat(64) } })
  expect(asked).toHaveLength(4)
  expect(inUse()).toBe(0)
  // Derived data: what is deleted is heard again.
  await rm(cacheFolder, { recursive: true })
  await listen()
  expect(asked).toHaveLength(5)
})

it('takes a stretch out of the whole where that was heard', async () => {
  const { listen, asked } = await setUp({ engine: 'whisper' })
  const stretch = { startTicks: seconds(2.5), endTicks: seconds(9) }
  await listen()
  expect((await listen({ stretch })).words.map(({ text }) => text)).toEqual(['two'])
  expect(asked).toHaveLength(1)
  await listen({ stretch, language: null })
  expect(asked.at(-1)).toMatchObject({ stretch, language: null })
})

it('looks for changes of shots once in each stretch, and keeps those of every stretch', async () => {
  const { listen, looked, cacheFolder } = await setUp()
  expect(await knownShotCuts(cacheFolder, clip)).toEqual([])
  const first = { startTicks: seconds(0.5), endTicks: seconds(5) }
  await listen({ stretch: first })
  await listen({ stretch: first, language: 'fr' })
  expect(looked).toEqual([first])
  expect(await knownShotCuts(cacheFolder, clip)).toEqual([seconds(2.5)])
  // What lies in two stretches that touch was looked through.
  const second = { startTicks: seconds(4), endTicks: seconds(9) }
  await listen({ stretch: second })
  await listen({ stretch: { startTicks: seconds(1), endTicks: seconds(8) } })
  expect(looked).toEqual([first, second])
  expect(await knownShotCuts(cacheFolder, clip)).toEqual(cuts)
})

it('tells the words where nobody can look, and says so in the log', async () => {
  const { listen, logged, cacheFolder } = await setUp({ blind: true })
  expect(await listen()).toEqual(heard)
  expect(logged).toMatchObject([{ code: 'media.damaged' }])
  expect(await knownShotCuts(cacheFolder, clip)).toEqual([])
})

it('asks Vosk for the language that its model hears', async () => {
  const { listen, asked } = await setUp({ engine: 'vosk' })
  await listen({ language: 'en' })
  expect(asked[0]?.language).toBe('de')
})

it('lets the model go where listening fails, and keeps nothing', async () => {
  const fault = appError('system.process-crashed', { process: 'speech', detail: 'SIGKILL' })
  const { listen, asked, inUse } = await setUp({ fault })
  await expect(listen()).rejects.toMatchObject({ code: 'system.process-crashed' })
  await expect(listen()).rejects.toMatchObject({ code: 'system.process-crashed' })
  expect(asked).toHaveLength(2)
  expect(inUse()).toBe(0)
})

it('refuses what has no sound before a model is opened', async () => {
  const { listen, asked } = await setUp()
  const mute = { ...clip, interpretation: clip.interpretation && { ...clip.interpretation, audio: null } }
  await expect(listen({ asset: mute })).rejects.toMatchObject({ code: 'speech.no-sound' })
  expect(asked).toEqual([])
})
