import { closeSync, openSync, writeSync } from 'node:fs'

/** One more than a model of English only. */
const [vocabulary, state, heads, layers, mels, fft] = [51_865, 64, 1, 1, 80, 201] as const
const [audioContext, textContext] = [1500, 448] as const
const writtenTokens = 50_257

/**
 * Writes a ggml file as whisper.cpp reads them (its `whisper_model_load`) with one layer of seeded weights: it loads, runs and says
 * words, but not those that were spoken. A model that hears anything cannot be had from a package registry.
 */
export function writeTinyWhisperModel(file: string): void {
  const handle = openSync(file, 'w')
  const write = (data: NodeJS.ArrayBufferView): void => void writeSync(handle, data)
  const integers = (...values: readonly number[]): void => write(new Int32Array(values))
  let seed = 1
  const random = (): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return seed / 1_073_741_824 - 1
  }
  const tensor = (name: string, dimensions: readonly number[], { scale = 0.05, half = false } = {}): void => {
    const text = Buffer.from(name)
    integers(dimensions.length, text.length, half ? 1 : 0, ...dimensions)
    write(text)
    const count = dimensions.reduce((product, size) => product * size, 1)
    if (half) write(Uint16Array.from({ length: count }, () => halfFloat(random())))
    else write(Float32Array.from({ length: count }, () => (scale === 1 ? 1 : random() * scale)))
  }
  const linear = (name: string, input: number, output: number, hasBias = true): void => {
    tensor(`${name}.weight`, [input, output], { half: true })
    if (hasBias) tensor(`${name}.bias`, [output])
  }
  const norm = (name: string): void => {
    tensor(`${name}.weight`, [state], { scale: 1 })
    tensor(`${name}.bias`, [state])
  }
  const attention = (name: string): void => {
    norm(`${name}_ln`)
    linear(`${name}.query`, state, state)
    linear(`${name}.key`, state, state, false)
    linear(`${name}.value`, state, state)
    linear(`${name}.out`, state, state)
  }
  const block = (name: string, crosses: boolean): void => {
    norm(`${name}.mlp_ln`)
    linear(`${name}.mlp.0`, state, state * 4)
    linear(`${name}.mlp.2`, state * 4, state)
    attention(`${name}.attn`)
    if (crosses) attention(`${name}.cross_attn`)
  }

  integers(0x67_67_6d_6c, vocabulary, audioContext, state, heads, layers, textContext, state, heads, layers, mels, 1)
  integers(mels, fft)
  write(Float32Array.from({ length: mels * fft }, () => Math.abs(random()) * 0.01))
  integers(writtenTokens)
  for (let token = 0; token < writtenTokens; token += 1) {
    // The space alone is a token that whisper.cpp asks for; of the others every second one goes on with a word.
    const text = Buffer.from(token === 220 ? ' ' : token % 2 === 0 ? ` word${token}` : `x${token}`)
    integers(text.length)
    write(text)
  }
  tensor('encoder.positional_embedding', [state, audioContext])
  tensor('encoder.conv1.weight', [3, mels, state], { half: true })
  tensor('encoder.conv1.bias', [1, state])
  tensor('encoder.conv2.weight', [3, state, state], { half: true })
  tensor('encoder.conv2.bias', [1, state])
  norm('encoder.ln_post')
  for (let layer = 0; layer < layers; layer += 1) block(`encoder.blocks.${layer}`, false)
  tensor('decoder.positional_embedding', [state, textContext])
  tensor('decoder.token_embedding.weight', [state, vocabulary], { half: true })
  norm('decoder.ln')
  for (let layer = 0; layer < layers; layer += 1) block(`decoder.blocks.${layer}`, true)
  closeSync(handle)
}

/** A 16-bit float of about a sixteenth, by its bits: sign, exponent of 2^-5 or 2^-4, and what is random behind it. */
function halfFloat(random: number): number {
  const bits = Math.floor(Math.abs(random) * 0x7ff)
  return (random < 0 ? 0x80_00 : 0) | ((10 << 10) + bits)
}
