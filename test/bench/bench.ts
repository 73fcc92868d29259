import { spawnSync } from 'node:child_process'
import { availableParallelism, loadavg } from 'node:os'
import { styleText } from 'node:util'
import { benchAssets } from './asset-bench.ts'
import { benchMatching } from './bank-bench.ts'
import { meetsGoal, type Figure } from './bench-figures.ts'
import { benchDashboard } from './dashboard-bench.ts'
import { benchFuzz } from './fuzz-bench.ts'
import { benchGrid } from './grid-bench.ts'
import { benchImport } from './import-bench.ts'
import { benchImportKills } from './import-kill-bench.ts'
import { benchKills } from './kill-bench.ts'
import { benchLetters } from './letter-bench.ts'
import { benchMailKills, benchMails } from './mail-bench.ts'
import { benchMeterRequests } from './meter-request-bench.ts'
import { benchScenarios } from './scenario-bench.ts'
import { benchSelection } from './selection-bench.ts'
import { benchStalls } from './stall-bench.ts'

/**
 * `npm run bench [part…]`: the goals of docs/performance.md, both sides of each ratio measured in the same run.
 * Each part runs in a process of its own, so that its peak memory is its own. Exit 1 when a goal is missed.
 */
const PARTS: Record<string, () => Promise<Figure[]>> = {
  import: benchImport,
  selection: benchSelection,
  letters: benchLetters,
  kills: benchKills,
  'import-kills': benchImportKills,
  mails: benchMails,
  'mail-kills': benchMailKills,
  'meter-requests': benchMeterRequests,
  stalls: benchStalls,
  grid: benchGrid,
  assets: benchAssets,
  matching: benchMatching,
  fuzz: benchFuzz,
  dashboard: benchDashboard,
  scenarios: benchScenarios,
}

interface PartResult { figures: Figure[]; peakMb: number }

const [first, ...rest] = process.argv.slice(2)
if (first === '--part') await runPart(rest[0]!)
else runAll(first === undefined ? Object.keys(PARTS) : [first, ...rest])

async function runPart(name: string): Promise<void> {
  const figures = await PARTS[name]!()
  const result: PartResult = { figures, peakMb: process.resourceUsage().maxRSS / 1024 }
  process.stdout.write(`\n${JSON.stringify(result)}\n`)
}

function runAll(names: readonly string[]): void {
  const unknown = names.filter((name) => !(name in PARTS))
  if (unknown.length > 0) throw new Error(`no such part: ${unknown.join(', ')}. Parts: ${Object.keys(PARTS).join(', ')}`)
  process.stdout.write(`${availableParallelism()} cores, load ${loadavg()[0]!.toFixed(1)} before the first part: what other programs do shows in the stalls\n`)
  let missed = 0
  for (const name of names) {
    const child = spawnSync(process.execPath, [import.meta.filename, '--part', name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 64 * 1024 * 1024 })
    if (child.status !== 0) throw new Error(`part ${name} failed`)
    const { figures, peakMb } = JSON.parse(child.stdout.trim().split('\n').at(-1)!) as PartResult
    for (const figure of [...figures, { name: `${name}: peak memory of the process`, value: peakMb, unit: 'MB' }]) {
      if (!meetsGoal(figure)) missed += 1
      process.stdout.write(`${line(figure)}\n`)
    }
  }
  process.exitCode = missed === 0 ? 0 : 1
}

function line(figure: Figure): string {
  const { name, value, unit, goal } = figure
  const measured = `${name.padEnd(78)} ${value.toFixed(value < 100 ? 1 : 0).padStart(9)} ${unit}`
  if (!goal) return measured
  const wanted = 'atMost' in goal ? `≤ ${goal.atMost}` : `≥ ${goal.atLeast}`
  return `${measured}   goal ${wanted} ${unit}   ${meetsGoal(figure) ? styleText('green', 'PASS') : styleText('red', 'FAIL')}`
}
