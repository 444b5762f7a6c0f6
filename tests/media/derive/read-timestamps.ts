import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** The instants of all pictures of a file in microseconds, as Debian's ffprobe reads them. */
export async function readTimestamps(file: string): Promise<readonly number[]> {
  const asked = ['-v', 'error', '-select_streams', 'V:0', '-show_entries', 'frame=best_effort_timestamp_time', '-of', 'csv=p=0']
  const { stdout } = await execute('ffprobe', [...asked, file], { timeout: 60_000, maxBuffer: 64 * 1024 * 1024 })
  return stdout
    .split('\n')
    .map((line) => Math.round(Number.parseFloat(line) * 1e6))
    .filter((instant) => Number.isFinite(instant))
}
