import { protocol } from 'electron'
import { trialScheme } from '#shared/ipc/channel-names.ts'
import { answerPageFile } from './own-files.ts'

export type AnswerRequest = (request: Request) => Promise<Response>

/** What the program serves to its own pages, by scheme. */
export type Answers = Readonly<Record<'app' | 'media' | typeof trialScheme, AnswerRequest>>

/** The schemes are there before what answers for them: a page may be asked for while that is still read. */
export function serveSchemes(answers: Promise<Answers>, rendererFolder: string): void {
  protocol.handle('app', async (request) => (await answerPageFile(request, rendererFolder)) ?? (await answers).app(request))
  for (const scheme of ['media', trialScheme] as const)
    protocol.handle(scheme, async (request) => (await answers)[scheme](request))
}

/** Must run before the app is ready. */
export function registerSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    { scheme: trialScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
    { scheme: 'media', privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, stream: true } },
  ])
}
