/** Parvis's mark: a town hall and the paving before it. */
export function Mark({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <rect width="32" height="32" rx="7" fill="var(--accent)" />
      <g fill="var(--on-accent)">
        <path d="M16 5 26 11.2v2.3H6v-2.3zM7.6 15h3.2v5.2H7.6zm6.8 0h3.2v5.2h-3.2zm6.8 0h3.2v5.2h-3.2z" />
        <path
          fill="none"
          stroke="var(--on-accent)"
          strokeWidth="1.5"
          strokeLinecap="round"
          d="M5 23h22M12.6 23.4 10 28M19.4 23.4 22 28"
        />
      </g>
    </svg>
  )
}
