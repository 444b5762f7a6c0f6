import { expect, test, vi } from 'vitest'
import { runCommand } from '../../../scripts/run.ts'

test('a command that is not installed is named', async () => {
  const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  try {
    expect(await runCommand('tidbit-no-such-command', [])).toBe(127)
    expect(write).toHaveBeenCalledWith('“tidbit-no-such-command” is not installed.\n')
  } finally {
    write.mockRestore()
  }
  expect(await runCommand(process.execPath, ['-e', 'process.exit(3)'])).toBe(3)
})
