import path from 'node:path'
import { createNodeHost } from '#main/core/hosts/node-host.ts'
import { createDeriveEngine } from '#main/core/media/derive-engine.ts'
import { createMediaEngine } from '#main/core/media/media-engine.ts'
import { mediaProcessEnv } from '#main/core/media/media-process-env.ts'
import type { MediaMethods } from '#main/core/media/media-methods.ts'

// Does what an import and its derive job do with a clip. Arguments: CLIP FOLDER.

const [clip = '', folder = ''] = process.argv.slice(2)
const entry = new URL('../../../src-main/media-process/main.ts', import.meta.url)
const host = createNodeHost<MediaMethods>({ name: 'media', entry, env: mediaProcessEnv })
try {
  const { sha256, interpretation } = await createMediaEngine(host).probe(clip)
  if (!interpretation) throw new Error('an image')
  await createDeriveEngine(host).derive({
    path: clip,
    sha256,
    interpretation,
    proxyFile: path.join(folder, 'proxy.mp4'),
    filmstripFile: path.join(folder, 'filmstrip.jpg'),
    waveformFile: path.join(folder, 'waveform.bin'),
    workFolder: path.join(folder, 'unfinished'),
  })
} finally {
  await host.close()
}
