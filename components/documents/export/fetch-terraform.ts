import { ssm } from '#lib/api/browser'
import type { Endpoint } from '#queries/shell/copy-as'
import type { DocumentDescription } from '../own-operations'
import { terraformOf } from './terraform'

/** The text is fetched in the format it is stored in: Terraform compares it byte by byte. */
export async function fetchTerraform(document: DocumentDescription, endpoint: Endpoint): Promise<string> {
  const { Content = '' } = await ssm('GetDocument', { Name: document.Name })
  return terraformOf(document, Content, endpoint)
}
