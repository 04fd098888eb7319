// Who may import whom: the table of docs/development.md, one entry a row. Each rule carries a violation and a sound
// import, so that every run of the checker proves that the rule can fail and does not always fail.

const ranks = [
  ['audit', 'events'],
  ['auth', 'keys', 'tags', 'settings'],
  // Below documents, whose texts refer to parameters.
  ['parameters'],
  ['nodes', 'documents', 'ops-center'],
  ['activations', 'inventory', 'compliance', 'sessions', 'run-command'],
  ['console', 'patch', 'automation'],
  ['state-manager'],
  ['maintenance-windows'],
]

/** Packages that lib/wire may use: they run in browsers and on nodes. */
const wirePackages = ['@aws-sdk/client-ssm', '@smithy/core']
/** Pure packages that vocabulary and models may use. */
const purePackages = ['croner', 'js-yaml', 'jsonc-parser', 'yaml']
/** The libraries shipped with the agent. */
const agentPackages = ['@lydell/node-pty', 'systeminformation', 'ws', 'yaml']
const drivers = ['drizzle-orm', 'graphile-worker', 'pg']
const manifestParts = ['index', 'operations.ts', 'jobs', 'agent-messages', 'model']
const doorLimit = 15

/** Where a file stands: `{ area, capability?, part? }`. */
function placeOf(file) {
  const [top, second, third, fourth] = file.split('/')
  if (top !== 'lib') return { area: top, group: second }
  if (second !== 'capabilities') return { area: `lib/${second}` }
  const isFolder = file.split('/').length > 4
  const name = fourth?.replace(/\.tsx?$/, '')
  return { area: 'capability', capability: third, part: name === 'operations' && !isFolder ? 'operations.ts' : name }
}

const rankOf = (capability) => ranks.findIndex((names) => names.includes(capability))
const isFile = (to) => to.kind === 'file'
const isPure = (file) => {
  const { area, part } = placeOf(file)
  return area === 'lib/wire' || area === 'lib/vocabulary' || part === 'model'
}
const isPurePackage = (to) => purePackages.includes(to.name) || (to.typeOnly && wirePackages.includes(to.name))
const isTest = (file) => /\.(test|contract)\.tsx?$/.test(file) || file.includes('/testing/') || /^(bench|e2e)\//.test(file)
const stem = (file) => file.replace(/\.tsx?$/, '')

