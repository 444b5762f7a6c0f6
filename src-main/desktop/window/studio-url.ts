import { studioOrigin } from '#shared/ipc/channel-names.ts'

/** Whether an address is a page of ours. Node gives a scheme of its own no origin, hence scheme and host by hand. */
export function isStudioUrl(address: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  return `${url.protocol}//${url.host}` === studioOrigin
}
