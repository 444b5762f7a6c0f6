import { app, nativeTheme } from 'electron'
import { appSettingsSchema, defaultAppSettings, type AppSettings } from '#shared/ipc/areas/app.ts'
import type { LibraryClient } from '#main/core/library/library-client.ts'
import type { ChannelHandlers } from './register-channels.ts'

type Names = Extract<keyof ChannelHandlers, `app.${string}`>

type Services = {
  readonly library: Pick<LibraryClient, 'readSettings' | 'writeSetting'>
  readonly confirmClose: () => void
  readonly refuseClose: () => void
}

/** The Electron of package.json; anything older is the closed-network runtime. */
const shippedElectronMajor = 45
const settingsKey = 'app'

/** The user's preferences as they are stored; the defaults where there are none that this version understands. */
export async function readAppSettings(library: Services['library']): Promise<AppSettings> {
  const stored = appSettingsSchema.safeParse((await library.readSettings())[settingsKey])
  return stored.success ? stored.data : defaultAppSettings
}

/** High contrast is a matter of the page; the rest of its look is the computer's. */
export function followTheme({ theme }: AppSettings): void {
  nativeTheme.themeSource = theme === 'contrast' ? 'system' : theme
}

export function createAppHandlers({ library, confirmClose, refuseClose }: Services): Pick<ChannelHandlers, Names> {
  return {
    'app.info': () => ({
      version: app.getVersion(),
      electron: process.versions.electron,
      developmentRuntime: Number(process.versions.electron.split('.')[0]) < shippedElectronMajor,
    }),
    'app.getSettings': () => readAppSettings(library),
    async 'app.setSettings'(settings, { webContents }) {
      await library.writeSetting(settingsKey, settings)
      followTheme(settings)
      webContents.setZoomFactor(settings.textSize)
      return settings
    },
    'app.paste'(_, { webContents }) {
      webContents.paste()
      return {}
    },
    'app.closeReady'() {
      confirmClose()
      return {}
    },
    'app.closeRefused'() {
      refuseClose()
      return {}
    },
  }
}
