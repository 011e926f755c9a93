import express, { type ErrorRequestHandler, type Response, Router } from "express"
import { z, ZodError } from "zod"
import { SCENARIOS } from "../scenarios/all.ts"
import { sendDirect } from "../world/directs.ts"
import { addScene, addUpload } from "../world/photos.ts"
import { deletePost, editPost, publish } from "../world/publish.ts"
import { type UserRecord } from "../world/records.ts"
import { type World } from "../world/world.ts"
import { type Budgets } from "../x-api/budgets.ts"
import { type Faults } from "../x-api/faults.ts"
import { type XApiContext } from "../x-api/pipeline.ts"
import { addCitizen } from "./citizens.ts"
import { type Crowd } from "./crowd.ts"
import { onlyOurPage } from "./guard.ts"
import { type Live } from "./live.ts"
import {
  Clock,
  Edit,
  FaultSettings,
  NewCitizen,
  NewDirect,
  NewPost,
  type Photo,
  Play,
  Settings,
  Speed,
  Storm,
} from "./requests.ts"
import { viewDirect, viewPost, viewUser, viewWorld } from "./view.ts"

/** Everything the control plane moves. */
export type ControlContext = {
  world: World
  faults: Faults
  budgets: Budgets
  crowd: Crowd
  live: Live
  settings: XApiContext["settings"]
}

/** Why the control plane refuses, as JSON. */
class ControlError extends Error {
  readonly status: number
  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** `/sim/*`: what the page, the tests, the benches and the chaos runs drive the simulator with. */
export function controlRoutes(context: ControlContext): Router {
  const { world, faults, budgets, crowd, live, settings } = context
  const router = Router()
  router.use(onlyOurPage, express.json({ limit: "8mb" }))

  const state = () => ({
    ...viewWorld(world),
    crowd: crowd.status(),
    faults: faults.list(),
    settings: { budgetFactor: budgets.factor, summonedRule: settings.summonedRule },
  })
  router.get("/state", (_request, response) => void response.json(state()))
  router.get("/events", (request, response) => live.connect(request, response))

  router.post("/citizens", (request, response) => {
    const user = addCitizen(world, NewCitizen.parse(request.body))
    response.status(201).json({ user: viewUser(world, user) })
  })

  router.post("/posts", (request, response) => {
    const { by, text, replyTo, photo, expected } = NewPost.parse(request.body)
    const author = citizen(world, by)
    const mediaKeys = photo ? [savePhoto(world, author, photo)] : []
    const post = publish(world, { authorId: author.id, text, replyToId: replyTo, mediaKeys, expected })
    if (typeof post === "string") throw new ControlError(422, post)
    response.status(201).json({ post: viewPost(world, post) })
  })
  router.put("/posts/:id", (request, response) => {
    const post = editPost(world, request.params.id, Edit.parse(request.body).text)
    if (typeof post === "string") throw new ControlError(422, post)
    response.json({ post: viewPost(world, post) })
  })
  router.delete("/posts/:id", (request, response) => {
    if (!deletePost(world, request.params.id)) throw new ControlError(404, "no such post")
    response.json({ deleted: true })
  })

  router.post("/directs", (request, response) => {
    const { by, text, photo, expected } = NewDirect.parse(request.body)
    const sender = citizen(world, by)
    const mediaKeys = photo ? [savePhoto(world, sender, photo)] : []
    const draft = { senderId: sender.id, recipientId: world.cityId, text, mediaKeys, expected }
    const direct = sendDirect(world, draft)
    if (typeof direct === "string") throw new ControlError(422, direct)
    response.status(201).json({ direct: viewDirect(world, direct) })
  })

  router.put("/clock", (request, response) => {
    const { offsetMs } = Clock.parse(request.body)
    world.record({ type: "clock", offset: offsetMs })
    response.json({ now: new Date(world.now()).toISOString(), clockOffset: offsetMs })
  })
  router.post("/tokens/expire", (_request, response) => {
    world.record({ type: "expire", at: world.now() })
    response.json({ expired: true })
  })
  router.put("/settings", (request, response) => {
    const { budgetFactor, summonedRule } = Settings.parse(request.body)
    if (budgetFactor !== undefined) {
      budgets.factor = budgetFactor
      budgets.reset()
    }
    if (summonedRule !== undefined) settings.summonedRule = summonedRule
    const now = { budgetFactor: budgets.factor, summonedRule: settings.summonedRule }
    live.send("settings", now)
    response.json(now)
  })

  router.put("/crowd", (request, response) => {
    crowd.perMinute = Speed.parse(request.body).perMinute
    response.json(crowd.status())
  })
  router.post("/storm", (request, response) => {
    const { perMinute, minutes, count, instant } = Storm.parse(request.body)
    const total = count ?? Math.max(1, Math.round(perMinute * (minutes ?? 1)))
    crowd.storm(total, instant ? null : perMinute)
    response.status(202).json({ count: total, ...crowd.status() })
  })
  router.delete("/storm", (_request, response) => {
    crowd.calm()
    response.json(crowd.status())
  })
  router.get("/scenarios", (_request, response) => {
    response.json({
      scenarios: SCENARIOS.map(({ name, title, messages }) => ({ name, title, messages: messages.length })),
    })
  })
  router.post("/scenarios/:name", (request, response) => {
    const { perMinute, instant } = Play.parse(request.body ?? {})
    const scenario = SCENARIOS.find(({ name }) => name === request.params.name)
    if (!scenario) throw new ControlError(404, "no such scenario")
    crowd.play(scenario, instant ? null : perMinute)
    response.status(202).json({ count: scenario.messages.length, ...crowd.status() })
  })

  router.get("/faults", (_request, response) => void response.json({ faults: faults.list() }))
  router.put("/faults", (request, response) => {
    const asked = FaultSettings.parse(request.body)
    for (const fault of "faults" in asked ? asked.faults : [asked]) faults.set(fault)
    response.json({ faults: faults.list() })
  })
  router.delete("/faults", (_request, response) => {
    faults.clear()
    response.json({ faults: faults.list() })
  })

  router.use((_request, response) => refuse(response, 404, "no such control"))
  router.use(problems)
  return router
}

function citizen(world: World, username: string): UserRecord {
  const user = world.userNamed(username)
  if (!user) throw new ControlError(404, `no citizen @${username}`)
  if (user.id === world.cityId) throw new ControlError(403, "the city speaks through its desk only")
  return user
}

function savePhoto(world: World, owner: UserRecord, photo: z.infer<typeof Photo>): string {
  if ("scene" in photo) return addScene(world, owner.id, photo.scene, Math.floor(world.now()) % 1_000_000)
  const base64 = /^data:image\/(?:png|jpeg);base64,(.+)$/.exec(photo.dataUrl)?.[1]
  const key =
    base64 === undefined ? null : addUpload(world, owner.id, Buffer.from(base64, "base64"), photo.alt)
  if (key === null) throw new ControlError(422, "photo: PNG or JPEG only")
  return key
}

const refuse = (response: Response, status: number, problem: string): void =>
  void response.status(status).json({ problem })

const problems: ErrorRequestHandler = (error, _request, response, next) => {
  if (response.headersSent) return next(error)
  if (error instanceof ZodError) return refuse(response, 400, z.prettifyError(error))
  if (error instanceof ControlError) return refuse(response, error.status, error.message)
  const { status, message } = error as { status?: number; message?: string }
  refuse(response, status ?? 500, message ?? "something broke in the simulator")
}
