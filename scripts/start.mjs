// What `npm start` runs. Plain JavaScript: it must speak on a Node.js that is too old for the rest.
import "./check-node.mjs"
import { existsSync } from "node:fs"

process.env.NODE_ENV ??= "production"

if (!existsSync(new URL("../node_modules/vite", import.meta.url))) {
  if (!existsSync(new URL("../dist/scripts/launch.js", import.meta.url))) {
    console.error("Parvis is not installed yet: run `npm ci` first.")
    process.exit(1)
  }
} else if (!process.argv.includes("--no-build")) {
  const { execFileSync } = await import("node:child_process")
  const started = performance.now()
  try {
    // In a process of their own: the builder's memory is not the server's.
    for (const config of ["vite.config.ts", "vite.server.config.ts"])
      execFileSync(
        process.execPath,
        ["node_modules/vite/bin/vite.js", "build", "--config", config, "--logLevel", "warn"],
        {
          cwd: new URL("..", import.meta.url),
          stdio: ["ignore", "ignore", "inherit"],
        },
      )
  } catch {
    console.error("The build failed; the reason stands above.")
    process.exit(1)
  }
  console.log(`Built in ${((performance.now() - started) / 1000).toFixed(1)} s.`)
}

await import("../dist/scripts/launch.js")
