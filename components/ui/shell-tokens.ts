/** Just enough of shell and PowerShell to colour a script: it never has to be right about meaning. */
export type TokenKind = 'plain' | 'comment' | 'string' | 'variable' | 'keyword' | 'number' | 'reference'

export interface Token {
  kind: TokenKind
  text: string
}

const keywords =
  'if|then|else|elif|fi|for|in|do|done|while|until|case|esac|function|select|return|exit|break|continue|local|export|set|unset|source|trap|eval|exec|foreach|param|try|catch|finally|throw|elseif|switch|begin|process|end'

const rules: readonly (readonly [TokenKind, RegExp])[] = [
  ['reference', /\{\{[^{}\n]*\}\}/y],
  ['comment', /(?<=^|\s)#[^\n]*/my],
  ['string', /'[^'\n]*'?|"(?:\\[\s\S]|[^"\\\n])*"?/y],
  ['variable', /\$(?:\{[^}\n]*\}?|\w+|[@#?$!*0-9-])/y],
  ['keyword', new RegExp(`(?<![\\w.-])(?:${keywords})(?![\\w.-])`, 'y')],
  ['number', /(?<![\w.-])\d+(?:\.\d+)?(?![\w.])/y],
]

export function shellTokens(script: string): Token[] {
  const tokens: Token[] = []
  let plain = ''
  let at = 0
  while (at < script.length) {
    const found = tokenAt(script, at)
    if (!found) {
      plain += script[at]
      at += 1
      continue
    }
    if (plain) tokens.push({ kind: 'plain', text: plain })
    plain = ''
    tokens.push(found)
    at += found.text.length
  }
  if (plain) tokens.push({ kind: 'plain', text: plain })
  return tokens
}

function tokenAt(script: string, at: number): Token | undefined {
  for (const [kind, rule] of rules) {
    rule.lastIndex = at
    const text = rule.exec(script)?.[0]
    if (text) return { kind, text }
  }
  return undefined
}
