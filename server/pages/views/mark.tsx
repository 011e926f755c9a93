/** Parvis's mark: a town hall and the paving before it. Coloured here too, for readers without the stylesheet. */
export function Mark() {
  return (
    <svg className="mark" width="40" height="40" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="7" fill="#0f6a63" />
      <path
        fill="#fff"
        d="M16 5 26 11.2v2.3H6v-2.3zM7.6 15h3.2v5.2H7.6zm6.8 0h3.2v5.2h-3.2zm6.8 0h3.2v5.2h-3.2z"
      />
      <path
        fill="none"
        stroke="#fff"
        strokeWidth="1.5"
        strokeLinecap="round"
        d="M5 23h22M12.6 23.4 10 28M19.4 23.4 22 28"
      />
    </svg>
  )
}

/** The same as a picture of its own, for browser tabs. */
export const markFile =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0f6a63"/><path fill="#fff" d="M16 5 26 11.2v2.3H6v-2.3zM7.6 15h3.2v5.2H7.6zm6.8 0h3.2v5.2h-3.2zm6.8 0h3.2v5.2h-3.2z"/><path fill="none" stroke="#fff" stroke-width="1.5" stroke-linecap="round" d="M5 23h22M12.6 23.4 10 28M19.4 23.4 22 28"/></svg>'
