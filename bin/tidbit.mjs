#!/usr/bin/env node
import { runScript } from './bundled-node.mjs'

// npm runs a script in the package's folder; file names count from where the user stands.
if (process.env.npm_lifecycle_event === 'tidbit' && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD)
await runScript('src-main/cli/main.ts')
