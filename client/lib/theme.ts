import { useEffect } from "react"
import { useRemembered } from "./remembered.ts"

export type Theme = "auto" | "light" | "dark"

/** The theme the person chose; `auto` follows the computer. Applied by whoever mounts `useApplyTheme`. */
export const useTheme = () => useRemembered<Theme>("parvis.theme", "auto")

/** Puts the chosen theme on the document, where the tokens read it. */
export function useApplyTheme(): void {
  const [theme] = useTheme()
  useEffect(() => {
    if (theme === "auto") delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = theme
  }, [theme])
}
