import { describe, expect, test } from 'vitest'
import { cliProfile, environment, keyJson, pythonClient, terraformProvider } from './profile-text'

const key = { accessKeyId: 'AKIAABCDEFGHIJKLMNOP', secretAccessKey: 'a/b+c' }
const plain = { url: 'http://localhost:8080', region: 'eu-1' }
const secure = { url: 'https://ssm.example.test:8443', region: 'eu-1' }

describe('the CLI profile', () => {
  test('on plain http needs no certificate', () => {
    expect(cliProfile({ ...plain, ...key })).toBe(
      [
        'mkdir -p ~/.aws && cat >> ~/.aws/config <<EOF',
        '[profile quarterdeck]',
        'region = eu-1',
        'endpoint_url = http://localhost:8080',
        'aws_access_key_id = AKIAABCDEFGHIJKLMNOP',
        'aws_secret_access_key = a/b+c',
        'EOF',
      ].join('\n'),
    )
  })

  test('on https names the certificate authority, everywhere', () => {
    expect(cliProfile(secure)).toContain('ca_bundle = $HOME/.aws/quarterdeck-ca.pem')
    expect(environment(secure)).toContain('export AWS_CA_BUNDLE=$HOME/.aws/quarterdeck-ca.pem')
    expect(pythonClient(secure)).toContain('verify=os.path.expanduser("~/.aws/quarterdeck-ca.pem")')
    expect(terraformProvider(secure)).toContain('custom_ca_bundle')
  })
})

test('without a key the blocks say where it goes', () => {
  expect(environment(plain)).toContain('AWS_ACCESS_KEY_ID=YOUR_ACCESS_KEY_ID')
  expect(pythonClient(plain)).not.toContain('aws_access_key_id')
})

test('JSON has what scripts look for', () => {
  expect(JSON.parse(keyJson({ ...plain, ...key }))).toEqual({
    AccessKeyId: key.accessKeyId,
    SecretAccessKey: key.secretAccessKey,
    Region: 'eu-1',
    EndpointUrl: plain.url,
  })
})
