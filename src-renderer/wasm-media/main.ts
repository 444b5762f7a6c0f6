import { portMessageType } from '#shared/ipc/channel-names.ts'
import { portableRequestSchema, type PortableReply } from '#shared/ipc/portable-messages.ts'
import { runJob } from './run-job.ts'

// The hidden window of the portable engine: one job, handed over by a port; the window is closed afterwards.

window.addEventListener('message', ({ source, data, ports }) => {
  const [port] = ports
  const type: unknown = typeof data === 'object' && data !== null && 'type' in data ? data.type : null
  if (source !== window || type !== portMessageType || !port) return
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port, not a window
  const reply = (message: PortableReply): void => port.postMessage(message)
  port.addEventListener('message', ({ data: request }) => {
    runJob(portableRequestSchema.parse(request), {
      onProgress: (fraction) => reply({ kind: 'progress', fraction }),
      onSign: () => reply({ kind: 'alive' }),
    }).then(
      (probe) => reply({ kind: 'done', probe }),
      (thrown: unknown) => reply({ kind: 'failed', detail: thrown instanceof Error ? thrown.message : String(thrown) }),
    )
  })
  port.start()
})
