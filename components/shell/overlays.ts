/** The palette and the help are opened from far-apart places and loaded on first use: a window event keeps those places ignorant of each other. */
export const paletteEvent = 'quarterdeck:palette'
export const helpEvent = 'quarterdeck:help'

export function openPalette(): void {
  window.dispatchEvent(new Event(paletteEvent))
}

export function openHelp(): void {
  window.dispatchEvent(new Event(helpEvent))
}
