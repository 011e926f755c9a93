import { connectorConformance } from "../conformance.ts"
import { makeSmallGraph } from "./testing/small-graph.ts"

connectorConformance("Facebook", makeSmallGraph)
