import { z } from '#shared/base/zod.ts'
import { grantSchema, type Grant } from '#shared/ipc/areas/grant.ts'
import { jobMessageSchema, type JobId, type JobMessage, type JobSnapshot } from '#shared/ipc/areas/jobs.ts'
import type { ProjectId } from '#shared/ipc/areas/library.ts'
import { replySchema } from '#shared/ipc/channel.ts'
import { textChannels, type ChannelName, type EventName } from '#shared/ipc/channel-names.ts'
import { contract, type ChannelInput, type ChannelOutput } from '#shared/ipc/contract.ts'
import { AppError } from '#shared/messages/app-error.ts'
import { receivePort } from './ports.ts'

function replyValue(raw: unknown): unknown {
  const reply = replySchema.parse(raw)
  if (!reply.ok) throw new AppError(reply.error)
  return reply.value
}

/** Asks the main process; throws `AppError` with a sentence for the user where it refuses. */
export async function call<C extends ChannelName>(channel: C, input: ChannelInput<C>): Promise<ChannelOutput<C>> {
  const value = replyValue(await window.tidbit.invoke(channel, textChannels.has(channel) ? JSON.stringify(input) : input))
  return contract[channel].output.parse(value) as ChannelOutput<C>
}

const grantsSchema = z.strictObject({ grants: z.array(grantSchema).readonly() })

/** Trades the files of a drop for grants; what has no file on this machine (a picture dragged from a page) is left out. */
export async function grantDroppedFiles(files: readonly File[]): Promise<readonly Grant[]> {
  return grantsSchema.parse(replyValue(await window.tidbit.grantDropped(files))).grants
}

/** Calls `listener` whenever main announces `event`; returns the function that stops it. */
export function onMainEvent(event: EventName, listener: () => void): () => void {
  return window.tidbit.listen(event, listener)
}

/** The port to a fresh preview session of the project; closing it ends the session. Null where only the simple preview works. */
export async function openPreviewPort(projectId: ProjectId): Promise<MessagePort | null> {
  const { portId } = await call('preview.open', { projectId })
  return portId === null ? null : receivePort(portId)
}

/** Follows a job until its final message, which resolves; `onUpdate` gets the snapshot and every update (10 a second at most). */
export async function followJob(jobId: JobId, onUpdate: (job: JobSnapshot) => void): Promise<JobSnapshot> {
  const { portId } = await call('jobs.watch', { jobId })
  const port = await receivePort(portId)
  return new Promise((resolve) => {
    let lastSequence = -1
    port.addEventListener('message', (event: MessageEvent<unknown>) => {
      const message: JobMessage = jobMessageSchema.parse(event.data)
      if (message.sequence <= lastSequence) return
      lastSequence = message.sequence
      if (message.kind === 'final') {
        port.close()
        resolve(message.job)
      } else onUpdate(message.job)
    })
    port.start()
  })
}
