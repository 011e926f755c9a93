import { resolve } from "node:path"
import { z } from "zod"
import type { PhoneConnectorOptions } from "./connectors/phone/phone-connector.ts"
import type { XApp } from "./connectors/x/oauth2.ts"
import type { XWebhookSecrets } from "./connectors/x/webhook.ts"
import type { XCredentials } from "./connectors/x/x-client.ts"
import { StartError } from "./start-error.ts"

const flag = z.enum(["true", "false"]).transform((value) => value === "true")
const blankIsAbsent = (value: unknown) => (value === "" ? undefined : value)
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsAbsent, schema.optional())

/** The environment, as documented in `.env.example`. A blank value counts as absent. */
const Environment = z.object({
  PORT: z.preprocess(blankIsAbsent, z.coerce.number().int().min(0).max(65_535).default(3000)),
  HOST: z.preprocess(blankIsAbsent, z.string().default("127.0.0.1")),
  PUBLIC_URL: optional(z.url({ protocol: /^https?$/ })),
  CITY_NAME: z.preprocess(blankIsAbsent, z.string().max(80).default("Ville de Parvis")),
  PARVIS_DATA_DIR: z.preprocess(blankIsAbsent, z.string().default("./data")),
  MONGODB_URI: optional(
    z.string().regex(/^mongodb(\+srv)?:\/\//, "must start with mongodb:// or mongodb+srv://"),
  ),
  PARVIS_SECRET: optional(z.string().min(32, "must have 32 characters or more")),
  PARVIS_ADMIN_EMAIL: z.preprocess(blankIsAbsent, z.email().default("admin@parvis.local")),
  PARVIS_ADMIN_PASSWORD: optional(z.string().min(12)),
  TRUST_PROXY: z.preprocess(blankIsAbsent, flag.default(false)),
  UNDO_SECONDS: z.preprocess(blankIsAbsent, z.coerce.number().int().min(0).max(60).default(10)),
  LOG_LEVEL: z.preprocess(
    blankIsAbsent,
    z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("warn"),
  ),
  X_API_URL: z.preprocess(blankIsAbsent, z.url({ protocol: /^https?$/ }).default("https://api.x.com")),
  X_ACCESS_TOKEN: optional(z.string()),
  X_ACCESS_SECRET: optional(z.string()),
  X_API_KEY: optional(z.string()),
  X_API_SECRET: optional(z.string()),
  X_CONSUMER_SECRET: optional(z.string()),
  X_CLIENT_ID: optional(z.string()),
  X_CLIENT_SECRET: optional(z.string()),
  X_BEARER_TOKEN: optional(z.string()),
  X_POLL_SECONDS: z.preprocess(blankIsAbsent, z.coerce.number().min(0.2).max(3600).default(5)),
  FACEBOOK_API_URL: z.preprocess(
    blankIsAbsent,
    z.url({ protocol: /^https?$/ }).default("https://graph.facebook.com"),
  ),
  FACEBOOK_PAGE_ID: optional(z.string().regex(/^\d+$/, "must be the Page's number")),
  FACEBOOK_PAGE_TOKEN: optional(z.string()),
  FACEBOOK_APP_SECRET: optional(z.string()),
  FACEBOOK_VERIFY_TOKEN: optional(z.string()),
  FACEBOOK_POLL_SECONDS: z.preprocess(blankIsAbsent, z.coerce.number().min(0.2).max(3600).default(30)),
  PHONE_LINE: optional(
    z
      .string()
      .regex(/^\+?\d[\d .-]{2,18}$/, "must be the number that residents call")
      .transform((line) => line.replace(/[ .-]/g, "")),
  ),
  PHONE_LINE_NAME: optional(z.string().max(80)),
  SIMULATOR_PORT: z.preprocess(blankIsAbsent, z.coerce.number().int().min(0).max(65_535).default(3100)),
})

/** Where the name of the line is not configured. */
const PHONE_LINE_NAME = "Accueil téléphonique"

/** A Page that is given in the environment. */
export type FacebookCredentials = { pageToken: string; pageId?: string }

/** What the whole server is told at start. Nothing else reads the environment. */
export type Config = {
  port: number
  host: string
  /** The address people use; also what the Origin header must match. Null: any loopback address of this server. */
  publicUrl: string | null
  city: string
  dataDir: string
  /** Null: the embedded server in `dataDir`. */
  mongodbUri: string | null
  /** Seals tokens and callers' numbers in the database. Null: the data folder has one of its own. */
  secret: string | null
  admin: { email: string; password: string | null }
  trustProxy: boolean
  /** How long a reply can be undone before it leaves. */
  undoSeconds: number
  logLevel: string
  x: {
    apiUrl: string
    /** Of the accounts that are given in the environment. */
    accounts: XCredentials[]
    /** The application that accounts are connected through from the settings page. */
    app: XApp | null
    /** The application's own token: it opens the stream and sets webhooks up. */
    bearerToken: string | null
    /** The application's secrets, which X signs with what it pushes. Both null: X is only polled. */
    webhookSecrets: XWebhookSecrets
    pollMs: number
  }
  facebook: {
    apiUrl: string
    /** Of the application: proves that a token was not stolen, and signs what is pushed. */
    appSecret: string | null
    credentials: FacebookCredentials | null
    /** What Meta must say to have the webhook's address confirmed. Null: Facebook is only polled. */
    verifyToken: string | null
    pollMs: number
  }
  /** The line whose calls are noted. Null: the city notes none. */
  phone: PhoneConnectorOptions | null
  simulatorPort: number
}

/**
 * Reads the configuration.
 * @throws StartError naming every variable that is wrong, and how
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const parsed = Environment.safeParse(environment)
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`)
    throw new StartError(`Environment: ${problems.join("; ")}`)
  }
  const env = parsed.data
  return {
    port: env.PORT,
    host: env.HOST,
    publicUrl: env.PUBLIC_URL ? new URL(env.PUBLIC_URL).origin : null,
    city: env.CITY_NAME,
    dataDir: resolve(env.PARVIS_DATA_DIR),
    mongodbUri: env.MONGODB_URI ?? null,
    secret: env.PARVIS_SECRET ?? null,
    admin: { email: env.PARVIS_ADMIN_EMAIL, password: env.PARVIS_ADMIN_PASSWORD ?? null },
    trustProxy: env.TRUST_PROXY,
    undoSeconds: env.UNDO_SECONDS,
    logLevel: env.LOG_LEVEL,
    x: {
      apiUrl: env.X_API_URL,
      accounts: xCredentials(env),
      app: env.X_CLIENT_ID ? { clientId: env.X_CLIENT_ID, clientSecret: env.X_CLIENT_SECRET ?? null } : null,
      bearerToken: env.X_BEARER_TOKEN ?? null,
      webhookSecrets: {
        consumerSecret: env.X_CONSUMER_SECRET ?? env.X_API_SECRET ?? null,
        clientSecret: env.X_CLIENT_SECRET ?? null,
      },
      pollMs: env.X_POLL_SECONDS * 1000,
    },
    facebook: {
      apiUrl: env.FACEBOOK_API_URL,
      appSecret: env.FACEBOOK_APP_SECRET ?? null,
      credentials: facebookCredentials(env),
      verifyToken: env.FACEBOOK_VERIFY_TOKEN ?? null,
      pollMs: env.FACEBOOK_POLL_SECONDS * 1000,
    },
    phone: phoneLine(env),
    simulatorPort: env.SIMULATOR_PORT,
  }
}

/** Four keys are OAuth 1.0a, which does not expire; an access token alone is OAuth 2. */
function xCredentials(env: z.infer<typeof Environment>): XCredentials[] {
  const { X_ACCESS_TOKEN: accessToken, X_ACCESS_SECRET, X_API_KEY, X_API_SECRET } = env
  const others = [X_API_KEY, X_API_SECRET, X_ACCESS_SECRET].filter((value) => value !== undefined)
  if (!accessToken) {
    const isForSettings = env.X_CLIENT_ID !== undefined
    if (others.length > 0 || (env.X_CONSUMER_SECRET && !isForSettings))
      throw new StartError(
        "Environment: X_ACCESS_TOKEN is missing beside the other X keys (or X_CLIENT_ID, to connect accounts from the settings)",
      )
    return []
  }
  if (others.length === 0) return [{ kind: "oauth2", accessToken }]
  if (!X_API_KEY || !X_API_SECRET || !X_ACCESS_SECRET)
    throw new StartError(
      "Environment: set X_API_KEY, X_API_SECRET and X_ACCESS_SECRET together (OAuth 1.0a), or none of them (OAuth 2)",
    )
  const oauth1 = {
    kind: "oauth1" as const,
    apiKey: X_API_KEY,
    apiSecret: X_API_SECRET,
    accessToken,
    accessSecret: X_ACCESS_SECRET,
  }
  return [oauth1]
}

/** The token reads and writes, and the application's secret proves that we are the ones who hold it. */
function facebookCredentials(env: z.infer<typeof Environment>): FacebookCredentials | null {
  const { FACEBOOK_PAGE_ID, FACEBOOK_PAGE_TOKEN, FACEBOOK_APP_SECRET, FACEBOOK_VERIFY_TOKEN } = env
  if (!FACEBOOK_APP_SECRET && (FACEBOOK_PAGE_TOKEN || FACEBOOK_PAGE_ID || FACEBOOK_VERIFY_TOKEN))
    throw new StartError("Environment: FACEBOOK_APP_SECRET is missing beside the other Facebook keys")
  if (FACEBOOK_PAGE_ID && !FACEBOOK_PAGE_TOKEN)
    throw new StartError("Environment: FACEBOOK_PAGE_TOKEN is missing beside FACEBOOK_PAGE_ID")
  if (!FACEBOOK_PAGE_TOKEN) return null
  return { pageToken: FACEBOOK_PAGE_TOKEN, ...(FACEBOOK_PAGE_ID && { pageId: FACEBOOK_PAGE_ID }) }
}

function phoneLine({ PHONE_LINE, PHONE_LINE_NAME: name }: z.infer<typeof Environment>) {
  if (PHONE_LINE) return { line: PHONE_LINE, name: name ?? PHONE_LINE_NAME }
  if (name) throw new StartError("Environment: PHONE_LINE is missing beside PHONE_LINE_NAME")
  return null
}

/** True when a real network is spoken to; false: demo mode, on simulated ones. */
export const isConfigured = ({ x, facebook }: Config): boolean =>
  x.accounts.length > 0 || x.app !== null || facebook.appSecret !== null
