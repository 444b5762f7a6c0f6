import type { JobMessage } from '../../src-shared/ipc/areas/jobs.ts'
import type { Studio } from './launch-studio.ts'

type Bridge = { invoke(channel: string, input: unknown): Promise<{ value: { portId: string } }> }

/** All messages of a job until its final one, with the milliseconds at which they came. */
export async function watchJob({ page }: Studio, jobId: string): Promise<readonly (JobMessage & { readonly atMs: number })[]> {
  return page.evaluate(async (id) => {
    const messages: (JobMessage & { readonly atMs: number })[] = []
    const ports = new Map<string, MessagePort>()
    let heard: (() => void) | null = null
    window.addEventListener('message', (event) => {
      const [port] = event.ports
      if (port) ports.set((event.data as { portId: string }).portId, port)
      heard?.()
    })
    const { portId } = (await (window as unknown as { tidbit: Bridge }).tidbit.invoke('jobs.watch', { jobId: id })).value
    while (!ports.has(portId)) await new Promise<void>((resolve) => (heard = resolve))
    const port = ports.get(portId) as MessagePort
    await new Promise<void>((resolve) => {
      port.addEventListener('message', ({ data }: MessageEvent<JobMessage>) => {
        messages.push({ ...data, atMs: performance.now() })
        if (data.kind === 'final') resolve()
      })
      port.start()
    })
    port.close()
    return messages
  }, jobId)
}
