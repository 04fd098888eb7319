/** A ship's wheel reduced to a ring, its cross and eight handles. */
export function Logo({ size = 24 }: { size?: number }) {
  return (
    <svg aria-hidden width={size} height={size} viewBox="0 0 24 24" fill="none" className="shrink-0 text-accent">
      <circle cx="12" cy="12" r="6.5" stroke="currentColor" strokeWidth="2" />
      <path d="M12 7v10M7 12h10" stroke="currentColor" strokeWidth="1.5" />
      <path
        d="M12 1.25v2.5M12 20.25v2.5M1.25 12h2.5M20.25 12h2.5M4.4 4.4l1.77 1.77M17.83 17.83l1.77 1.77M19.6 4.4l-1.77 1.77M6.17 17.83 4.4 19.6"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
      />
    </svg>
  )
}
