import { type ChildProcess, spawn } from "node:child_process"

/** Runs the server and the desk's development server, both reloading on change, until one ends or a signal comes. */
const run = (command: string, ...args: string[]): ChildProcess =>
  spawn(process.execPath, [command, ...args], { stdio: "inherit" })

const children = [
  run("node_modules/tsx/dist/cli.mjs", "watch", "--clear-screen=false", "scripts/launch.ts"),
  run("node_modules/vite/bin/vite.js", "--port", "5173", "--strictPort"),
]
console.log("The desk reloads by itself at http://localhost:5173/desk/ (server on PORT, 3000 by default).")

const stop = () => {
  for (const child of children) child.kill("SIGTERM")
}
for (const child of children) child.once("exit", stop)
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop)
