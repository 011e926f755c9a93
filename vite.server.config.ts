import { resolve } from "node:path"
import { defineConfig } from "vite"

const root = import.meta.dirname

/**
 * Compiles the server and what `npm start` runs, file by file: the built tree mirrors the source,
 * so that a module finds its worker beside itself in both.
 */
export default defineConfig({
  root,
  publicDir: false,
  build: {
    ssr: true,
    outDir: resolve(root, "dist"),
    emptyOutDir: false,
    target: "node20",
    minify: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: {
        "scripts/launch": resolve(root, "scripts/launch.ts"),
        "scripts/simulator/worker": resolve(root, "scripts/simulator/worker.ts"),
        "server/embedded-mongo/worker": resolve(root, "server/embedded-mongo/worker.ts"),
      },
      output: { format: "es", preserveModules: true, preserveModulesRoot: root, entryFileNames: "[name].js" },
    },
  },
})
