import { deriveRequestSchema } from '#main/core/media/derive-messages.ts'
import { deriveMedia } from '#main/media-process/derive/derive-media.ts'

// Derives until it is killed or done, telling how far it is; run by derive-media.test.ts.
const request = deriveRequestSchema.parse(JSON.parse(process.argv[2] ?? ''))
await deriveMedia(request, {
  threads: 1,
  signal: new AbortController().signal,
  onProgress: ({ fraction }) => process.send?.(fraction),
  checkpointMs: 200,
})
