import "./lib/zod-setup.ts"
import "@fontsource-variable/inter/wght.css"
import "./styles/tokens.css"
import "./styles/reset.css"
import { StrictMode } from "react"
import { createRoot } from "react-dom/client"
import { App } from "./app/app.tsx"
import { createDeskTools } from "./app/desk-tools.ts"
import { guessLocale, startI18n } from "./lib/i18n.ts"
import { createLiveLink } from "./lib/live-link.ts"
import { createQueryClient } from "./lib/query-client.ts"

const place = document.getElementById("desk")
if (!place) throw new Error("index.html has no place for the desk")

await startI18n(guessLocale())
createRoot(place).render(
  <StrictMode>
    <App queries={createQueryClient()} tools={createDeskTools(createLiveLink())} />
  </StrictMode>,
)
