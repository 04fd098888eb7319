'use client'
import './globals.css'

/** For a fault of the frame itself. In place of Next's own, whose code would come along with every page. */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body className="font-sans">
        <main className="flex min-h-dvh flex-col items-center justify-center gap-3 px-6 text-center">
          <h1 className="text-title font-semibold">Something broke</h1>
          <p className="max-w-md text-form text-text-2">
            {error.message} {error.digest ? `(${error.digest})` : ''}
          </p>
          <button type="button" onClick={reset} className="h-8 rounded-control bg-accent px-3 text-form font-medium text-on-fill">
            Try again
          </button>
        </main>
      </body>
    </html>
  )
}
