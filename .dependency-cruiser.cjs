/** The arrows of ARCHITECTURE.md, one rule per row: who may import whom. */
const only = (from, allowed, comment) => ({
  name: `${from.replace(/\W+/g, "-")}-imports`,
  comment,
  severity: "error",
  from: { path: `^${from}/`, pathNot: "\\.test\\.tsx?$" },
  to: { path: "^(server|client|shared|scripts|e2e)/", pathNot: allowed.map((path) => `^${path}`) },
})

const contracts = [
  "server/context.ts",
  "server/errors.ts",
  "server/start-error.ts",
  "server/connectors/access.ts",
  "server/connectors/connector.ts",
  "server/connectors/incoming.ts",
  "server/media/picture.ts",
  "server/store/stores.ts",
  "server/store/delivery-id.ts",
]

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    only("shared", ["shared/"], "shared code knows nobody"),
    only("client", ["client/", "shared/"], "the browser sees only shared code"),
    only("server/embedded-mongo", ["server/embedded-mongo/"], "the embedded server knows nothing of Parvis"),
    only(
      "server/connectors",
      ["server/connectors/", "shared/"],
      "a connector knows a network and the contract",
    ),
    only("server/media", ["server/media/", "shared/"], "pictures know addresses and bytes"),
    only("server/classifier", ["server/classifier/", "shared/"], "the classifier is pure"),
    only(
      "server/store",
      ["server/store/", "server/errors.ts", "shared/"],
      "the store knows rows and shared types",
    ),
    only(
      "server/domain",
      ["server/domain/", "shared/", "server/classifier/", ...contracts],
      "a use case sees contracts only",
    ),
    only(
      "server/workers",
      ["server/workers/", "server/domain/", "shared/", ...contracts],
      "workers call use cases",
    ),
    only("server/http", ["server/http/", "server/domain/", "shared/", ...contracts], "routes call use cases"),
    only("server/live", ["server/live/", "server/domain/", "shared/", ...contracts], "live forwards changes"),
    only(
      "server/pages",
      ["server/pages/", "server/domain/", "shared/", ...contracts],
      "pages read published entries",
    ),
    {
      name: "server-knows-no-scripts",
      severity: "error",
      from: { path: "^server/" },
      to: { path: "^(scripts|client|e2e)/" },
    },
    {
      name: "only-main-starts-embedded-mongo",
      severity: "error",
      from: { path: "^(server|client|shared)/", pathNot: "^server/(main|embedded-mongo|testing)" },
      to: { path: "^server/embedded-mongo/" },
    },
    {
      name: "features-stay-apart",
      comment: "A feature never imports another: the app composes them.",
      severity: "error",
      from: { path: "^client/features/([^/]+)/" },
      to: { path: "^client/features/", pathNot: "^client/features/$1/" },
    },
    {
      name: "ui-has-no-data",
      severity: "error",
      from: { path: "^client/(ui|lib)/" },
      to: { path: "^client/features/" },
    },
    {
      name: "mongoose-in-store",
      severity: "error",
      from: {
        path: "^(server|client|shared|scripts)/",
        pathNot: "^server/(store|testing|embedded-mongo)/|^scripts/bench/storage|\\.test\\.ts$",
      },
      to: { path: "node_modules/(mongoose|mongodb)/" },
    },
    {
      name: "natural-in-classifier",
      severity: "error",
      from: { pathNot: "^(server/(classifier|pages)|types)/" },
      to: { path: "node_modules/natural/" },
    },
    {
      name: "sharp-in-media",
      severity: "error",
      from: { path: "^(server|client|shared|scripts)/", pathNot: "^server/media/" },
      to: { path: "node_modules/sharp/" },
    },
    {
      name: "x-sdk-in-its-connector",
      severity: "error",
      from: { pathNot: "^server/connectors/x/|^scripts/simulator/(testing/|[^/]+\\.test\\.ts$)" },
      to: { path: "node_modules/twitter-api-v2/" },
    },
    {
      name: "facebook-sdk-in-its-connector",
      severity: "error",
      from: { pathNot: "^server/connectors/facebook/|^scripts/simulator/(testing/|[^/]+\\.test\\.ts$)" },
      to: { path: "node_modules/(@types/)?facebook-nodejs-business-sdk/" },
    },
    {
      name: "nothing-unresolved",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "(^|/)dist/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^dist/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
}
