import { expect, test } from 'vitest'
import { terraformOf } from './terraform'

const endpoint = { url: 'https://ssm.example.test', region: 'eu-1' }

test('a document is a resource, with the provider pointed here', () => {
  const text = terraformOf(
    {
      Name: '7-zip.install',
      DocumentType: 'Command',
      DocumentFormat: 'YAML',
      TargetType: '/AWS::EC2::Instance',
      Tags: [{ Key: 'team', Value: 'a "b"' }],
    },
    'schemaVersion: "2.2"\nrun: echo ${HOME} %{x} {{ p }}\nDOCUMENT\n',
    endpoint,
  )
  expect(text).toBe(`provider "aws" {
  region = "eu-1"
  endpoints {
    ssm = "https://ssm.example.test"
  }
}

resource "aws_ssm_document" "document_7-zip_install" {
  name            = "7-zip.install"
  document_type   = "Command"
  document_format = "YAML"
  target_type     = "/AWS::EC2::Instance"

  content = <<DOCUMENT_
schemaVersion: "2.2"
run: echo $\${HOME} %%{x} {{ p }}
DOCUMENT
DOCUMENT_

  tags = {
    "team" = "a \\"b\\""
  }
}
`)
})
