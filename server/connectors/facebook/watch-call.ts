import { AsyncLocalStorage } from "node:async_hooks"
import http from "node:http"
import https from "node:https"
import { createRequire } from "node:module"
import { CallError } from "./call-failure.ts"

/** A page of 100 comments weighs about 150 kB. */
const LARGEST_ANSWER = 20 * 1024 * 1024

/** What a call is given, and what is seen of it. */
type Watched = {
  signal: AbortSignal
  agents: { httpAgent: http.Agent; httpsAgent: https.Agent }
  written: boolean
  answer: RawAnswer | null
  /** What axios said when no answer came. */
  loss: { code: string; words: string } | null
}

export type RawAnswer = { status: number; headers: http.IncomingHttpHeaders; body: unknown }

/** As much of axios as is used here. */
type AxiosConfig = Record<string, unknown>
type AxiosResponse = { status: number; headers: object; data: unknown }
type Axios = {
  interceptors: {
    request: { use: (step: (config: AxiosConfig) => AxiosConfig) => void }
    response: {
      use: (onAnswer: (answer: AxiosResponse) => AxiosResponse, onError: (error: unknown) => never) => void
    }
  }
}

/** Which call a request of the library belongs to: it takes no signal and passes no deadline on. */
const current = new AsyncLocalStorage<Watched>()

// The library's own copy of axios: `import axios` would give another one, whose settings it never sees.
const library = createRequire(import.meta.url).resolve("facebook-nodejs-business-sdk")
const libraryAxios = createRequire(library)("axios") as Axios
libraryAxios.interceptors.request.use((config) => {
  const call = current.getStore()
  if (!call) throw new Error("a request of the Facebook library that nobody watches was stopped")
  return {
    ...config,
    ...call.agents,
    signal: call.signal,
    // Its defaults: HTTP_PROXY is honoured even for loopback, redirections are followed with the token in the query.
    proxy: false,
    maxRedirects: 0,
    maxContentLength: LARGEST_ANSWER,
    transport: { request: (options: RequestOptions, onAnswer: OnAnswer) => dial(call, options, onAnswer) },
  }
})
libraryAxios.interceptors.response.use(
  (answer) => {
    note(answer)
    return answer
  },
  (error: unknown) => {
    const { response, code, message } = error as { response?: AxiosResponse; code?: string; message?: string }
    const call = current.getStore()
    if (response) note(response)
    else if (call) call.loss = { code: code ?? "UNKNOWN", words: message ?? "" }
    throw error
  },
)

type RequestOptions = https.RequestOptions
type OnAnswer = (answer: http.IncomingMessage) => void

function dial(call: Watched, options: RequestOptions, onAnswer: OnAnswer): http.ClientRequest {
  const request = (options.protocol === "https:" ? https : http).request(options, onAnswer)
  request.once("socket", (socket) => {
    // Nothing of the request leaves before the connection, and its encryption, are made.
    socket.once("encrypted" in socket ? "secureConnect" : "connect", () => (call.written = true))
  })
  return request
}

function note({ status, headers, data }: AxiosResponse): void {
  const call = current.getStore()
  if (call) call.answer = { status, headers: { ...headers }, body: data }
}

/**
 * Follows one call of the library from outside: ends it in time, and knows whether the request may have left.
 * Resolves with the answer whatever its status.
 * @throws CallError when no whole answer came
 */
export async function watchCall(
  send: () => Promise<unknown>,
  how: { signal: AbortSignal; timeoutMs: number; agents: Watched["agents"] },
): Promise<RawAnswer> {
  if (how.signal.aborted) throw new CallError({ kind: "stopped", written: false })
  const deadline = new AbortController()
  const timer = setTimeout(() => deadline.abort(), how.timeoutMs)
  const signal = AbortSignal.any([how.signal, deadline.signal])
  const call: Watched = { signal, agents: how.agents, written: false, answer: null, loss: null }
  try {
    // The library's errors hold the address, and so the token; what was seen here says more, and holds none.
    await current.run(call, send).catch((error: unknown) => {
      call.loss ??= { code: error instanceof Error ? error.name : "UNKNOWN", words: "" }
    })
  } finally {
    clearTimeout(timer)
  }
  if (call.answer) return call.answer
  // An aborted call may look like any failure: the reason decides.
  if (how.signal.aborted) throw new CallError({ kind: "stopped", written: call.written })
  if (deadline.signal.aborted) throw new CallError({ kind: "timeout", written: call.written })
  const { code, words } = call.loss ?? { code: "UNKNOWN", words: "" }
  throw new CallError({ kind: "lost", written: call.written, code }, new Error(words))
}
