/** What a subscription received, and a promise for the moment when it is enough. */
export class Mailbox {
  readonly messages: { subject: string; text: string; payload: Uint8Array }[] = []
  #waiting: { count: number; resolve: () => void }[] = []

  readonly receive = (payload: Uint8Array, subject: string): void => {
    this.messages.push({ subject, payload, text: new TextDecoder().decode(payload) })
    this.#waiting = this.#waiting.filter(({ count, resolve }) => {
      if (this.messages.length < count) return true
      resolve()
      return false
    })
  }

  get texts(): string[] {
    return this.messages.map(({ text }) => text)
  }

  async holds(count: number): Promise<this> {
    if (this.messages.length < count) await new Promise<void>((resolve) => this.#waiting.push({ count, resolve }))
    return this
  }
}
