import path from 'node:path'
import { projectFileEnding } from '#shared/ipc/areas/project-files.ts'

/** Files that the system opened with the program: by a double-click, which is an argument, or macOS's own event. */
export type OpenedFiles = {
  /** Arguments of a start of the program; what is no file for colleagues is left out. `folder`: where it was started. */
  noteArguments(words: readonly string[], folder: string): void
  note(file: string): void
  /** What nobody took yet. */
  take(): readonly string[]
  onArrive(listener: () => void): void
}

export function createOpenedFiles(): OpenedFiles {
  let waiting: string[] = []
  const listeners: (() => void)[] = []

  function note(file: string): void {
    if (path.extname(file).toLowerCase() !== `.${projectFileEnding}`) return
    waiting.push(file)
    for (const listener of listeners) listener()
  }

  return {
    note,
    noteArguments(words, folder) {
      for (const word of words) if (!word.startsWith('-')) note(path.resolve(folder, word))
    },
    take() {
      const taken = waiting
      waiting = []
      return taken
    },
    onArrive: (listener) => void listeners.push(listener),
  }
}
