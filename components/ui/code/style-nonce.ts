/** Monaco makes style elements, which the content policy allows only with the page's nonce. */
export function giveStylesTheNonce(): void {
  const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce
  if (!nonce || document.documentElement.dataset['styleNonce']) return
  document.documentElement.dataset['styleNonce'] = 'given'
  const make = document.createElement.bind(document)
  const makeWithNonce = (name: string, options?: ElementCreationOptions): HTMLElement => {
    const element = make(name, options)
    if (name === 'style') element.nonce = nonce
    return element
  }
  Object.assign(document, { createElement: makeWithNonce })
}
