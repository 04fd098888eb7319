import type { Metadata, Viewport } from 'next'
import localFont from 'next/font/local'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import './globals.css'

const inter = localFont({
  src: '../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  weight: '100 900',
  variable: '--font-inter',
  display: 'swap',
})
const jetbrains = localFont({
  src: '../node_modules/@fontsource-variable/jetbrains-mono/files/jetbrains-mono-latin-wght-normal.woff2',
  weight: '100 800',
  variable: '--font-jetbrains',
  display: 'swap',
  preload: false,
  adjustFontFallback: false,
})

export const metadata: Metadata = { title: { default: 'Quarterdeck', template: '%s - Quarterdeck' }, robots: { index: false } }
export const viewport: Viewport = { colorScheme: 'light dark', width: 'device-width', initialScale: 1 }

/** Theme, density and time zone come from cookies, so the first byte already carries them: no flash and no inline script. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const jar = await cookies()
  const theme = jar.get('qd-theme')?.value
  return (
    <html
      lang="en"
      className={`${inter.variable} ${jetbrains.variable}`}
      data-theme={theme === 'light' || theme === 'dark' ? theme : undefined}
      data-density={jar.get('qd-density')?.value === 'comfortable' ? 'comfortable' : undefined}
      data-zone={jar.get('qd-zone')?.value === 'utc' ? 'utc' : undefined}
      data-nav={jar.get('qd-nav')?.value === 'collapsed' ? 'collapsed' : undefined}
    >
      <body className="font-sans">{children}</body>
    </html>
  )
}
