/** Looks of everything that drops down: menus, lists of choices, suggestions. */
export const popupClass =
  'max-h-[min(24rem,var(--available-height,24rem))] min-w-[max(10rem,var(--anchor-width,0px))] max-w-[min(32rem,var(--available-width,32rem))] overflow-y-auto rounded-card border border-line bg-surface p-1 text-body text-text shadow-overlay outline-none'
export const itemClass =
  'flex min-h-7 cursor-default items-center gap-2 rounded-control px-2 py-1 outline-none select-none data-disabled:text-text-3 data-highlighted:bg-raised'
