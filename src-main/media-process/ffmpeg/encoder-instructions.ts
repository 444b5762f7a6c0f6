import { setTimeout as sleep } from 'node:timers/promises'
import { Codec, CodecContext, Log, Rational } from 'node-av/lib'
import { AV_LOG_INFO, AV_PIX_FMT_YUV420P } from 'node-av/constants'

let known: Promise<string | null> | null = null

/**
 * The processor instructions x264 may use, in its own words, or null for "all it finds". With AVX-512 the x264 in node-av gives
 * other bytes from run to run (docs/adr/0101); without it, the same bytes as with SSE4.2. x264 trusts a list blindly, so
 * the list is the one it prints for this processor.
 */
export function encoderInstructions(): Promise<string | null> {
  known ??= ask()
  return known
}

async function ask(): Promise<string | null> {
  let line = ''
  const level = Log.getLevel()
  Log.setLevel(AV_LOG_INFO)
  Log.setCallback((_, message) => {
    if (message.includes('cpu capabilities')) line = message
  })
  openAndClose()
  // The binding hands log lines over between two turns of the event loop.
  for (let waits = 0; line === '' && waits < 50; waits += 1) await sleep(2)
  Log.resetCallback()
  Log.setLevel(level)
  return withoutAvx512(line)
}

/** Exported for its test: "… using cpu capabilities: SSE4.2 AVX2 AVX512" becomes "SSE4.2,AVX2". */
export function withoutAvx512(line: string): string | null {
  const names = (line.split('cpu capabilities:')[1] ?? '').trim().split(/\s+/)
  if (!names.includes('AVX512')) return null
  return names.filter((name) => name !== 'AVX512').join(',')
}

function openAndClose(): void {
  const codec = Codec.findEncoderByName('libx264' as never)
  if (!codec) return
  const encoder = new CodecContext()
  encoder.allocContext3(codec)
  encoder.width = 64
  encoder.height = 64
  encoder.pixelFormat = AV_PIX_FMT_YUV420P
  encoder.timeBase = new Rational(1, 30)
  encoder.threadCount = 1
  encoder.setOption('preset', 'ultrafast')
  encoder.open2Sync(codec)
  encoder.freeContext()
}
