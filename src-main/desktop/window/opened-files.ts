import path from 'node:path'
import { projectFileEnding } from '#shared/ipc/project-file-ending.ts'

/** Files that the system opened with the program: by a double-click, which is an argument, or macOS's own event. */
export type OpenedFiles = {
  /** Arguments of a start of the program; what is no file for colleagues is left out. `folder`: where it was started. */
  noteArguments(words: readonly string[], folder: string): void
  note(file: string): void
  /** What nobody took yet. */
  take(): readonly string[]
  onArrive(listener: () => void): void
}

/** Whether a word of the command line, or a path, is a file for colleagues. */
export const isOpenedFile = (word: string): boolean =>
  !word.startsWith('-') && path.extname(word).toLowerCase() === `.${projectFileEnding}`

export function createOpenedFiles(): OpenedFiles {
  let waiting: string[] = []
  const listeners: (() => void)[] = []

  function note(file: string): void {
    waiting.push(file)
    for (const listener of listeners) listener()
  }

  return {
    note(file) {
      if (isOpenedFile(file)) note(file)
    },
    noteArguments(words, folder) {
      for (const word of words) if (isOpenedFile(word)) note(path.resolve(folder, word))
    },
    take() {
      const taken = waiting
      waiting = []
      return taken
    },
    onArrive: (listener) => void listeners.push(listener),
  }
}
