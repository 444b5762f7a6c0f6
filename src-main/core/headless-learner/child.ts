import dgram from 'node:dgram'
import dns from 'node:dns'
import net from 'node:net'
import { orderSchema } from './child-messages.ts'
import { PageRefusal } from './lesson-page.ts'
import { runJourney } from './run-journey.ts'

function refuse(): never {
  throw new Error('There is no network here.')
}

/** Runs scripts of strangers: no files, children, threads nor addons (Node's permissions), and from here on no network either. */
function cutNetwork(): void {
  for (const [target, names] of [
    [net.Socket.prototype, ['connect']],
    [net.Server.prototype, ['listen']],
    [dgram.Socket.prototype, ['bind', 'connect', 'send']],
    [dns, ['lookup', 'lookupService', 'resolve', 'resolve4', 'resolve6', 'Resolver', 'promises']],
    [globalThis, ['fetch', 'WebSocket', 'EventSource']],
  ] as const)
    for (const name of names) Object.defineProperty(target, name, { value: refuse, writable: false, configurable: false })
}

const send = (message: object): void => void process.send?.(message)

process.once('message', (message) => {
  cutNetwork()
  const order = orderSchema.parse(message)
  runJourney(order).then(
    (report) => send({ report: { ...report, calls: JSON.parse(JSON.stringify(report.calls)) as unknown } }),
    (thrown: unknown) =>
      send({ refusal: thrown instanceof PageRefusal ? thrown.message : `The package could not be played: ${String(thrown)}` }),
  )
})
