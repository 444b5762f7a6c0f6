import { find, nameText, type PreflightFinding } from '../finding.ts'
import { checkNamed, plainPath, type PackageFiles } from './package-files.ts'
import type { ManifestFacts } from './check-ims-manifest.ts'
import { childrenOf, readXml, walk } from './xml-tree.ts'

const file = 'cmi5.xml'
const rule = (text: string): PreflightFinding => find('package.manifest-rule', { of: text, params: { file, rule: text } })

const moveOns = new Set(['Passed', 'Completed', 'CompletedAndPassed', 'CompletedOrPassed', 'NotApplicable'])

/** Looks the course structure of a cmi5 package through (cmi5 specification, section 13). */
export function checkCourseStructure(files: PackageFiles): ManifestFacts {
  const source = files.read(file)
  const parsed = source === null ? null : readXml(source)
  if (!parsed?.ok) {
    const reason = parsed ? parsed.error : 'it is too large'
    return {
      findings: [find('package.manifest-broken', { params: { file, reason } })],
      title: '',
      standard: 'cmi5',
      startPages: [],
    }
  }
  const elements = [...walk(parsed.value)]
  const units = elements.filter(({ name }) => name === 'au')
  const course = elements.find(({ name }) => name === 'course')
  const title = nameText([...childrenOf(course, 'title')].flatMap((each) => childrenOf(each, 'langstring'))[0]?.text ?? '', 200)
  const ids = elements.flatMap(({ name, attributes }) =>
    ['au', 'course', 'block', 'objective'].includes(name) ? [[name, attributes['id'] ?? ''] as const] : [],
  )
  const urls = units.map((unit) => childrenOf(unit, 'url')[0]?.text.trim() ?? '')
  const findings = [
    ...(units.length === 0 ? [rule('has no assignable unit, so that nothing opens.')] : []),
    ...ids.flatMap(([element, id]) => {
      if (id === '') return [find('package.identifier-missing', { of: element, params: { element } })]
      return /^[a-z][a-z0-9+.-]*:\S+$/i.test(id) ? [] : [rule(`has the id “${id}”, which is not an absolute IRI.`)]
    }),
    ...ids
      .filter(([, id], index) => id !== '' && ids.findIndex(([, other]) => other === id) < index)
      .map(([, id]) => find('package.identifier-twice', { of: id, params: { id } })),
    ...units.flatMap(({ attributes: { moveOn, masteryScore } }) => [
      ...(moveOn !== undefined && !moveOns.has(moveOn) ? [rule(`has the rule “${moveOn}”, which cmi5 does not know.`)] : []),
      ...(masteryScore !== undefined && !(Number(masteryScore) >= 0 && Number(masteryScore) <= 1)
        ? [rule(`has the mastery score “${masteryScore}”; it must be a number from 0 to 1.`)]
        : []),
    ]),
    ...urls.flatMap((url) => (url === '' ? [rule('has an assignable unit without an address.')] : checkNamed(url, files))),
    ...(title === '' ? [find('package.no-title', { params: { file } })] : []),
  ]
  return { findings, title, standard: 'cmi5', startPages: urls.map(plainPath).filter((path) => path !== '') }
}
