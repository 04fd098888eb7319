'use client'
import { lazy, Suspense } from 'react'

const BrokenScreen = lazy(() => import('#components/shell/broken-screen').then((module) => ({ default: module.BrokenScreen })))

/** A fault in one screen leaves the frame standing. What it shows comes when it is needed: this file is part of every page. */
export default function ConsoleError(props: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <Suspense>
      <BrokenScreen {...props} />
    </Suspense>
  )
}
