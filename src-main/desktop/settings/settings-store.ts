import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { appSettingsSchema, defaultAppSettings, type AppSettings } from '#shared/ipc/areas/app.ts'

/** The user's preferences in `settings.json`; one that cannot be read gives the defaults. */
export type SettingsStore = {
  read(): AppSettings
  write(settings: AppSettings): Promise<AppSettings>
}

export async function openSettings(userDataFolder: string): Promise<SettingsStore> {
  const file = join(userDataFolder, 'settings.json')
  let current = await readSettings(file)
  return {
    read: () => current,
    async write(settings) {
      const partial = `${file}.partial`
      await writeFile(partial, `${JSON.stringify(settings, null, 2)}\n`)
      await rename(partial, file)
      current = settings
      return current
    },
  }
}

async function readSettings(file: string): Promise<AppSettings> {
  try {
    const parsed = appSettingsSchema.safeParse(JSON.parse(await readFile(file, 'utf8')))
    return parsed.success ? parsed.data : defaultAppSettings
  } catch (error) {
    const expected = error instanceof SyntaxError || (error instanceof Error && 'code' in error && error.code === 'ENOENT')
    if (expected) return defaultAppSettings
    throw error
  }
}
