import { nameWithoutTags } from '../../name-without-tags.ts'
import { xml, type XmlElement } from '../../xml.ts'

/** A file of the backup, whose bytes lie in the pool by their SHA-1. */
export type BackupFile = {
  readonly sha1: string
  readonly byteLength: number
  readonly area: 'content' | 'package'
  /** "/" or "/player/fonts/". */
  readonly folder: string
  readonly name: string
}

/** A lesson as a SCORM activity. */
export type BackupActivity = {
  readonly lessonId: string
  readonly title: string
  readonly description: string
  /** In percent; null where nothing is scored. */
  readonly passMark: number | null
  readonly files: readonly BackupFile[]
}

export type Backup = {
  readonly title: string
  readonly language: string
  readonly activities: readonly BackupActivity[]
}

/** Numbers of records: any do, for restoring gives new ones. */
export const ids = {
  course: 1,
  courseContext: 10,
  systemContext: 1,
  category: 1,
  gradeCategory: 1,
  courseGradeItem: 1,
  sections: [1, 2],
  module: (index: number) => index + 1,
  moduleContext: (index: number) => index + 100,
  activity: (index: number) => index + 1,
  gradeItem: (index: number) => index + 2,
  /** Of the organisation and of the one SCO in it. */
  scoes: (index: number) => ({ organisation: index * 2 + 1, sco: index * 2 + 2 }),
} as const

/** 2020-01-01: a backup that is made again has the same bytes. */
export const backupTime = '1577836800'
/** The oldest Moodle that takes it; later ones restore older backups. */
export const moodle = { version: '2021051700', release: '3.11' } as const

/** How backups write "no value". */
export const none = '$@NULL@$'

/** Of a course's full name (course.fullname until Moodle 5; a restore stops at longer ones) and, one more, of other names. */
export const maxNameLength = 254

/** A name as its column holds it and Moodle shows it: whole characters, never empty. */
export function cutName(text: string, most = maxNameLength): string {
  return [...nameWithoutTags(text.trim())].slice(0, most).join('').trim() || 'Untitled'
}

/** Elements with a text each, in order. */
export function fields(values: Readonly<Record<string, string | number | null>>): readonly XmlElement[] {
  return Object.entries(values).map(([name, value]) => xml(name, {}, [String(value ?? none)]))
}

export const activityFolder = (index: number): string => `activities/scorm_${ids.module(index)}`
export const poolPath = (sha1: string): string => `files/${sha1.slice(0, 2)}/${sha1}`
