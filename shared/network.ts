import { z } from "zod"

/** Where a message comes from. A network is a connector folder; `web` and `phone` are the city's own doors. */
export const Network = z.enum(["x", "facebook", "phone", "web"])
export type Network = z.infer<typeof Network>

/** `public`: anyone can read it. `direct`: only the citizen and the city can. */
export const Visibility = z.enum(["public", "direct"])
export type Visibility = z.infer<typeof Visibility>