export const rules = [
  {
    name: 'resolves',
    advice: 'the file does not exist',
    refuses: (_from, to) => to.kind === 'missing',
    violation: ['lib/api/invoke.ts', '#lib/api/nowhere'],
    sound: ['lib/api/invoke.ts', '#lib/api/operation'],
  },
  {
    name: 'tests-stay-out',
    advice: 'programs never import tests or testing folders',
    refuses: (_from, to) => isFile(to) && isTest(to.name),
    violation: ['server/worker.ts', '#lib/platform/db/testing/test-database'],
    sound: ['server/worker.ts', '#lib/platform/db/pool'],
  },
  {
    name: 'wire-lowest',
    advice: 'lib/wire imports only lib/wire: it runs in browsers and on nodes',
    refuses: (from, to) =>
      from.area === 'lib/wire' &&
      (to.kind === 'builtin' ||
        (to.kind === 'package' && !wirePackages.includes(to.name)) ||
        (isFile(to) && placeOf(to.name).area !== 'lib/wire')),
    violation: ['lib/wire/sigv4.ts', 'node:crypto'],
    sound: ['lib/wire/sigv4.ts', '#lib/wire/shape'],
  },
  {
    name: 'pure',
    advice: 'lib/vocabulary and models import only vocabulary, wire and models, and types of the SDK',
    refuses: (from, to) =>
      (from.area === 'lib/vocabulary' || from.part === 'model') &&
      (to.kind === 'builtin' || (to.kind === 'package' && !isPurePackage(to)) || (isFile(to) && !isPure(to.name))),
    violation: ['lib/capabilities/nodes/model.ts', '#lib/capabilities/nodes/store'],
    sound: ['lib/capabilities/nodes/model/node-state.ts', '#lib/vocabulary/paging'],
  },
  {
    name: 'platform-low',
    advice: 'lib/platform knows neither lib/api nor capabilities',
    refuses: (from, to) =>
      from.area === 'lib/platform' && isFile(to) && ['lib/api', 'capability'].includes(placeOf(to.name).area),
    violation: ['lib/platform/runtime.ts', '#lib/capabilities/nodes/index'],
    sound: ['lib/platform/runtime.ts', '#lib/platform/context'],
  },
  {
    name: 'known-rank',
    advice: 'a new capability gets its name in one rank, in scripts/imports/rules.mjs',
    refuses: (from) => from.area === 'capability' && rankOf(from.capability) < 0,
    violation: ['lib/capabilities/unheard-of/model.ts', '#lib/vocabulary/paging'],
    sound: ['lib/capabilities/tags/model.ts', '#lib/vocabulary/paging'],
  },
  {
    name: 'rank',
    advice: 'a capability imports only capabilities of lower rank; announce an event instead',
    refuses: (from, to) => isOtherCapability(from, to) && rankOf(placeOf(to.name).capability) >= rankOf(from.capability),
    violation: ['lib/capabilities/nodes/store.ts', '#lib/capabilities/run-command/index'],
    sound: ['lib/capabilities/run-command/store.ts', '#lib/capabilities/nodes/index'],
  },
  {
    name: 'door',
    advice: 'of another capability only its index and its model are open',
    refuses: (from, to) => isOtherCapability(from, to) && !['index', 'model'].includes(placeOf(to.name).part),
    violation: ['lib/capabilities/run-command/store.ts', '#lib/capabilities/nodes/store'],
    sound: ['lib/capabilities/run-command/store.ts', '#lib/capabilities/nodes/model'],
  },
  {
    name: 'sql-in-store',
    advice: 'drizzle and drivers belong in tables, store and lib/platform',
    refuses: (from, to) =>
      isLib(from) && from.area !== 'lib/platform' && !['tables', 'store'].includes(from.part) && drivers.includes(to.name),
    violation: ['lib/capabilities/nodes/operations/list-nodes.ts', 'drizzle-orm'],
    sound: ['lib/capabilities/nodes/store/node-rows.ts', 'drizzle-orm'],
  },
  {
    name: 'no-registry',
    advice: 'capabilities know of lib/api only operation.ts',
    refuses: (from, to) =>
      from.area === 'capability' && isFile(to) && placeOf(to.name).area === 'lib/api' && stem(to.name) !== 'lib/api/operation',
    violation: ['lib/capabilities/nodes/operations/list-nodes.ts', '#lib/api/invoke'],
    sound: ['lib/capabilities/nodes/operations/list-nodes.ts', '#lib/api/operation'],
  },
  {
    name: 'manifests',
    advice: 'server and lib/api see of a capability only index, operations, jobs, agent-messages and model',
    refuses: (from, to) =>
      ['server', 'lib/api'].includes(from.area) &&
      isFile(to) &&
      placeOf(to.name).area === 'capability' &&
      !manifestParts.includes(placeOf(to.name).part),
    violation: ['lib/api/registry.ts', '#lib/capabilities/nodes/operations/list-nodes'],
    sound: ['lib/api/registry.ts', '#lib/capabilities/nodes/operations'],
  },
  {
    name: 'lib-knows-no-process',
    advice: 'lib never imports app, components, server or agent',
    refuses: (from, to) => isLib(from) && isFile(to) && ['app', 'components', 'server', 'agent'].includes(placeOf(to.name).area),
    violation: ['lib/platform/runtime.ts', '#server/worker'],
    sound: ['lib/platform/runtime.ts', '#lib/vocabulary/paging'],
  },
  {
    name: 'browser',
    advice: 'components use of lib the pure parts and lib/api/browser*.ts, anything else as types only, and no Node built-ins',
    refuses: (from, to) =>
      from.area === 'components' && !to.typeOnly && (to.kind === 'builtin' || (isFile(to) && !isForBrowser(to.name))),
    violation: ['components/nodes/queries.ts', '#lib/api/registry'],
    sound: ['components/nodes/queries.ts', '#lib/api/browser'],
  },
  {
    name: 'screens-apart',
    advice: 'a screen imports its own folder, ui and shell; shell imports shell and ui',
    refuses: (from, to) =>
      from.area === 'components' &&
      isComponent(to) &&
      ![from.group, 'ui', ...(from.group === 'ui' ? [] : ['shell'])].includes(placeOf(to.name).group),
    violation: ['components/nodes/nodes-screen.tsx', '#components/run-command/send-command-form'],
    sound: ['components/nodes/nodes-screen.tsx', '#components/ui/button'],
  },
  {
    name: 'ui-leaf',
    advice: 'components/ui imports only components/ui',
    refuses: (from, to) =>
      from.area === 'components' && from.group === 'ui' && isComponent(to) && placeOf(to.name).group !== 'ui',
    violation: ['components/ui/button.tsx', '#components/shell/frame'],
    sound: ['components/ui/dialog.tsx', '#components/ui/button'],
  },
  {
    name: 'pages',
    advice: 'app imports components and lib/api/server.ts',
    refuses: (from, to) =>
      from.area === 'app' &&
      isFile(to) &&
      !['app', 'components'].includes(placeOf(to.name).area) &&
      stem(to.name) !== 'lib/api/server',
    violation: ['app/(console)/nodes/page.tsx', '#lib/capabilities/nodes/store'],
    sound: ['app/(console)/nodes/page.tsx', '#components/nodes/nodes-screen'],
  },
  {
    name: 'pages-only',
    advice: 'Next serves only pages; server/front-door.ts answers everything else',
    refuses: (from, _to, file) => from.area === 'app' && /\/route\.tsx?$/.test(file),
    violation: ['app/api/live/route.ts', 'react'],
    sound: ['app/(console)/live/page.tsx', 'react'],
  },
  {
    name: 'agent-alone',
    advice: 'the agent imports agent, lib/wire, pure vocabulary, Node built-ins and the libraries shipped with it',
    refuses: (from, to) =>
      from.area === 'agent' &&
      (isFile(to) ? !isForAgent(to.name) : to.kind === 'package' && !to.typeOnly && !agentPackages.includes(to.name)),
    violation: ['agent/main.ts', '#lib/platform/log'],
    sound: ['agent/main.ts', '#lib/wire/agent-message'],
  },
]

