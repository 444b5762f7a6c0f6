import { runCommand } from './run.ts'

/** `npm run verify`: everything from a fresh checkout to passing tests, one printed step after the other. */
const steps = [
  { name: 'system packages', args: ['run', '--silent', 'setup:system'] },
  { name: 'Electron runtime', args: ['run', '--silent', 'electron:runtime'] },
  { name: 'build', args: ['run', '--silent', 'build'] },
  { name: 'tests', args: ['test', '--silent'] },
] as const

async function verify(): Promise<number> {
  const startedMs = performance.now()
  for (const [index, step] of steps.entries()) {
    console.error(`\nverify ${index + 1}/${steps.length}: ${step.name}`)
    const stepMs = performance.now()
    const code = await runCommand('npm', step.args)
    const seconds = ((performance.now() - stepMs) / 1000).toFixed(1)
    if (code !== 0) {
      console.error(`verify: ${step.name} failed after ${seconds} s`)
      return code
    }
    console.error(`verify: ${step.name} done in ${seconds} s`)
  }
  console.error(`\nverify: all done in ${((performance.now() - startedMs) / 1000).toFixed(0)} s`)
  return 0
}

process.exitCode = await verify()
