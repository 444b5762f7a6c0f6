import { join } from 'node:path'
import { openLibrary } from '#main/core/library/open-library.ts'
import { createDocument } from '#shared/project/defaults.ts'
import type { LessonId } from '#shared/project/ids.ts'

const libraryEntry = new URL('../../../src-main/library-process/main.ts', import.meta.url)

/** Makes a library of that many lessons where the app with this user data looks for it. */
export async function fillLibrary(userData: string, count: number): Promise<void> {
  const library = openLibrary({ entry: libraryEntry, libraryFile: join(userData, 'library', 'library.db') })
  try {
    for (let index = 1; index <= count; index += 1) {
      const document = createDocument(
        `lesson-${index}` as LessonId,
        `Lesson ${index}: ${['Lava', 'Light', 'Levers'][index % 3]}`,
        'en',
      )
      await library.create({ ...document, metadata: { ...document.metadata, topics: ['science', `unit ${index % 12}`] } })
    }
  } finally {
    await library.close()
  }
}
