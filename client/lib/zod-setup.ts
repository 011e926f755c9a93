import { z } from "zod"

// The page's security policy forbids code made at run time, which is how zod speeds itself up.
z.config({ jitless: true })
