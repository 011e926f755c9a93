import { randomUUID } from "node:crypto"
import express, { Router } from "express"
import { type GraphContext } from "../graph-api/pipeline.ts"
import { type Usage } from "../graph-api/usage.ts"
import { SCENARIOS } from "../scenarios/all.ts"
import { sendDirect } from "../world/directs.ts"
import { deletePost, editPost, publish } from "../world/publish.ts"
import { type World } from "../world/world.ts"
import { type Budgets } from "../x-api/budgets.ts"
import { type XHooks } from "../webhooks/x-hooks.ts"
import { type Faults } from "../wire/faults.ts"
import { type XApiContext } from "../x-api/pipeline.ts"
import { pastMoments } from "./backlog.ts"
import { addCitizen } from "./citizens.ts"
import { type Crowd } from "./crowd.ts"
import { onlyOurPage } from "./guard.ts"
import { facebookRoutes, type FacebookControl } from "./facebook-routes.ts"
import { viewFacebook } from "./facebook-view.ts"
import { type Live } from "./live.ts"
import { ControlError, problems, refuse, taken } from "./problems.ts"
import {
  Backlog,
  Clock,
  Edit,
  FaultSettings,
  NewCitizen,
  NewChat,
  NewDirect,
  NewPost,
  Play,
  Settings,
  Speed,
  Storm,
} from "./requests.ts"
import { account, citizen, savePhoto } from "./speaker.ts"
import { viewDirect, viewPost, viewUser, viewWorld } from "./view.ts"
import { xRoutes } from "./x-routes.ts"

/** Everything the control plane moves. */
export type ControlContext = {
  world: World
  faults: Faults
  budgets: Budgets
  crowd: Crowd
  live: Live
  settings: XApiContext["settings"]
  xHooks: XHooks
  facebook: Omit<FacebookControl, "world"> & { usage: Usage; settings: GraphContext["settings"] }
}

/** `/sim/*`: what the page, the tests, the benches and the chaos runs drive the simulator with. */
export function controlRoutes(context: ControlContext): Router {
  const { world, faults, budgets, crowd, live, settings, xHooks, facebook } = context
  const router = Router()
  router.use(onlyOurPage, express.json({ limit: "8mb" }))

  const crowds = () => ({ ...crowd.status(), facebook: facebook.crowd.status() })
  const switches = () => ({ budgetFactor: budgets.factor, ...settings, ...facebook.settings })
  const crowdOn = (network: "x" | "facebook") => (network === "x" ? crowd : facebook.crowd)
  const state = () => ({
    ...viewWorld(world),
    facebook: viewFacebook(world),
    webhooks: facebook.hooks.status(),
    xWebhooks: xHooks.status(),
    crowd: crowds(),
    faults: faults.list(),
    settings: switches(),
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
    const mediaKeys = savePhoto(world, author, photo)
    const post = publish(world, { authorId: author.id, text, replyToId: replyTo, mediaKeys, expected })
    response.status(201).json({ post: viewPost(world, taken(post)) })
  })
  router.put("/posts/:id", (request, response) => {
    const post = editPost(world, request.params.id, Edit.parse(request.body).text)
    response.json({ post: viewPost(world, taken(post)) })
  })
  router.delete("/posts/:id", (request, response) => {
    if (!deletePost(world, request.params.id)) throw new ControlError(404, "no such post")
    response.json({ deleted: true })
  })

  router.post("/directs", (request, response) => {
    const { by, to, text, photo, expected } = NewDirect.parse(request.body)
    const sender = citizen(world, by)
    const mediaKeys = savePhoto(world, sender, photo)
    const draft = { senderId: sender.id, recipientId: account(world, to).id, text, mediaKeys, expected }
    response.status(201).json({ direct: viewDirect(world, taken(sendDirect(world, draft))) })
  })

  router.post("/chats", (request, response) => {
    const { by, to } = NewChat.parse(request.body)
    const [senderId, recipientId] = [citizen(world, by).id, account(world, to).id]
    const chat = { id: randomUUID(), senderId, recipientId, createdAt: world.now() }
    world.record({ type: "chat", chat })
    response.status(201).json({ chat })
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
    const { budgetFactor, summonedRule, ...more } = Settings.parse(request.body)
    if (budgetFactor !== undefined) {
      for (const quota of [budgets, facebook.usage]) {
        quota.factor = budgetFactor
        quota.reset()
      }
    }
    if (summonedRule !== undefined) settings.summonedRule = summonedRule
    Object.assign(facebook.settings, more)
    live.send("settings", switches())
    response.json(switches())
  })

  router.put("/crowd", (request, response) => {
    const { perMinute, network } = Speed.parse(request.body)
    crowdOn(network).perMinute = perMinute
    response.json(crowds())
  })
  router.post("/storm", (request, response) => {
    const { network, perMinute, minutes, count, instant } = Storm.parse(request.body)
    const total = count ?? Math.max(1, Math.round(perMinute * (minutes ?? 1)))
    crowdOn(network).storm(total, instant ? null : perMinute)
    response.status(202).json({ count: total, ...crowds() })
  })
  router.delete("/storm", (_request, response) => {
    crowd.calm()
    facebook.crowd.calm()
    response.json(crowds())
  })
  router.post("/backlog", (request, response) => {
    const { network, ...wanted } = Backlog.parse(request.body)
    world.quietly(() => crowdOn(network).backlog(pastMoments(world, wanted)))
    response.status(201).json({ count: wanted.count })
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
    response.status(202).json({ count: scenario.messages.length, ...crowds() })
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

  router.use("/x", xRoutes({ world, crowd, hooks: xHooks }))
  router.use("/facebook", facebookRoutes({ world, ...facebook }))
  router.use((_request, response) => refuse(response, 404, "no such control"))
  router.use(problems)
  return router
}
