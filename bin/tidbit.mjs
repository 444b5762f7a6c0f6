#!/usr/bin/env node
import { runScript } from './bundled-node.mjs'

await runScript('src-main/cli/main.ts')
