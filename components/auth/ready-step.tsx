'use client'
import { Link } from '#components/ui/link'
import { useEffect, useState } from 'react'
import { fetchSession, type Session } from '#lib/api/browser'
import { clientEndpoint } from '#queries/shell/client-endpoint'
import { cliProfile, fetchCa, isPlainHttp } from '#queries/shell/profile-text'
import { ButtonLink } from '#components/ui/button'
import { CopyButton } from '#components/ui/copy-button'
import { Skeleton } from '#components/ui/skeleton'
import { StepFrame } from './step-frame'
import { useInstallation } from './use-installation'

/** The profile for the aws CLI, and the way to the first node. */
export function ReadyStep() {
  const asked = useInstallation()
  const [session, setSession] = useState<Session>()
  useEffect(() => {
    const leaving = new AbortController()
    fetchSession({ signal: leaving.signal }).then(setSession, () => undefined)
    return () => leaving.abort()
  }, [])
  return (
    <StepFrame at="ready" title="Quarterdeck is ready" asked={asked}>
      {() => (
        <div className="flex flex-col gap-4 text-body">
          {session ? <CliProfile session={session} /> : <Skeleton lines={5} />}
          <p className="text-text-2">
            Keys for it are made under{' '}
            <Link href="/account/keys" className="text-accent underline">
              Access keys
            </Link>
            .
          </p>
          <div className="flex flex-wrap gap-2">
            <ButtonLink href="/nodes/add" variant="primary" size="md">
              Add first node
            </ButtonLink>
            <ButtonLink href="/" size="md">
              Go to the overview
            </ButtonLink>
          </div>
        </div>
      )}
    </StepFrame>
  )
}

function CliProfile({ session }: { session: Session }) {
  const { here, anywhere, region } = clientEndpoint(session, location.origin)
  const url = here ?? anywhere
  return (
    <>
      {isPlainHttp(url) ? null : (
        <>
          <p className="text-text-2">Tools need the certificate authority of this installation. Fetch it first:</p>
          <Copied text={fetchCa(url)} label="Copy command" />
        </>
      )}
      <p className="text-text-2">The aws CLI, the SDKs and Terraform work against this address. This adds a profile for them:</p>
      <Copied text={cliProfile({ url, region })} label="Copy profile" />
    </>
  )
}

function Copied({ text, label }: { text: string; label: string }) {
  return (
    <div className="flex items-start gap-1 rounded-control border border-line bg-sunken py-2 pr-1 pl-3">
      <pre className="min-w-0 flex-1 overflow-x-auto text-meta leading-5">{text}</pre>
      <CopyButton text={text} label={label} />
    </div>
  )
}
