'use client'
import { useMemo } from 'react'
import { encode } from 'uqr'

export interface QrCodeProps {
  text: string
  label: string
}

const quietZone = 4

/** Drawn here, so that the secret in it goes to nobody. Always dark on light: cameras read nothing else for sure. */
export function QrCode({ text, label }: QrCodeProps) {
  const { size, path } = useMemo(() => drawing(text), [text])
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="mx-auto size-52 max-w-full rounded-control border border-line forced-color-adjust-none"
    >
      <rect width={size} height={size} style={{ fill: 'white', forcedColorAdjust: 'none' }} />
      <path d={path} style={{ fill: 'black', forcedColorAdjust: 'none' }} />
    </svg>
  )
}

function drawing(text: string): { size: number; path: string } {
  const { size, data } = encode(text, { ecc: 'M', border: quietZone })
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return { size, path: squares.join('') }
}
