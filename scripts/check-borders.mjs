// dependency-cruiser can cruise nothing and report success (a TypeScript it cannot load does that),
// so the number of modules is part of the check.
import { cruise } from "dependency-cruiser"
import extractDepcruiseOptions from "dependency-cruiser/config-utl/extract-depcruise-options"
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config"

const FEWEST_MODULES = 60

const options = await extractDepcruiseOptions("./.dependency-cruiser.cjs")
const { output } = await cruise(["server", "shared", "client", "scripts", "e2e"], options, undefined, {
  tsConfig: extractTSConfig("./tsconfig.json"),
})
const { violations, totalCruised } = output.summary
for (const { rule, from, to } of violations) console.error(`${rule.name}: ${from} -> ${to}`)
if (totalCruised < FEWEST_MODULES) {
  console.error(`Only ${totalCruised} modules were cruised: the border check is blind.`)
  process.exit(1)
}
if (violations.length > 0) process.exit(1)
