'use client'

export default function RootError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-3 px-6 text-center">
      <h1 className="text-title font-semibold">Something broke</h1>
      <p className="max-w-md text-form text-text-2">
        {error.message} {error.digest ? `(${error.digest})` : ''}
      </p>
      <button type="button" onClick={reset} className="h-8 rounded-control bg-accent px-3 text-form font-medium text-on-fill">
        Try again
      </button>
    </main>
  )
}
