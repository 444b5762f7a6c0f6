import { writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { replaceFile } from '#main/core/files/atomic-file.ts'

/** A writer to be killed in the middle. */
await replaceFile(process.argv[2] ?? '', async (temporaryFile) => {
  await writeFile(temporaryFile, 'half')
  process.stdout.write('writing\n')
  await sleep(60_000)
})
