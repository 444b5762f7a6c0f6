import { findClosedNetworkRuntime, makeClosedNetworkRuntime } from './closed-network-runtime.ts'
import { downloadOfficialRuntime, findOfficialRuntime } from './official-runtime.ts'

export type ElectronRuntime = {
  readonly executable: string
  /** The closed-network stand-in is an older Electron, for development and tests only. */
  readonly kind: 'official' | 'closed-network'
}

/** The runtime that is already on this machine; null where `npm run electron:runtime` was not run. Downloads nothing. */
export async function findElectronRuntime(): Promise<ElectronRuntime | null> {
  const official = await findOfficialRuntime()
  if (official !== null) return { executable: official, kind: 'official' }
  const standIn = await findClosedNetworkRuntime()
  return standIn === null ? null : { executable: standIn, kind: 'closed-network' }
}

/** The official runtime where it can be downloaded, otherwise the stand-in out of an npm package. */
export async function ensureElectronRuntime(report: (line: string) => void): Promise<ElectronRuntime> {
  const found = await findElectronRuntime()
  if (found !== null) return found
  const official = await downloadOfficialRuntime(report)
  if (official !== null) return { executable: official, kind: 'official' }
  report('the official Electron runtime cannot be downloaded from this network')
  return { executable: await makeClosedNetworkRuntime(report), kind: 'closed-network' }
}

export const closedNetworkWarning =
  'This runs Electron 33 out of an npm package, because the official runtime cannot be downloaded here. It is for development and tests only.'
