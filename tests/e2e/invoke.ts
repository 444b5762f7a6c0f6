import type { ChannelName } from '../../src-shared/ipc/channel-names.ts'
import type { ChannelInput, ChannelOutput } from '../../src-shared/ipc/contract.ts'
import type { Studio } from './launch-studio.ts'

type Bridge = { invoke(channel: string, input: unknown): Promise<unknown> }

/** Sends anything on any channel, as a page of ours that was taken over could; gives the raw reply. */
export function invokeRaw({ page }: Studio, channel: string, input: unknown): Promise<unknown> {
  return page.evaluate(([name, value]) => (window as unknown as { tidbit: Bridge }).tidbit.invoke(name as string, value), [
    channel,
    input,
  ] as const)
}

/** Asks on a channel of the contract and throws the error's code where it was refused. */
export async function invoke<C extends ChannelName>(
  studio: Studio,
  channel: C,
  input: ChannelInput<C>,
): Promise<ChannelOutput<C>> {
  const reply = (await invokeRaw(studio, channel, input)) as
    { readonly ok: true; readonly value: ChannelOutput<C> } | { readonly ok: false; readonly error: unknown }
  if (!reply.ok) throw new Error(JSON.stringify(reply.error))
  return reply.value
}
