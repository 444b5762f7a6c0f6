/**
 * `DisposableStack` for the closed-network runtime, whose V8 (Chrome 130) has it not yet; Electron 45 has its own. Only what
 * `using` and the media process need: `use`, `adopt`, `defer`, `dispose`.
 */
class LateDisposableStack {
  #cleanups: (() => void)[] = []
  #disposed = false

  get disposed(): boolean {
    return this.#disposed
  }

  use<T extends Disposable | null | undefined>(value: T): T {
    if (value !== null && value !== undefined) this.defer(() => value[Symbol.dispose]())
    return value
  }

  adopt<T>(value: T, onDispose: (value: T) => void): T {
    this.defer(() => onDispose(value))
    return value
  }

  defer(onDispose: () => void): void {
    if (this.#disposed) throw new ReferenceError('The stack was disposed of already.')
    this.#cleanups.push(onDispose)
  }

  /** Cleans up in reverse order; every cleanup runs, and the first failure is thrown. */
  dispose(): void {
    this.#disposed = true
    const cleanups = this.#cleanups.toReversed()
    this.#cleanups = []
    const failures: unknown[] = []
    for (const clean of cleanups) {
      try {
        clean()
      } catch (failure) {
        failures.push(failure)
      }
    }
    if (failures.length > 0) throw failures[0]
  }

  [Symbol.dispose](): void {
    this.dispose()
  }
}

if (!('DisposableStack' in globalThis)) Object.assign(globalThis, { DisposableStack: LateDisposableStack })
