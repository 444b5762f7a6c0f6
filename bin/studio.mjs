#!/usr/bin/env node
import { runScript } from './bundled-node.mjs'

await runScript('scripts/start.ts')
