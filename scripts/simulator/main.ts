import { existsSync, readFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { parseArgs } from "node:util"
import { startSimulator } from "./simulator.ts"

const HELP = `Un petit X et un petit Facebook sur cette machine, pour essayer Parvis sans compte ni Internet.

  npm run simulate -- [--port 3100] [--data FICHIER] [--speed 2] [--factor 1] [--empty] [--tls DOSSIER]

  --port    port d'écoute, sur 127.0.0.1 seulement
  --data    journal à lire et à compléter ; sans lui, tout est oublié à la fin
  --speed   messages par minute que les habitants écrivent d'eux-mêmes, sur chaque réseau
  --factor  élargit les quotas de l'API
  --empty   sans habitants ni conversations au départ
  --tls     HTTPS, avec key.pem et cert.pem de ce dossier`

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "3100" },
    data: { type: "string" },
    speed: { type: "string", default: "2" },
    factor: { type: "string", default: "1" },
    empty: { type: "boolean", default: false },
    tls: { type: "string" },
    help: { type: "boolean", default: false },
  },
})
if (values.help) {
  console.log(HELP)
  process.exit(0)
}

try {
  await run()
} catch (error) {
  const { code, message } = error as { code?: string; message: string }
  console.error(
    code === "EADDRINUSE"
      ? `Le port ${values.port} est déjà pris : choisissez-en un autre par --port.`
      : message,
  )
  process.exit(1)
}

async function run(): Promise<void> {
  const simulator = await startSimulator({
    port: number("port", 0, 65_535),
    dataFile: values.data === undefined ? undefined : resolve(values.data),
    seedCitizens: !values.empty,
    citizensPerMinute: values.empty ? 0 : number("speed", 0, 600),
    facebookPerMinute: values.empty ? 0 : number("speed", 0, 600),
    budgetFactor: number("factor", 0.01, 1000),
    tls: values.tls === undefined ? undefined : readTls(values.tls),
  })
  const { oauth1, oauth2, appBearer } = simulator.credentials
  const { pageId, pageToken, appId, appSecret, verifyToken } = simulator.facebook
  console.log(`
La place    ${simulator.url}/
API         ${simulator.url}/2/…   (X_API_URL=${simulator.url})
Comptes     ${simulator.accounts.map(({ username, id, accessToken }) => `@${username} (${id}), jeton ${accessToken}`).join("\n            ")}

OAuth 2     client ${oauth2.clientId} / ${oauth2.clientSecret}
            accès ${oauth2.accessToken}, renouvellement ${oauth2.refreshToken}
OAuth 1.0a  application ${oauth1.appKey} / ${oauth1.appSecret}
            compte ${oauth1.accessToken} / ${oauth1.accessSecret}
Application ${appBearer}

Facebook    ${simulator.url}/v24.0/…
Page        ${pageId}, jeton ${pageToken}
Application ${appId} / ${appSecret}, vérification ${verifyToken}`)
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void simulator.close().then(() => process.exit(0)))
}

function number(name: "port" | "speed" | "factor", least: number, most: number): number {
  const value = Number(values[name])
  if (Number.isFinite(value) && value >= least && value <= most) return value
  throw new Error(`--${name} : un nombre de ${least} à ${most} est attendu, pas « ${values[name]} ».`)
}

function readTls(folder: string): { key: string; cert: string } {
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")]
  for (const file of [key, cert]) if (!existsSync(file)) throw new Error(`--tls : ${file} est introuvable.`)
  return { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") }
}
