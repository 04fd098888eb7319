'use client'
import { useEffect, useState } from 'react'

const everyMs = 300_000

/** Epoch seconds, renewed every five minutes: for questions such as "in the last hour", not for what is drawn. */
export function useNow(): number {
  const [now, setNow] = useState(seconds)
  useEffect(() => {
    const timer = setInterval(() => setNow(seconds()), everyMs)
    return () => clearInterval(timer)
  }, [])
  return now
}

function seconds(): number {
  return Math.floor(Date.now() / 1000)
}
