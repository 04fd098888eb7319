import { validationFailed } from '#lib/vocabulary/api-error'

/** Prefixes that AWS keeps for itself (AWSEC2, AWSSupport and the like among them), and that of our own documents. */
const reserved = /^(aws|amazon|amzn|quarterdeck-)/i

export function checkNewName(name: string): void {
  if (reserved.test(name)) {
    throw validationFailed([
      `Invalid document name ${name}: names that begin with aws, amazon, amzn or quarterdeck- are reserved, in any case of letters`,
    ])
  }
}
