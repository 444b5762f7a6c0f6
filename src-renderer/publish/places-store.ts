import { createStore, type StoreApi } from 'zustand/vanilla'
import { call } from '#renderer/ipc/client.ts'
import type { ChannelOutput } from '#shared/ipc/contract.ts'

/** The places that can be published to; null before the first answer. */
export const placesStore: StoreApi<ChannelOutput<'publish.places'> | null> = createStore<ChannelOutput<'publish.places'> | null>(
  () => null,
)

export async function refreshPlaces(): Promise<void> {
  placesStore.setState(await call('publish.places', {}), true)
}
