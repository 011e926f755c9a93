import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { build } from "vite"

/**
 * Compiles the child into one file of plain JavaScript: loading the source through tsx takes a second
 * of processor time, and is done once per kill.
 * @returns the file's path.
 */
export async function compileChild(outDir: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: "error",
    build: {
      ssr: join(import.meta.dirname, "child.ts"),
      outDir,
      target: "node20",
      minify: false,
      rolldownOptions: {
        // The file lies outside the project, where packages would not be found by name.
        output: { entryFileNames: "child.mjs", paths: (id) => (id.startsWith("node:") ? id : locate(id)) },
      },
    },
  })
  return join(outDir, "child.mjs")
}

const locate = (id: string): string => (id.startsWith("/") ? pathToFileURL(id).href : import.meta.resolve(id))
