import { closedNetworkWarning, ensureElectronRuntime } from './electron/runtime.ts'

/** `npm run electron:runtime`: makes sure that an Electron to run is on this machine and prints where it is. */
const runtime = await ensureElectronRuntime((line) => console.error(`electron: ${line}`))
if (runtime.kind === 'closed-network') console.error(`electron: ${closedNetworkWarning}`)
console.log(runtime.executable)
