import { expect, it } from 'vitest'
import { escapeXml } from '#shared/package/xml.ts'
import { planMoodleBackup } from '#shared/package/course/moodle/backup-files.ts'

const texts = (title: string): Readonly<Record<string, string>> => {
  const activity = { lessonId: 'a', title, description: 'A <b>', passMark: 80, files: [] }
  const plan = planMoodleBackup({ title, language: 'pt-BR', activities: [activity] }, 'course.mbz')
  return Object.fromEntries(plan.map((file) => [file.path, file.kind === 'text' ? file.text : '']))
}

const find = (text: string | undefined, name: string): string =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(text ?? '')?.[1] ?? ''

it('gives no name that is longer than its column, for then nothing of the backup would be restored', () => {
  const files = texts('🌙'.repeat(400))
  const names = [
    find(files['course/course.xml'], 'fullname'),
    find(files['course/course.xml'], 'shortname'),
    find(files['sections/section_2/section.xml'], 'name'),
    find(files['activities/scorm_1/scorm.xml'], 'name'),
    find(files['activities/scorm_1/grades.xml'], 'itemname'),
    find(files['moodle_backup.xml'], 'original_course_fullname'),
  ]
  expect(names.map((name) => [...name].length)).toEqual([254, 100, 254, 254, 254, 254])
  expect(find(texts(' ')['course/course.xml'], 'fullname')).toBe('Untitled')
})

it('gives no name in which Moodle sees a tag, for then nothing of the backup would be restored', () => {
  const names = (title: string): readonly string[] => {
    const files = texts(title)
    const places = [
      ['course/course.xml', 'fullname'],
      ['moodle_backup.xml', 'original_course_shortname'],
      ['activities/scorm_1/scorm.xml', 'name'],
    ] as const
    return [...new Set(places.map(([file, name]) => find(files[file], name)))]
  }
  expect(names('Is x<y, or <b>not</b>?')).toEqual(['Is x‹y, or ‹b›not‹/b›?'])
  expect(names('3 < 5 & 5 > 3')).toEqual(['3 < 5 & 5 > 3'].map(escapeXml))
  expect(names('a <')).toEqual(['a ‹'])
})

it('grades by the pass mark, and keeps the best attempt', () => {
  const files = texts('A')
  expect(find(files['activities/scorm_1/grades.xml'], 'gradepass')).toBe('80.00000')
  expect(files['activities/scorm_1/scorm.xml']).toMatch(/<name>masteryscore<\/name>\s*<value>80<\/value>/)
  expect([
    find(files['activities/scorm_1/scorm.xml'], 'grademethod'),
    find(files['activities/scorm_1/scorm.xml'], 'whatgrade'),
  ]).toEqual(['1', '0'])
})
