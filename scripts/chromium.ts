import { execFileSync } from "node:child_process"
import { existsSync } from "node:fs"
import { chromium, type Browser } from "playwright-core"

const USUAL_PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
]

/** Keeps the browser from asking hosts of its own for anything: tests use loopback only. */
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
]

/** Where a Chromium is on this machine, or null. */
export function findChromium(): string | null {
  const own = chromium.executablePath()
  return [...USUAL_PLACES, own].find((path) => existsSync(path)) ?? null
}

/**
 * Finds Chromium or installs it: Debian's package where we are root, else Playwright's own build.
 * @throws Error with what to do by hand
 */
export function ensureChromium(): string {
  const found = findChromium()
  if (found) return found
  const run = (command: string, args: string[]) => execFileSync(command, args, { stdio: "inherit" })
  try {
    if (existsSync("/usr/bin/apt-get") && process.getuid?.() === 0) {
      const wait = ["-o", "DPkg::Lock::Timeout=300"]
      run("apt-get", ["update", "-q"])
      run("apt-get", [
        "install",
        "-y",
        "-q",
        "--no-install-recommends",
        ...wait,
        "chromium",
        "fonts-noto-color-emoji",
      ])
    } else run(process.execPath, ["node_modules/playwright-core/cli.js", "install", "chromium"])
  } catch (cause) {
    throw new Error("Chromium could not be installed: install the package `chromium` by hand.", { cause })
  }
  const installed = findChromium()
  if (!installed) throw new Error("Chromium was installed but cannot be found in the usual places.")
  return installed
}

/** A headless browser for tests, screenshots and measures. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: ensureChromium(), headless: true, args: QUIET })
}
