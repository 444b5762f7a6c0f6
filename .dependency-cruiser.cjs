/** Imports point down only (docs/architecture.md). The TypeScript project references check the processes, this the layers. */
const shared = [
  ['base'],
  ['messages', 'time'],
  ['project'],
  ['overlay', 'caption', 'quiz', 'challenge', 'lesson', 'template', 'sound', 'speech'],
  ['edit', 'split', 'render-plan', 'package', 'trial', 'journey'],
  ['preflight', 'recipe', 'library-edit'],
  ['ipc'],
]

const layerRules = shared.slice(0, -1).map((layer, index) => ({
  name: `shared-${layer[0]}-points-down`,
  comment: 'A layer of src-shared may import only from the layers below it.',
  severity: 'error',
  from: { path: `^src-shared/(${layer.join('|')})/` },
  to: {
    path: `^src-shared/(${shared
      .slice(index + 1)
      .flat()
      .join('|')})/`,
  },
}))

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    { name: 'not-to-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...layerRules,
    {
      name: 'shared-is-pure',
      comment: 'src-shared runs in every process: no Node, no Electron, no React, nothing of the hosts.',
      severity: 'error',
      from: { path: '^src-shared/' },
      to: {
        path: '^(src-main|src-renderer|src-player)/|^node_modules/(electron|react|react-dom|node-av|better-sqlite3|@napi-rs)/',
      },
    },
    { name: 'shared-uses-no-node', severity: 'error', from: { path: '^src-shared/' }, to: { dependencyTypes: ['core'] } },
    { name: 'main-and-renderer-apart', severity: 'error', from: { path: '^src-main/' }, to: { path: '^src-renderer/' } },
    { name: 'renderer-and-main-apart', severity: 'error', from: { path: '^src-renderer/' }, to: { path: '^src-main/' } },
    { name: 'renderer-uses-no-node', severity: 'error', from: { path: '^src-renderer/' }, to: { dependencyTypes: ['core'] } },
    {
      name: 'only-desktop-knows-electron',
      severity: 'error',
      from: { pathNot: '^src-main/desktop/' },
      to: { path: '^node_modules/electron/' },
    },
    {
      name: 'core-never-imports-a-host',
      severity: 'error',
      from: { path: '^src-main/core/' },
      to: { path: '^src-main/(desktop|cli)/' },
    },
    {
      name: 'player-is-small-and-free',
      comment: 'The player travels in every package under MIT: it takes only the quiz rules and the base.',
      severity: 'error',
      from: { path: '^src-player/', pathNot: 'vite\\.config\\.ts$' },
      to: { path: '^(src-shared/(?!quiz/|base/)|src-main|src-renderer|node_modules)' },
    },
    {
      name: 'renderer-features-apart',
      severity: 'error',
      from: { path: '^src-renderer/(library|editor|export|record|batch|templates)/' },
      to: { path: '^src-renderer/(library|editor|export|record|batch|templates)/', pathNot: '^src-renderer/$1/' },
    },
    {
      name: 'one-door-to-sqlite',
      severity: 'error',
      from: { pathNot: '^src-main/library-process/' },
      to: { path: '^node_modules/better-sqlite3/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^out/' },
    parser: 'tsc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.css', '.json'],
    },
  },
}
