/** The pages of a Moodle that people copy an address from: `my/`, and `course/view.php`, `mod/quiz/view.php`, `index.php` and so on. */
const page = /\/(?:my\/?|index\.php|(?:admin|calendar|course|grade|login|message|mod\/\w+|my|report|user)\/[\w/-]*\w\.php)$/

/** Where a Moodle itself begins, of the address of any of its pages; and the course, where the page is that of one. */
export function readMoodleAddress(typed: URL): { readonly root: URL; readonly courseId: number | null } {
  const root = new URL(typed)
  root.search = ''
  root.pathname = typed.pathname.replace(page, '/')
  const course = typed.pathname.endsWith('/course/view.php') ? Number(typed.searchParams.get('id')) : 0
  return { root, courseId: Number.isSafeInteger(course) && course > 0 ? course : null }
}
