import js from "@eslint/js"
import reactHooks from "eslint-plugin-react-hooks"
import globals from "globals"
import tseslint from "typescript-eslint"

const noEnvironment = {
  "no-restricted-properties": [
    "error",
    { object: "process", property: "env", message: "Only server/config.ts reads the environment." },
  ],
}

export default tseslint.config(
  { ignores: ["dist", "data", "coverage", "node_modules"] },
  js.configs.recommended,
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", destructuredArrayIgnorePattern: "^_" },
      ],
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      "@typescript-eslint/consistent-type-definitions": ["error", "type"],
      "max-lines": ["error", { max: 250, skipBlankLines: false, skipComments: false }],
      "no-console": "error",
      eqeqeq: ["error", "always", { null: "ignore" }],
    },
  },
  { files: ["server/**/*.ts", "server/**/*.tsx", "shared/**/*.ts"], rules: noEnvironment },
  {
    files: [
      "server/config.ts",
      "server/embedded-mongo/main.ts",
      "server/embedded-mongo/compatibility/testing/shared-server.ts",
      "server/embedded-mongo/testing/runs.ts",
      // How long a run is asked for.
      "server/domain/threads/schedules.int.test.ts",
    ],
    rules: { "no-restricted-properties": "off" },
  },
  {
    // Commands print: their output is the product.
    files: [
      "scripts/**",
      "e2e/**",
      "server/embedded-mongo/main.ts",
      "server/embedded-mongo/{cli,durability,testing}/**",
    ],
    rules: { "no-console": "off" },
  },
  {
    files: ["client/**/*.ts", "client/**/*.tsx"],
    plugins: { "react-hooks": reactHooks },
    rules: reactHooks.configs.recommended.rules,
  },
  {
    files: ["**/*.test.ts", "**/*.test.tsx", "**/*.int.test.ts"],
    rules: {
      "max-lines": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
    },
  },
  {
    files: ["**/*.mjs", "**/*.js", "**/*.cjs"],
    languageOptions: { globals: globals.node },
  },
)