function isLib({ area }) {
  return area === 'capability' || area.startsWith('lib/')
}

function isComponent(to) {
  return isFile(to) && placeOf(to.name).area === 'components'
}

function isOtherCapability(from, to) {
  if (from.area !== 'capability' || !isFile(to)) return false
  const { area, capability } = placeOf(to.name)
  return area === 'capability' && capability !== from.capability
}

function isForBrowser(file) {
  return placeOf(file).area === 'components' || isPure(file) || /^lib\/api\/browser(-[a-z-]+)?$/.test(stem(file))
}

function isForAgent(file) {
  return ['agent', 'lib/wire', 'lib/vocabulary'].includes(placeOf(file).area)
}

/** Every broken rule as `{ rule, file, detail, advice }`. Tests may import what they test with. */
export function checkModules(modules) {
  const programs = modules.filter(({ file }) => !isTest(file))
  const broken = programs.flatMap(({ file, imports }) => {
    const from = placeOf(file)
    return imports.flatMap((to) =>
      rules
        .filter((rule) => rule.refuses(from, to, file))
        .map(({ name, advice }) => ({ rule: name, file, detail: `imports ${to.specifier}`, advice })),
    )
  })
  return [...broken, ...checkDoors(programs), ...checkCycles(programs)]
}

function checkDoors(modules) {
  const doors = modules.filter(({ file }) => placeOf(file).area === 'capability' && placeOf(file).part === 'index')
  return doors.flatMap(({ file, exports }) => [
    ...(exports.hasStar ? [{ rule: 'door-lists-names', file, detail: 'has export *', advice: 'list the names' }] : []),
    ...(exports.count > doorLimit
      ? [{ rule: 'door-is-small', file, detail: `has ${exports.count} exports`, advice: `a door has at most ${doorLimit}` }]
      : []),
  ])
}

/** Cycles among imports that exist at run time, each told once. */
function checkCycles(modules) {
  const targets = new Map(
    modules.map(({ file, imports }) => [file, imports.filter((to) => isFile(to) && !to.typeOnly).map((to) => to.name)]),
  )
  const done = new Set()
  const trail = []
  const found = []
  const visit = (file) => {
    const start = trail.indexOf(file)
    if (start >= 0) {
      const cycle = [...trail.slice(start), file]
      found.push({ rule: 'no-cycles', file, detail: cycle.join(' -> '), advice: 'move what both need to a lower file' })
    } else if (!done.has(file)) {
      trail.push(file)
      for (const next of targets.get(file) ?? []) visit(next)
      trail.pop()
      done.add(file)
    }
  }
  for (const file of targets.keys()) visit(file)
  return found
}
