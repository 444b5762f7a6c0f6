export const systemErrors = {
  internal: (p: { detail: string }) =>
    `Something went wrong inside Tidbit Studio (${p.detail}). Your work is saved; please try again and report it if it happens twice.`,
  cancelled: (_: Record<string, never>) => 'Cancelled.',
  usage: (p: { detail: string }) => p.detail,
  'system.process-crashed': (p: { process: string; detail: string }) =>
    `The ${p.process} part of Tidbit Studio stopped unexpectedly (${p.detail}). It starts again by itself; please try once more.`,
  'system.process-hung': (p: { process: string }) =>
    `The ${p.process} part of Tidbit Studio did not answer any more and was stopped. It starts again by itself; please try once more.`,
  'system.process-start': (p: { process: string; detail: string }) =>
    `The ${p.process} part of Tidbit Studio could not start (${p.detail}). Please try again; if it stays like this, install Tidbit Studio anew.`,
  'system.process-slow': (p: { process: string }) =>
    `The ${p.process} part of Tidbit Studio took too long to start. The computer may be very busy: close other programs and try again.`,
  'system.process-closed': (p: { process: string }) =>
    `The ${p.process} part of Tidbit Studio is closing. Start the program again.`,
  'system.no-runtime': (p: { version: string }) =>
    `Node ${p.version} is too old for Tidbit Studio and the bundled one is missing. Run “npm ci” in its folder and try again.`,
} as const
