import { APIError, betterAuth } from 'better-auth'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { twoFactor } from 'better-auth/plugins/two-factor'
import type { Ports } from '#lib/platform/context'
import type { Secrets } from '#lib/platform/secrets/secrets'
import { isDisabled } from './store/users'
import { credentials, secondFactors, sessions, signInLimits, users, verifications } from './tables'

/** Set by the front door on every request, after removing what the client sent under this name. */
export const clientAddressHeader = 'x-quarterdeck-client-ip'

/** Of one address, right ones too: an office signs in from one. A password has at least twelve characters. */
const signInsPerMinute = 20

/** A session ends when it was not used for so long, */
const idleSeconds = 12 * 3600
/** and at the latest so long after signing in, however much it is used. */
const longestSessionMs = 30 * 86_400_000

export function lastEndOf(signedInAt: Date): Date {
  return new Date(signedInAt.getTime() + longestSessionMs)
}

/** better-auth, with sign-up closed: people are made by set-up and, later, by invitation. `secure` is true behind TLS. */
export function createSignIn(ports: Pick<Ports, 'db' | 'secrets' | 'log'>, secure: boolean) {
  return betterAuth({
    appName: 'Quarterdeck',
    basePath: '/api/auth',
    secret: signInSecret(ports.secrets),
    telemetry: { enabled: false },
    database: drizzleAdapter(ports.db as never, {
      provider: 'pg',
      schema: {
        user: users,
        session: sessions,
        account: credentials,
        verification: verifications,
        twoFactor: secondFactors,
        rateLimit: signInLimits,
      },
    }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 256 },
    user: {
      additionalFields: {
        homeAccount: { type: 'string', input: false, required: true },
        role: { type: 'string', input: false, required: true },
      },
    },
    session: { expiresIn: idleSeconds, updateAge: 900 },
    databaseHooks: {
      session: {
        create: {
          before: async ({ userId }) => {
            if (await isDisabled(ports, userId))
              throw new APIError('FORBIDDEN', { code: 'USER_DISABLED', message: 'Switched off' })
          },
        },
      },
    },
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 60,
      max: 120,
      customRules: { '/sign-in/email': { window: 60, max: signInsPerMinute }, '/get-session': false },
    },
    trustedOrigins: async (request) => (request ? [new URL(request.url).origin] : []),
    advanced: {
      cookiePrefix: 'quarterdeck',
      useSecureCookies: secure,
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true, path: '/' },
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
    },
    plugins: [twoFactor({ issuer: 'Quarterdeck' })],
    logger: { level: 'error', log: (_level, message) => ports.log.warn({ part: 'sign-in' }, message) },
  })
}

export function signInSecret(secrets: Secrets): string {
  return Buffer.from(secrets.derive('sign-in')).toString('base64')
}

export type SignIn = ReturnType<typeof createSignIn>
