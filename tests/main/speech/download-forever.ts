import { createSpeechModels } from '#main/core/speech/speech-models.ts'
import type { CatalogueModel } from '#shared/speech/model-catalogue.ts'

/** A download to be killed in the middle: the folder and the catalogue's row come as arguments. */
const [folder = '', row = '{}'] = process.argv.slice(2)
const model = JSON.parse(row) as CatalogueModel
const models = createSpeechModels({
  folder,
  catalogue: [model],
  source: { fetch, allows: () => true, hostOf: (url) => new URL(url).hostname },
  media: { tryModel: () => Promise.resolve() },
})
models.onChange(() => {
  void models.list().then(([listed]) => {
    if (listed?.state.kind === 'downloading' && listed.state.receivedBytes > 0) process.stdout.write('receiving\n')
  })
})
await models.download(model.modelId)
