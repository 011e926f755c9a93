import { ObjectId } from "bson"
import { hostname } from "node:os"
import { CommandError } from "../errors.ts"
import { timestampOf } from "../storage/oplog.ts"
import { getOwn, type Document } from "../values/bson-value.ts"
import { toNumber } from "../values/numbers.ts"
import { type Reply } from "../wire/reply.ts"
import { type Command, type Context, type Services } from "./command.ts"
import { signInAtHandshake } from "./sign-in-commands.ts"
import { listViews } from "./views.ts"

/** The MongoDB this server is modelled on: drivers switch features on by the wire version. */
const version = "7.0.0"
const maxWireVersion = 21

/**
 * The handshake of a one-member replica set, so that drivers switch on sessions, transactions, change
 * streams and retryable writes. There is no `topologyVersion`: with it drivers would demand a stream.
 */
function hello(context: Context): Reply {
  const { services, client } = context
  return {
    body: {
      helloOk: true,
      ismaster: true,
      isWritablePrimary: true,
      setName: "embedded",
      setVersion: 1,
      secondary: false,
      hosts: [services.address],
      primary: services.address,
      me: services.address,
      electionId: new ObjectId("7fffffff0000000000000001"),
      lastWrite: lastWrite(services),
      maxBsonObjectSize: 16 * 1024 * 1024,
      maxMessageSizeBytes: 48_000_000,
      maxWriteBatchSize: 100_000,
      localTime: new Date(services.now()),
      logicalSessionTimeoutMinutes: 30,
      connectionId: client.id,
      minWireVersion: 0,
      maxWireVersion,
      readOnly: false,
      ...signInAtHandshake(context),
    },
  }
}

function lastWrite({ store, now }: Services): Document {
  const opTime = { ts: timestampOf(store.oplog.last), t: 1n }
  const date = new Date(now())
  return { opTime, lastWriteDate: date, majorityOpTime: opTime, majorityWriteDate: date }
}

function buildInfo(): Reply {
  return {
    body: {
      version,
      versionArray: [7, 0, 0, 0],
      gitVersion: "embedded",
      modules: [],
      storageEngines: ["lmdb"],
      javascriptEngine: "none",
      bits: 64,
      debug: false,
      maxBsonObjectSize: 16 * 1024 * 1024,
    },
  }
}

function serverStatus({ services }: Context): Reply {
  const { current, created } = services.connections()
  const uptime = (services.now() - services.startedAt) / 1000
  return {
    body: {
      host: hostname(),
      version,
      process: "embedded-mongo",
      pid: BigInt(process.pid),
      uptime,
      uptimeMillis: BigInt(Math.round(uptime * 1000)),
      localTime: new Date(services.now()),
      connections: { current, available: 10_000, totalCreated: created },
      storageEngine: { name: "lmdb", supportsCommittedReads: true, persistent: true },
      repl: { setName: "embedded", isWritablePrimary: true, hosts: [services.address], me: services.address },
      mem: { resident: Math.round(process.memoryUsage.rss() / 1048576) },
      metrics: { cursor: { open: { total: services.cursors.size } } },
    },
  }
}

function dbStats({ db, services, view, body }: Context): Reply {
  const collections = services.store.catalog.list(db)
  const sizes = collections.map(({ keyspace }) => view.size(keyspace))
  const scale = toNumber(getOwn(body, "scale")) ?? 1
  const bytes = sizes.reduce((total, size) => total + size.bytes, 0) / scale
  return {
    body: {
      db,
      collections: collections.length,
      views: listViews(services.store, db).length,
      objects: sizes.reduce((total, { documents }) => total + documents, 0),
      dataSize: bytes,
      storageSize: bytes,
      indexes: collections.reduce((total, { indexes }) => total + indexes.length, 0),
      scaleFactor: scale,
    },
  }
}

function replSetGetStatus({ services, db }: Context): Reply {
  if (db !== "admin")
    throw new CommandError("Unauthorized", "replSetGetStatus may only be run against the admin database.")
  const member = { _id: 0, name: services.address, health: 1, state: 1, stateStr: "PRIMARY", self: true }
  return { body: { set: "embedded", date: new Date(services.now()), myState: 1, members: [member] } }
}

const anywhere = { fields: [] as string[] }
/** Drivers announce new abilities in the handshake; what is not answered is not used. */
const shake: Command = { run: hello, fields: "any", isOpenToAll: true }

export const serverInfoCommands: Record<string, Command> = {
  hello: shake,
  isMaster: shake,
  ismaster: shake,
  ping: { run: () => ({ body: {} }), ...anywhere, isOpenToAll: true },
  buildInfo: { run: buildInfo, ...anywhere, isOpenToAll: true },
  serverStatus: {
    run: serverStatus,
    fields: ["repl", "metrics", "locks", "oplog", "recordStats", "wiredTiger"],
  },
  dbStats: { run: dbStats, fields: ["scale", "freeStorage"] },
  hostInfo: {
    run: () => ({ body: { system: { hostname: hostname() }, os: { type: process.platform } } }),
    ...anywhere,
  },
  replSetGetStatus: { run: replSetGetStatus, fields: ["initialSync"] },
  whatsmyuri: { run: () => ({ body: { you: "local" } }), ...anywhere },
  getCmdLineOpts: { run: () => ({ body: { argv: ["embedded-mongo"], parsed: {} } }), ...anywhere },
  getLog: { run: () => ({ body: { totalLinesWritten: 0, log: [] } }), ...anywhere },
}
