import { openStartedEngine } from '../started-engine.ts'

// Does what `tidbit render` does with a lesson of one clip: examine, compile, render, check. Arguments: CLIP OUTPUT.

const [clip = '', output = ''] = process.argv.slice(2)
const engine = await openStartedEngine()
const { benchPlan } = await import('./bench-lesson.ts')
try {
  const { plan, files } = benchPlan(clip, await engine.probe(clip))
  await engine.render(plan, files, output)
} finally {
  await engine.close()
}
