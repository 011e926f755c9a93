import {
  Building2,
  Ear,
  Archive,
  CheckCheck,
  Inbox,
  type LucideIcon,
  Siren,
  TriangleAlert,
  User,
  UserX,
} from "lucide-react"
import { ThreadFilters, ThreadView } from "../../shared/thread-view.ts"

/** The icon of each list. */
export const VIEW_ICON: Record<ThreadView, LucideIcon> = {
  inbox: Inbox,
  mine: User,
  urgent: Siren,
  unassigned: UserX,
  listening: Ear,
  department: Building2,
  trouble: TriangleAlert,
  answered: CheckCheck,
  closed: Archive,
}

/** The list that the address names, and its filters; what makes no sense is left out. */
export function readListAddress(search: string): { view: ThreadView; filters: ThreadFilters } {
  const asked = Object.fromEntries(new URLSearchParams(search))
  const view = ThreadView.safeParse(asked.view)
  const filters: ThreadFilters = {}
  const { department, sentiment, network } = ThreadFilters.shape
  const [d, s, n] = [
    department.safeParse(asked.department),
    sentiment.safeParse(asked.sentiment),
    network.safeParse(asked.network),
  ]
  if (d.success && d.data) filters.department = d.data
  if (s.success && s.data) filters.sentiment = s.data
  if (n.success && n.data) filters.network = n.data
  return { view: view.success ? view.data : "inbox", filters }
}

/** The address of a list. */
export function listSearch(view: ThreadView, filters: ThreadFilters): string {
  const query = new URLSearchParams({ ...(view !== "inbox" && { view }), ...filters }).toString()
  return query && `?${query}`
}
