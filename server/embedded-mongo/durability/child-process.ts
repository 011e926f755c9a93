import { spawn, type ChildProcess } from "node:child_process"
import { once } from "node:events"

/** A server process that has loaded its program and waits to be started. */
export type Standby = {
  /** Starts serving; resolves with the address. */
  start(): Promise<string>
  /** Ends it as a crash would; resolves when it is gone. */
  kill(): Promise<void>
}

/**
 * Makes a server process ready; it touches the folder only when it is started.
 * @param program what `compileChild` made.
 */
export function standBy(program: string, dir: string): Standby {
  const child: ChildProcess = spawn(process.execPath, [program, dir], {
    stdio: ["pipe", "pipe", "inherit"],
  })
  const gone = once(child, "exit")
  return {
    start: async () => {
      child.stdin?.write("start\n")
      const output = child.stdout
      if (!output) throw new Error("the server has no output")
      const [line] = (await Promise.race([once(output, "data"), gone])) as [Buffer | number | null]
      if (!Buffer.isBuffer(line)) throw new Error("the server ended instead of starting")
      return line.toString().trim()
    },
    kill: async () => {
      child.kill("SIGKILL")
      await gone
    },
  }
}
