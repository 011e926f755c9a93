import { type ErrorRequestHandler, type Response } from "express"
import { z, ZodError } from "zod"

/** Why the control plane refuses, as JSON. */
export class ControlError extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** A refusal of a network as the control plane's own. */
export function taken<T extends object>(result: T | string): T {
  if (typeof result === "string") throw new ControlError(422, result)
  return result
}

export const refuse = (response: Response, status: number, problem: string): void =>
  void response.status(status).json({ problem })

/** Turns whatever was thrown into an answer. */
export const problems: ErrorRequestHandler = (error, _request, response, next) => {
  if (response.headersSent) return next(error)
  if (error instanceof ZodError) return refuse(response, 400, z.prettifyError(error))
  if (error instanceof ControlError) return refuse(response, error.status, error.message)
  const { status, message } = error as { status?: number; message?: string }
  refuse(response, status ?? 500, message ?? "something broke in the simulator")
}
