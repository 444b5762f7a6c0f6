import type { ProcessHost } from '../hosts/process-host.ts'
import type { EngineHealth } from './engine-health.ts'

/** Starts those processes that do not run, ahead of the first call; none while the full engine is out. */
export function warmUp(hosts: readonly Pick<ProcessHost<never>, 'pid' | 'start'>[], health: EngineHealth): void {
  if (health.isOut) return
  // What goes wrong, the first call hears as well.
  for (const host of hosts) if (host.pid === null) host.start().catch(() => undefined)
}
