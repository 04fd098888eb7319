/** Where a resource lives. */
export interface Place {
  region: string
  accountId: string
}

export const managedInstanceArn = (place: Place, nodeId: string): string => ssmArn(place, `managed-instance/${nodeId}`)
export const documentArn = (place: Place, name: string): string => ssmArn(place, `document/${name}`)

/** A parameter's own leading slash is the slash of the ARN. */
export const parameterArn = (place: Place, name: string): string => ssmArn(place, `parameter/${name.replace(/^\//, '')}`)

export const userArn = (accountId: string, userName: string): string => `arn:aws:iam::${accountId}:user/${userName}`

function ssmArn({ region, accountId }: Place, resource: string): string {
  return `arn:aws:ssm:${region}:${accountId}:${resource}`
}

export interface Arn extends Place {
  kind: 'managed-instance' | 'document' | 'parameter' | 'user'
  /** Node id, document name, parameter name or user name. */
  name: string
}

const ssmResource = /^arn:aws[a-z-]*:ssm:([a-zA-Z0-9-]*):(\d{12})?:(managed-instance|document|parameter)\/(.+)$/
const user = /^arn:aws[a-z-]*:iam::(\d{12}):user\/(.+)$/
const longest = 2048

/** `undefined` for anything else than the resources named above. Documents of AWS itself have an empty account. */
export function parseArn(text: string): Arn | undefined {
  if (text.length > longest) return undefined
  const [, userAccount, userName] = user.exec(text) ?? []
  if (userAccount && userName) return { kind: 'user', region: '', accountId: userAccount, name: userName }
  const [, region = '', accountId = '', kind, rest = ''] = ssmResource.exec(text) ?? []
  switch (kind) {
    case 'managed-instance':
    case 'document':
      return { kind, region, accountId, name: rest }
    case 'parameter':
      return { kind, region, accountId, name: rest.includes('/') ? `/${rest}` : rest }
    default:
      return undefined
  }
}
