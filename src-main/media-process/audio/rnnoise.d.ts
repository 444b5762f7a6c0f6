declare module '@echogarden/rnnoise-wasm' {
  /** The part of the Emscripten module that is used; pointers are byte offsets into its memory. */
  export type RnnoiseModule = {
    readonly HEAPF32: Float32Array
    _malloc(bytes: number): number
    _rnnoise_create(model: 0): number
    _rnnoise_destroy(state: number): void
    /** Returns how surely it hears a voice, 0 to 1. */
    _rnnoise_process_frame(state: number, output: number, input: number): number
  }
  // oxlint-disable-next-line import/no-default-export -- the package's own shape
  export default function start(): Promise<RnnoiseModule>
}
