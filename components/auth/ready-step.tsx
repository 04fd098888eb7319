'use client'
import Link from 'next/link'
import { useEffect, useState } from 'react'
import { fetchSession, type Session } from '#lib/api/browser'
import { ButtonLink } from '#components/ui/button'
import { CopyButton } from '#components/ui/copy-button'
import { Skeleton } from '#components/ui/skeleton'
import { AuthCard } from './form-parts'

/** The address and region to give to the aws CLI, and the way to the first node. */
export function ReadyStep() {
  const [session, setSession] = useState<Session>()
  useEffect(() => {
    const leaving = new AbortController()
    fetchSession({ signal: leaving.signal }).then(setSession, () => undefined)
    return () => leaving.abort()
  }, [])
  const profile = session && `[profile quarterdeck]\nregion = ${session.region}\nendpoint_url = ${session.url}\n`
  return (
    <AuthCard title="Quarterdeck is ready">
      <div className="flex flex-col gap-4 text-body">
        <p className="text-text-2">The aws CLI, the SDKs and Terraform work against this address. Put this into ~/.aws/config:</p>
        {profile ? (
          <div className="flex items-start gap-1 rounded-control border border-line bg-sunken py-2 pr-1 pl-3">
            <pre className="min-w-0 flex-1 overflow-x-auto text-meta leading-5">{profile}</pre>
            <CopyButton text={profile} label="Copy profile" />
          </div>
        ) : (
          <Skeleton lines={3} />
        )}
        <p className="text-text-2">
          Keys for it are made under{' '}
          <Link href="/account/keys" className="text-accent underline">
            Access keys
          </Link>
          .
        </p>
        <div className="flex gap-2">
          <ButtonLink href="/nodes/add" variant="primary" size="md">
            Add first node
          </ButtonLink>
          <ButtonLink href="/" size="md">
            Go to the overview
          </ButtonLink>
        </div>
      </div>
    </AuthCard>
  )
}
