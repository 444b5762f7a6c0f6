import { homedir } from 'node:os'
import path from 'node:path'

/** As Electron names it after package.json's `productName`. */
const productFolder = 'Tidbit Studio'

/** Where the app keeps what is the user's, for programs that are not the app: models that one of them fetched, the others have. */
export function userDataFolder(env: NodeJS.ProcessEnv = process.env, platform: NodeJS.Platform = process.platform): string {
  const own = env['TIDBIT_USER_DATA']
  if (own !== undefined && own !== '') return own
  return path.join(applicationData(env, platform), productFolder)
}

function applicationData(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === 'win32') return env['APPDATA'] ?? path.join(homedir(), 'AppData', 'Roaming')
  if (platform === 'darwin') return path.join(homedir(), 'Library', 'Application Support')
  return env['XDG_CONFIG_HOME'] ?? path.join(homedir(), '.config')
}

/** In it, where speech models lie. */
export const speechModelFolder = (): string => path.join(userDataFolder(), 'speech-models')
