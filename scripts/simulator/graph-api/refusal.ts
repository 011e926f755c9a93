/** What Graph puts in `error`. */
type ErrorBody = {
  message: string
  type: "OAuthException" | "GraphMethodException"
  code: number
  error_subcode?: number
  error_user_title?: string
  error_user_msg?: string
  is_transient?: boolean
}

/** Graph says no. Thrown wherever the reason is found; written by the pipeline. */
export class GraphRefusal extends Error {
  override name = "GraphRefusal"
  readonly status: number
  readonly error: ErrorBody

  constructor(
    code: number,
    message: string,
    more: { subcode?: number; status?: number; type?: ErrorBody["type"] } & Partial<
      Pick<ErrorBody, "error_user_title" | "error_user_msg" | "is_transient">
    > = {},
  ) {
    super(message)
    const { subcode, status = 400, type = "OAuthException", ...rest } = more
    this.status = status
    this.error = { message, type, code, ...(subcode !== undefined && { error_subcode: subcode }), ...rest }
  }
}

export const badParameter = (message: string, subcode?: number): GraphRefusal =>
  new GraphRefusal(100, `(#100) ${message}`, { subcode })

/** The answer for what is gone, was never there, or is not for this token: Graph does not tell them apart. */
export const noObject = (id: string, method: string): GraphRefusal =>
  new GraphRefusal(
    100,
    `Unsupported ${method.toLowerCase()} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api`,
    { subcode: 33, type: "GraphMethodException" },
  )

export const noPermission = (permission: string): GraphRefusal =>
  new GraphRefusal(
    10,
    `(#10) This endpoint requires the '${permission}' permission or the 'Page Public Content Access' feature. Refer to https://developers.facebook.com/docs/apps/review/login-permissions#manage-pages for details.`,
    { status: 403 },
  )

export const noToken = (): GraphRefusal =>
  new GraphRefusal(2500, "An active access token must be used to query information about the current user.", {
    status: 400,
  })

const session = (subcode: number | undefined, text: string): GraphRefusal =>
  new GraphRefusal(190, `Error validating access token: ${text}`, { subcode })

/** `Monday, 23-Nov-26 10:00:00 PST`, as Meta writes a time to people: always California's. */
const californian = (time: number): string => {
  const moved = new Date(time - 8 * 3_600_000).toUTCString()
  const [, day, number, month, year, clock] = /^(\w+), (\d+) (\w+) \d\d(\d\d) ([\d:]+)/.exec(moved) ?? []
  const days: Record<string, string> = { Tue: "Tues", Wed: "Wednes", Thu: "Thurs", Sat: "Satur" }
  return `${days[day!] ?? day}day, ${number}-${month}-${year} ${clock} PST`
}

export const unknownToken = (): GraphRefusal =>
  new GraphRefusal(190, "Invalid OAuth access token - Cannot parse access token")
export const expiredToken = (since: number, now: number): GraphRefusal =>
  session(463, `Session has expired on ${californian(since)}. The current time is ${californian(now)}.`)
export const passwordChanged = (): GraphRefusal =>
  session(
    460,
    "The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons.",
  )
export const appRemoved = (appId: string): GraphRefusal =>
  session(458, `The user has not authorized application ${appId}.`)

export const wrongProof = (): GraphRefusal =>
  new GraphRefusal(100, "Invalid appsecret_proof provided in the API argument", {
    type: "GraphMethodException",
  })
export const missingProof = (): GraphRefusal =>
  new GraphRefusal(100, "API calls from the server require an appsecret_proof argument", {
    type: "GraphMethodException",
  })

/** Code 80001 for the Page's content, 80006 for Messenger: the business use case whose quota is spent. */
export const tooManyCalls = (use: "pages" | "messenger"): GraphRefusal =>
  new GraphRefusal(
    use === "pages" ? 80001 : 80006,
    `(#${use === "pages" ? 80001 : 80006}) There have been too many calls to this ${use === "pages" ? "Page" : "Messenger"} account. Wait a bit and try again. For more info, please refer to https://developers.facebook.com/docs/graph-api/overview/rate-limiting.`,
    { subcode: 2446079 },
  )

export const outsideWindow = (): GraphRefusal =>
  new GraphRefusal(
    10,
    "(#10) This message is sent outside of allowed window. Learn more about the new policy here: https://developers.facebook.com/docs/messenger-platform/policy-overview",
    { subcode: 2018278 },
  )
export const humanAgentUnapproved = (): GraphRefusal =>
  badParameter("Cannot tag messages with 'HUMAN_AGENT' without prior approval.", 2018276)
export const noMatchingUser = (): GraphRefusal => badParameter("No matching user found", 2018001)
export const personUnavailable = (): GraphRefusal =>
  new GraphRefusal(551, "(#551) This person isn't available right now.", { subcode: 1545041 })
export const pageRestricted = (): GraphRefusal =>
  new GraphRefusal(10, "(#10) This Page is temporarily restricted from sending messages.", {
    subcode: 1893063,
  })
export const policyBlock = (): GraphRefusal =>
  new GraphRefusal(368, "The action attempted has been deemed abusive or is otherwise disallowed", {
    subcode: 1390008,
    error_user_title: "Vous êtes bloqué temporairement",
    error_user_msg: "Vous pourrez réessayer plus tard.",
    is_transient: false,
  })
export const duplicate = (): GraphRefusal =>
  new GraphRefusal(506, "Duplicate status message", { subcode: 1455006 })
/** One private reply for each public message, and within seven days. */
export const alreadyAnswered = (): GraphRefusal =>
  new GraphRefusal(10900, "(#10900) Activity already replied to")
