import { connectorConformance } from "../conformance.ts"
import { makeSmallX } from "./testing/small-x.ts"

connectorConformance("X", makeSmallX)
