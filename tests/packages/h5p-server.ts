import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fs as createServer, H5PConfig, type H5PEditor, type IUser } from '@lumieducation/h5p-server'

export const teacher: IUser = { id: 'teacher', name: 'Ada', email: 'ada@school.example', type: 'local' }

/** A platform with H5P of its own: what it has was uploaded to it. */
export async function openH5pServer(folder: string): Promise<H5PEditor> {
  const paths = ['libraries', 'temporary', 'content'].map((name) => join(folder, name))
  for (const path of paths) await mkdir(path, { recursive: true })
  const [libraries = '', temporary = '', content = ''] = paths
  return createServer(new H5PConfig(), libraries, temporary, content)
}
