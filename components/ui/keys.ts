/** A key as written on screen and in the registry: `j`, `?`, `g o` (a chord), `Mod+k`, `Shift+y`, `Escape`. */
export interface KeyBinding {
  key: string
  label: string
  run: (event: KeyboardEvent) => void
  /** Heading in the help overlay. */
  group?: string | undefined
}

export interface KeyPress {
  key: string
  shiftKey: boolean
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
}

export interface KeyContext {
  /** The caret is in an input: only keys with Mod act there. */
  typing: boolean
  /** The person switched single keys off. */
  singleKeys: boolean
}

/** `Mod` stands for Ctrl or Cmd. Shift is written only where the key itself does not already tell it. */
export function keyName(press: KeyPress): string {
  const mod = press.ctrlKey || press.metaKey
  const key =
    press.key === ' ' ? 'Space' : press.key.length === 1 && (mod || press.shiftKey) ? press.key.toLowerCase() : press.key
  const letter = /^[a-z]$/.test(key) || key.length > 1
  return `${mod ? 'Mod+' : ''}${press.altKey ? 'Alt+' : ''}${press.shiftKey && letter ? 'Shift+' : ''}${key}`
}

/** Layers of bindings; the part mounted last answers first. Chords wait for their second key. */
export class KeyRegistry {
  #layers: { bindings: () => readonly KeyBinding[] }[] = []
  #pending: { first: string; until: number } | undefined

  register(bindings: () => readonly KeyBinding[]): () => void {
    const layer = { bindings }
    this.#layers = [...this.#layers, layer]
    return () => {
      this.#layers = this.#layers.filter((kept) => kept !== layer)
    }
  }

  /** What works now, without those that a later layer hides. */
  active(): readonly KeyBinding[] {
    const seen = new Set<string>()
    return [...this.#layers]
      .reverse()
      .flatMap((layer) => layer.bindings())
      .filter((binding) => !seen.has(binding.key) && seen.add(binding.key))
  }

  /** The binding that a key press means, if any. Remembers the first key of a chord. */
  match(press: KeyPress, context: KeyContext, now: number): KeyBinding | 'chord' | undefined {
    const name = keyName(press)
    const plain = !name.includes('Mod+')
    if (plain && name !== 'Escape' && !/^F\d+$/.test(name) && (context.typing || !context.singleKeys)) return undefined
    const bindings = this.active()
    const first = this.#pending && this.#pending.until > now ? this.#pending.first : undefined
    this.#pending = undefined
    const chord = first ? bindings.find((binding) => binding.key === `${first} ${name}`) : undefined
    if (chord) return chord
    if (plain && bindings.some((binding) => binding.key.startsWith(`${name} `))) {
      this.#pending = { first: name, until: now + 1500 }
      return 'chord'
    }
    return bindings.find((binding) => binding.key === name)
  }
}
