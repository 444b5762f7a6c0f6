import { BrowserWindow, type IpcMainInvokeEvent } from 'electron'
import type { z } from '#shared/base/zod.ts'
import { textChannels, type ChannelName } from '#shared/ipc/channel-names.ts'
import { contract, type ChannelOutput, type ParsedInput } from '#shared/ipc/contract.ts'
import { AppError, appError, toErrorData } from '#shared/messages/app-error.ts'
import { isStudioUrl } from '../window/studio-url.ts'
import type { AnswerCall } from './serve-channels.ts'

/** Who asks: always the main frame of one of our windows. */
export type Sender = { readonly window: BrowserWindow; readonly webContents: Electron.WebContents }

type Awaitable<T> = T | Promise<T>

/** A handler for every channel of the contract; the compiler tells which one is missing. */
export type ChannelHandlers = {
  readonly [C in ChannelName]: (input: ParsedInput<C>, sender: Sender) => Awaitable<ChannelOutput<C>>
}

/** Only the top frame of a window that shows the studio may ask anything. */
function checkSender(event: IpcMainInvokeEvent, channel: string): Sender {
  const frame = event.senderFrame
  const window = BrowserWindow.fromWebContents(event.sender)
  const trusted = frame !== null && frame === event.sender.mainFrame && isStudioUrl(frame.url)
  if (!trusted || window === null) throw appError('ipc.refused', { channel })
  return { window, webContents: event.sender }
}

function parseInput<T>(schema: z.ZodType<T>, input: unknown, channel: string): T {
  const parsed = schema.safeParse(readText(channel, input))
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw appError('ipc.bad-input', {
    channel,
    path: issue === undefined || issue.path.length === 0 ? 'input' : issue.path.join('.'),
    reason: issue?.message ?? 'not understood',
  })
}

/** Of one of `textChannels`; what is no JSON is no input either. */
function readText(channel: string, input: unknown): unknown {
  if (typeof input !== 'string' || !textChannels.has(channel as ChannelName)) return input
  try {
    return JSON.parse(input)
  } catch {
    return input
  }
}

/** Answers one channel: checks the sender, parses the input, and turns whatever is thrown into error data. */
export function answerChannel<I>(
  channel: string,
  input: z.ZodType<I>,
  handle: (input: I, sender: Sender) => Awaitable<unknown>,
  log: (thrown: unknown) => void,
): AnswerCall {
  return async (event, raw) => {
    try {
      const sender = checkSender(event, channel)
      return { ok: true, value: await handle(parseInput(input, raw, channel), sender) }
    } catch (thrown) {
      if (!(thrown instanceof AppError)) log(thrown)
      return { ok: false, error: toErrorData(thrown) }
    }
  }
}

export function answerContract(handlers: ChannelHandlers, log: (thrown: unknown) => void): [ChannelName, AnswerCall][] {
  return (Object.entries(contract) as [ChannelName, (typeof contract)[ChannelName]][]).map(([name, { input }]) => {
    const handle = handlers[name] as (input: unknown, sender: Sender) => Awaitable<unknown>
    return [name, answerChannel(name, input as z.ZodType<unknown>, handle, log)]
  })
}
