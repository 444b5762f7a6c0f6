/** Sound for the loudspeaker; `ticksPerFrame` ticks of the play clock pass with each of its frames. */
export type PcmBlock = {
  readonly playTicks: number
  readonly ticksPerFrame: number
  readonly channels: readonly Float32Array[]
}

/** Long enough that nothing clicks, too short to be heard as a fade (10 ms at 48 kHz). */
const fadeFrames = 480

/** Blocks that follow each other without a gap. */
class PcmLine {
  readonly #blocks: PcmBlock[] = []
  #offset = 0
  /** Where it was read to. */
  #playTicks: number | null = null

  get isEmpty(): boolean {
    return this.#blocks.length === 0
  }

  /** What the next frame shows on the play clock; after the last one, where that ended. */
  get playTicks(): number | null {
    const [block] = this.#blocks
    return block ? block.playTicks + this.#offset * block.ticksPerFrame : this.#playTicks
  }

  get ticksPerFrame(): number {
    return this.#blocks[0]?.ticksPerFrame ?? 1
  }

  push(block: PcmBlock): void {
    if ((block.channels[0]?.length ?? 0) > 0) this.#blocks.push(block)
  }

  /** Leaves out what comes before an instant. */
  skipTo(playTicks: number): void {
    const late = playTicks - (this.playTicks ?? playTicks)
    if (late > 0) this.#take(Math.round(late / this.ticksPerFrame), () => {})
  }

  /** Adds up to `count` frames to `outputs` from `at` on, each times its gain; returns how many there were. */
  mixInto(outputs: readonly Float32Array[], at: number, count: number, gain: (frame: number) => number): number {
    return this.#take(count, (block, offset, taken, done) => {
      for (const [channel, output] of outputs.entries()) {
        const source = block.channels[channel] ?? block.channels[0]
        if (!source) continue
        for (let frame = 0; frame < taken; frame += 1) {
          const place = at + done + frame
          output[place] = (output[place] ?? 0) + (source[offset + frame] ?? 0) * gain(done + frame)
        }
      }
    })
  }

  #take(count: number, use: (block: PcmBlock, offset: number, taken: number, done: number) => void): number {
    let done = 0
    while (done < count) {
      const [block] = this.#blocks
      if (!block) break
      const length = block.channels[0]?.length ?? 0
      const taken = Math.min(count - done, length - this.#offset)
      use(block, this.#offset, taken, done)
      done += taken
      this.#offset += taken
      this.#playTicks = block.playTicks + this.#offset * block.ticksPerFrame
      if (this.#offset >= length) {
        this.#blocks.shift()
        this.#offset = 0
      }
    }
    return done
  }
}

const full = (): number => 1

/** Sound that is on its way out. */
type Fading = { readonly line: PcmLine; done: number }

/**
 * What the loudspeaker plays. Sound of an edited lesson is spliced in at its place on the play clock, by a short cross-fade
 * out of the sound that plays until then; sound that is dropped fades out as shortly.
 */
export class PcmQueue {
  #line = new PcmLine()
  #next: PcmLine | null = null
  #fading: Fading | null = null

  /** `splice`: from here on it replaces what was pushed before. */
  push(block: PcmBlock, splice: boolean): void {
    if (splice) this.#next = new PcmLine()
    const line = this.#next ?? this.#line
    line.push(block)
  }

  /** Drops everything; what sounds now fades out. */
  reset(): void {
    if (!this.#line.isEmpty) this.#fading = { line: this.#line, done: 0 }
    this.#line = new PcmLine()
    this.#next = null
  }

  /** Where the frame after the last one read stands on the play clock; null before the first. */
  get playTicks(): number | null {
    return this.#line.playTicks
  }

  /** Also where spliced sound came too late as a whole: what follows it may never come, at the end of a lesson. */
  get isEmpty(): boolean {
    return this.#line.isEmpty && (this.#next === null || this.#next.isEmpty)
  }

  /** Fills the outputs, which must be silent; while not `running` only what fades out is heard. Returns the frames that played. */
  read(outputs: readonly Float32Array[], length: number, running: boolean): number {
    let done = 0
    while (done < length) {
      const count = running ? Math.min(length - done, this.#framesToSplice()) : length - done
      const before = this.#fading
      if (running) this.#playLine(outputs, done, count)
      if (before) this.#fadeOut(before, outputs, done, count)
      done += count
    }
    return done
  }

  #playLine(outputs: readonly Float32Array[], at: number, count: number): void {
    const fading = this.#fading
    const gain = fading ? (frame: number): number => Math.min(1, (fading.done + frame) / fadeFrames) : full
    this.#line.mixInto(outputs, at, count, gain)
  }

  #fadeOut(fading: Fading, outputs: readonly Float32Array[], at: number, count: number): void {
    const gain = (frame: number): number => Math.max(0, 1 - (fading.done + frame) / fadeFrames)
    const played = fading.line.mixInto(outputs, at, count, gain)
    fading.done += count
    if (played < count || fading.done >= fadeFrames) this.#fading = null
  }

  /** Frames of the present sound until the next one begins, which it does here where it is time. */
  #framesToSplice(): number {
    const next = this.#next
    if (!next || next.isEmpty) return Infinity
    const at = this.#line.playTicks
    if (at !== null) {
      const frames = Math.round(((next.playTicks ?? at) - at) / this.#line.ticksPerFrame)
      if (frames > 0 && !this.#line.isEmpty) return frames
      next.skipTo(at)
      // All of it came too late: there will be more.
      if (next.isEmpty) return Infinity
    }
    if (!this.#line.isEmpty) this.#fading = { line: this.#line, done: 0 }
    this.#line = next
    this.#next = null
    return Infinity
  }
}
