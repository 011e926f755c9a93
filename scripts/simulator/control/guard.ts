import { type NextFunction, type Request, type RequestHandler, type Response } from "express"

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i
/** A client may keep the networks' own names and dial loopback by its agent (connectors.md, 1.1, way C). */
const X_NAMES = /^(api|upload)\.x\.com(:\d+)?$/i
const GRAPH_NAMES = /^graph(-video)?\.facebook\.com(:\d+)?$/i

const refuse = (response: Response, problem: string): void => void response.status(403).json({ problem })

/**
 * Refuses any other name for this machine: a page on the Internet can make its own name point at 127.0.0.1
 * (DNS rebinding), but it cannot change the Host header.
 */
export const onlyLoopbackHost: RequestHandler = (request, response, next) => {
  const host = request.headers.host ?? ""
  const isX = X_NAMES.test(host) && request.path.startsWith("/2/")
  const isGraph = GRAPH_NAMES.test(host) && /^\/v\d/.test(request.path)
  if (LOOPBACK.test(host) || isX || isGraph) return next()
  refuse(response, "Host refused: the simulator answers to 127.0.0.1 and localhost only")
}

/** For the control plane: calls from our own page or from a program, never from another site. */
export function onlyOurPage(request: Request, response: Response, next: NextFunction): void {
  const { origin, host } = request.headers
  const site = request.headers["sec-fetch-site"]
  if (origin !== undefined && origin !== `${request.protocol}://${host}`)
    return refuse(response, "Origin refused: only the simulator's own page may drive it")
  if (site !== undefined && site !== "same-origin" && site !== "none")
    return refuse(response, "Cross-site call refused")
  next()
}
