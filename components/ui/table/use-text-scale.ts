'use client'
import { useLayoutEffect, useState } from 'react'

const usualPixels = 16

/** How much larger than usual this person's text is: 2 at 200 %. Rows and columns are that much larger, too. */
export function useTextScale(): number {
  const [scale, setScale] = useState(1)
  useLayoutEffect(() => setScale(Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / usualPixels), [])
  return scale
}
