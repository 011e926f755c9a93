import { resolve } from "node:path"
import react from "@vitejs/plugin-react"
import { defineConfig } from "vitest/config"

const root = import.meta.dirname
const serverUrl = "http://127.0.0.1:3000"

/** Builds the desk and holds the test projects. Each project names its root: Vite's own is the client. */
export default defineConfig({
  root: resolve(root, "client"),
  base: "/desk/",
  plugins: [react()],
  server: { proxy: { "/api": { target: serverUrl, ws: true }, "/faq": serverUrl } },
  build: { outDir: resolve(root, "dist/client"), emptyOutDir: true, reportCompressedSize: false },
  test: {
    projects: [
      {
        test: {
          name: "unit",
          root,
          environment: "node",
          include: ["{server,shared,scripts}/**/*.test.{ts,tsx}"],
          exclude: ["**/*.int.test.ts", "node_modules/**"],
        },
      },
      {
        plugins: [react()],
        test: { name: "client", root, environment: "jsdom", include: ["client/**/*.test.{ts,tsx}"] },
      },
      {
        test: {
          name: "integration",
          root,
          environment: "node",
          include: ["{server,scripts}/**/*.int.test.ts"],
          exclude: ["server/embedded-mongo/compatibility/**", "node_modules/**"],
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: "compatibility",
          root,
          environment: "node",
          include: ["server/embedded-mongo/compatibility/**/*.int.test.ts"],
          globalSetup: [resolve(root, "server/embedded-mongo/compatibility/testing/shared-server.ts")],
          // Each file has a database of its own: one process for all saves loading mongoose once a file.
          isolate: false,
          fileParallelism: false,
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: "e2e",
          root,
          environment: "node",
          include: ["e2e/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
