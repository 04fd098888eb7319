import type { TestServer } from './test-server'

/** For the aws CLI and boto3: this server, its owner's key, and nothing of the machine's own settings. */
export function awsEnvironment(server: TestServer, home: string): NodeJS.ProcessEnv {
  return {
    NODE_ENV: 'test',
    PATH: process.env['PATH'] ?? '',
    AWS_ACCESS_KEY_ID: server.key.accessKeyId,
    AWS_SECRET_ACCESS_KEY: server.key.secretAccessKey,
    AWS_DEFAULT_REGION: 'local-1',
    AWS_ENDPOINT_URL: server.url,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_PAGER: '',
    HOME: home,
  }
}
