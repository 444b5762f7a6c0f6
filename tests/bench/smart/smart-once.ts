import { openStartedEngine } from '../started-engine.ts'

// Does what `tidbit render --preset source` does with a lesson of one clip. Arguments: KIND CLIP OUTPUT. Prints how much was copied.

const [wanted = '', clip = '', output = ''] = process.argv.slice(2)
const engine = await openStartedEngine()
const { lessonKinds, smartPlan } = await import('./smart-lesson.ts')
const kind = lessonKinds.find((each) => each === wanted)
if (!kind) throw new Error(`unknown kind ${wanted}`)
try {
  const { plan, files } = smartPlan(kind, clip, await engine.probe(clip))
  const { stretches } = await engine.render(plan, files, output)
  const copied = (stretches ?? []).filter(({ encodedFor }) => encodedFor === null)
  const frames = copied.reduce((sum, { frameCount }) => sum + frameCount, 0)
  console.log(`copied ${frames} of ${plan.frameCount} frames in ${copied.length} stretches`)
} finally {
  await engine.close()
}
