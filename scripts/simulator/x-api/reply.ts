import { type ServerResponse } from "node:http"

/** An answer before it is written: faults may still change it. */
export type ApiReply = {
  status: number
  body: unknown
  headers?: Record<string, string>
  /** For an answer that does not end: it keeps the connection, once the headers are set. */
  takeOver?: (response: ServerResponse) => void
}

export const PROBLEMS = "https://api.x.com/2/problems"

export const ok = (body: unknown, status = 200): ApiReply => ({ status, body })

const blank = (status: number, title: string, detail = title): ApiReply => ({
  status,
  body: { title, type: "about:blank", status, detail },
})

export const unauthorized = (): ApiReply => blank(401, "Unauthorized")
export const forbidden = (detail: string): ApiReply => blank(403, "Forbidden", detail)
export const notFound = (): ApiReply => blank(404, "Not Found")
export const tooManyRequests = (): ApiReply => blank(429, "Too Many Requests")

export const creditsDepleted = (): ApiReply => ({
  status: 402,
  body: {
    title: "CreditsDepleted",
    detail: "Your enrolled account does not have any credits to fulfill this request.",
    type: `${PROBLEMS}/credits`,
  },
})

export const notSummoned = (): ApiReply =>
  forbidden(
    "Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to.",
  )

const USER_CONTEXT = ["OAuth 1.0a User Context", "OAuth 2.0 User Context"]
const APP_ONLY = ["OAuth 2.0 Application-Only"]

/** An application's token where a person's is needed, or the other way round. */
export const unsupportedAuthentication = (given: "app" | "user"): ApiReply => ({
  status: 403,
  body: {
    title: "Unsupported Authentication",
    detail:
      given === "app"
        ? `Authenticating with ${APP_ONLY.join()} is forbidden for this endpoint.  Supported authentication types are [${USER_CONTEXT.join(", ")}].`
        : `Authenticating with OAuth 2.0 User Context is forbidden for this endpoint.  Supported authentication types are [${APP_ONLY.join()}].`,
    type: `${PROBLEMS}/unsupported-authentication`,
    status: 403,
  },
})

/** One thing wrong with a request. */
export type Invalid = { parameter: string; value: string; message: string }

export const invalidRequest = (errors: Invalid[]): ApiReply => ({
  status: 400,
  body: {
    errors: errors.map(({ parameter, value, message }) => ({
      parameters: { [parameter]: [value] },
      message,
    })),
    title: "Invalid Request",
    detail: "One or more parameters to your request was invalid.",
    type: `${PROBLEMS}/invalid-request`,
  },
})

/** The entry of `errors` for something that is gone, beside whatever `data` there is. */
export const resourceNotFound = (resource: "tweet" | "user", parameter: string, id: string) => ({
  value: id,
  detail: `Could not find ${resource} with ${parameter}: [${id}].`,
  title: "Not Found Error",
  resource_type: resource,
  parameter,
  resource_id: id,
  type: `${PROBLEMS}/resource-not-found`,
})
